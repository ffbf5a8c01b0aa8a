// The browser tests run against the product as it is shipped. `scripted` is a browser as
// most people have it; `plain` has JavaScript off and runs the flows that must not need it.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import type { Options } from "./fixtures/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export default defineConfig<Options>({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A busy machine may be slow; what fails three times is broken. Playwright reports what
  // passed only at a second try as flaky.
  retries: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? installed.find(existsSync),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "scripted" },
    {
      name: "plain",
      testMatch: [
        "acts.spec.ts",
        "main-flow.spec.ts",
        "account.spec.ts",
        "companies.spec.ts",
        "drafts.spec.ts",
        "errors.spec.ts",
        "facts.spec.ts",
        "find.spec.ts",
        "imports.spec.ts",
        "language.spec.ts",
        "life-events.spec.ts",
        "notifications.spec.ts",
        "records.spec.ts",
        "review.spec.ts",
        "schedule.spec.ts",
        "suggestions.spec.ts",
        "tags.spec.ts",
        "tasks.spec.ts",
      ],
      use: { javaScriptEnabled: false },
    },
  ],
});
