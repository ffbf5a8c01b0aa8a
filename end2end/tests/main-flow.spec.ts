// The main job, from the first visit to the decision whom to write to, with scripts and
// without them.
import type { Page } from "@playwright/test";
import { FADING, mailbox, WAITING } from "../fixtures/mailbox";
import { awake, expect, openContact, signUp, test, toast } from "../fixtures/test";

const ID = "[0-9a-f-]{36}";
const IMPORT = new RegExp(`/imports/${ID}$`);
const CONTACT = new RegExp(`/contacts/${ID}$`);

async function accountOn(page: Page): Promise<Record<string, number>> {
  const rows = page.locator(".tally-line");
  const read = async (part: string) => await rows.locator(part).allTextContents();
  const [labels, counts] = await Promise.all([read("dt"), read("dd")]);
  return Object.fromEntries(
    labels.map((label, row) => [label, Number(counts[row]?.replace(",", ""))]),
  );
}

test("a mailbox becomes people with scores, and every message is accounted for", async ({
  page,
  newcomer,
  javaScriptEnabled,
}) => {
  const large = mailbox(newcomer, 130, "All mail.mbox");

  await test.step("sign up", async () => {
    await page.goto("/");
    // A Kith without any account leads straight to the making of the first one.
    await expect(page).toHaveURL(/\/(login|register)$/);
    if (page.url().endsWith("/login")) await page.getByRole("link", { name: "Sign up" }).click();
    await signUp(page, newcomer);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome, Robin");
  });

  await test.step("choose the file", async () => {
    if (javaScriptEnabled) await awake(page);
    await page.getByLabel("Files to import").setInputFiles(large);
    await page.getByRole("button", { name: "Import files" }).click();
    await expect(page).toHaveURL(IMPORT);
  });

  await test.step("watch it being read, without touching the page", async () => {
    // A quick machine is done before the page is there.
    const running = page.getByRole("progressbar", { name: "Import" });
    const over = page.getByText(/^Stored .* messages/);
    await expect(running.or(over).first()).toBeVisible();
    const [stored, listed] = ["Stored", "Messages listed"].map((label) =>
      large.account[label]!.toLocaleString("en"),
    );
    await expect(page.getByText(`Stored ${stored} of ${listed} messages`)).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step("the account adds up", async () => {
    expect(await accountOn(page)).toEqual(large.account);
    await page.getByRole("link", { name: "See what was skipped or failed" }).click();
    const link = page.getByRole("link", { name: "Download as CSV" });
    const csv = await page.request.get((await link.getAttribute("href"))!);
    const rejected = (await csv.text()).trim().split("\r\n").slice(1);
    expect(rejected).toHaveLength(large.account.Skipped! + large.account.Failed!);
  });

  await test.step("the people are there, the strongest first", async () => {
    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: "Contacts" })
      .click();
    await expect(page.getByRole("row", { name: WAITING.name })).toBeVisible();
    const scores = (await page.getByTitle(/^Strength/).allTextContents()).map(Number);
    expect(scores).toHaveLength(large.account["Contacts created"]!);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(scores[0]).toBeGreaterThan(2);
  });

  await test.step("one of them is found by the beginning of a name", async () => {
    await page.getByRole("searchbox", { name: "Search contacts" }).fill("mar");
    await page.getByRole("searchbox", { name: "Search contacts" }).press("Enter");
    await expect(page).toHaveURL(/q=mar/);
    await expect(page.getByRole("row", { name: WAITING.name })).toBeVisible();
    await expect(page.getByRole("row", { name: FADING.name })).toHaveCount(0);
  });
});

