// What comes back by itself: owners see how it went, run it now, and say when mornings are.
// With scripts and without them.
import { expect, test, toast } from "../fixtures/test";

test("an owner runs what comes back by itself, and sees how it went", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await page.goto("/jobs");
  await page.getByRole("link", { name: "Open the schedule" }).click();
  await expect(page).toHaveURL("/jobs/schedule");
  const table = page.getByRole("table", { name: "This workspace" });
  const companies = table.getByRole("row").filter({ hasText: /^Companies/ });
  await expect(companies).toContainText("Not yet");
  await expect(companies).toContainText("count people, messages and strength");

  await companies.getByRole("button", { name: "Run now" }).click();
  await expect(toast(page, "It runs as soon as a worker is free.")).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(companies).toContainText("Done", { timeout: 1_000 });
  }).toPass({ timeout: 45_000 });
  await expect(companies).toContainText(/\d\.\d s/);
  await expect(companies.getByRole("button", { name: "Run now" })).toBeVisible();

  await page.goto("/jobs");
  await expect(page.getByRole("row", { name: /^Count the figures of companies/ })).toContainText("Done");
});

test("mornings are when the owner says", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await page.goto("/jobs/schedule");
  const form = page.getByRole("form", { name: "Times" });
  await form.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await form.getByLabel("Suggestions are made at").fill("05:45");
  await form.getByRole("button", { name: "Save times" }).click();
  await expect(page.getByText("Nights and mornings of this workspace are those of Asia/Tokyo.")).toBeVisible();
  await expect(form.getByLabel("Suggestions are made at")).toHaveValue("05:45");
});