test("a contact shows what was exchanged, takes notes and corrections, and gives them back", async ({
  page,
  imported,
}) => {
  await openContact(page, WAITING.name);
  const stream = page.getByRole("group", { name: `Everything with ${WAITING.name}` });

  await test.step("a thread opens in place and leads to its message", async () => {
    expect(imported.account.Stored).toBeGreaterThan(0);
    const thread = stream.getByRole("listitem").first();
    await thread.locator("summary").click();
    await expect(
      thread.getByRole("paragraph").filter({ hasText: "Hi Robin," }).first(),
    ).toBeVisible();
    await thread.getByRole("link", { name: "Open the message" }).first().click();
    await expect(page.getByRole("article")).toContainText("Hi Robin,");
    await page.getByRole("link", { name: WAITING.name }).first().click();
    await expect(page).toHaveURL(CONTACT);
  });

  await test.step("a note is added and taken back", async () => {
    await page.getByLabel("Note about Maren").fill("Prefers calls in the evening.");
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(stream.getByText("Prefers calls in the evening.").first()).toBeVisible();
    await toast(page, "Note added").getByRole("button", { name: "Undo" }).click();
    await expect(toast(page, "Note deleted")).toBeVisible();
    await expect(stream.getByText("Prefers calls in the evening.")).toHaveCount(0);
  });

  await test.step("a call is logged, not ahead of time, and taken back", async () => {
    const log = page.getByRole("form", { name: "Contact with Maren" });
    await page.getByText("Log a call, a meeting or a message").click();
    await log.getByLabel("What happened").selectOption("They called");
    await log.getByLabel("When").fill("tomorrow 3pm");
    await log.getByLabel("What it was about").fill("The **boathouse**");
    await log.getByRole("button", { name: "Log it" }).click();
    await expect(log.getByText("This is still to come.")).toBeVisible();
    await expect(log.getByLabel("What it was about")).toHaveValue("The **boathouse**");
    await log.getByLabel("When").fill("yesterday 3pm");
    await log.getByRole("button", { name: "Log it" }).click();
    const call = stream.getByRole("listitem").filter({ hasText: "The boathouse" });
    await expect(call.first()).toBeVisible();
    await toast(page, "Call logged").getByRole("button", { name: "Undo" }).click();
    await expect(toast(page, "Deleted")).toBeVisible();
    await expect(stream.getByText("The boathouse")).toHaveCount(0);
  });

  await test.step("a field is corrected where it stands, and taken back", async () => {
    await page.getByLabel("Edit title").click();
    await page.getByRole("textbox", { name: "Title" }).fill("Harbour master");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(toast(page, "Title saved")).toBeVisible();
    await expect(page.getByText("Harbour master at")).toBeVisible();
    await toast(page, "Title saved").getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Harbour master")).toHaveCount(0);
  });
});

test("today says whom to write to and why, and decisions can be taken back", async ({
  page,
  imported,
  context,
  javaScriptEnabled,
}) => {
  expect(imported.account["Contacts created"]).toBeGreaterThan(2);
  const of = (name: string) => page.getByRole("article").filter({ hasText: name });
  await page.goto("/");
  await expect(of(WAITING.name)).toContainText(/4 days ago and waits for an answer/);

  await test.step("the draft is ready", async () => {
    await of(WAITING.name).getByText("Draft", { exact: true }).click();
    await expect(of(WAITING.name).getByText(/Hi Maren/)).toBeVisible();
    const copy = of(WAITING.name).getByRole("button", { name: "Copy draft" });
    if (!javaScriptEnabled) return expect(copy).toBeHidden();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await copy.click();
    await expect(of(WAITING.name).getByRole("status")).toHaveText("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Hi Maren");
  });

  const decisions = [
    { tab: "Done", decide: () => of(WAITING.name).getByRole("button", { name: "Done" }).click() },
    {
      tab: "Dismissed",
      decide: async () => {
        await of(WAITING.name).locator("summary[aria-label=More]").click();
        await of(WAITING.name).getByRole("button", { name: "Dismiss" }).click();
      },
    },
    {
      tab: "Snoozed",
      decide: async () => {
        await of(WAITING.name).locator("summary[aria-label=Snooze]").click();
        await of(WAITING.name).getByRole("button", { name: "1 month" }).click();
      },
    },
  ];
  for (const { tab, decide } of decisions) {
    await test.step(`${tab.toLowerCase()}, and undone`, async () => {
      await page.goto("/");
      await decide();
      await expect(of(WAITING.name)).toHaveCount(0);
      const undo = page.getByRole("status").getByRole("button", { name: "Undo" });
      await undo.click();
      await expect(of(WAITING.name)).toBeVisible();
    });
    await test.step(`${tab.toLowerCase()}, and brought back from its list`, async () => {
      await decide();
      await expect(of(WAITING.name)).toHaveCount(0);
      await page.goto("/suggestions");
      await page.getByRole("link", { name: tab }).click();
      await of(WAITING.name).getByRole("button", { name: "Bring back" }).click();
      await expect(toast(page, "Back in the list")).toBeVisible();
      await expect(of(WAITING.name)).toHaveCount(0);
    });
  }
});

test("the same file again stores nothing", async ({ page, imported }) => {
  await page.goto("/imports");
  await page.getByLabel("Files to import").setInputFiles(imported);
  await page.getByRole("button", { name: "Import files" }).click();
  await expect(page).toHaveURL(IMPORT);
  await expect(page.getByText("Stored 0 of")).toBeVisible({ timeout: 60_000 });
  expect(await accountOn(page)).toEqual({
    ...imported.account,
    Stored: 0,
    "Known already": imported.account.Stored,
    "Contacts created": 0,
    "Companies created": 0,
  });
});
