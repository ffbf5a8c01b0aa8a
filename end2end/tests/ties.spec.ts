// Why a tie is as strong as it is, and what people say about keeping it.
import type { Page } from "@playwright/test";
import { FADING, WAITING } from "../fixtures/mailbox";
import { awake, expect, openContact, test, toast } from "../fixtures/test";

const of = (page: Page, name: string) => page.getByRole("article").filter({ hasText: name });

/** A day so many days from now, as date fields take it, where the browser is. */
async function dayFromNow(page: Page, days: number): Promise<string> {
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const at = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
}

test("a contact says why the tie is so strong, and how it came to be so", async ({
  page,
  imported,
}) => {
  expect(imported.account["Contacts created"]).toBeGreaterThan(2);
  await openContact(page, WAITING.name);
  await page.getByTitle("Why this score").click();
  const why = page.locator(".score-details");
  await expect(why).toContainText(/They wrote \d+ times, you 8 times\./);
  await expect(why).toContainText(/They last wrote 4 days ago, you 4 days ago\./);
  await expect(why).toContainText(/\d+ in the last 30 days/);
  await expect(why).toContainText(/You usually begin to talk every 6 days\./);
  await expect(why).toContainText(/By 1 of 3 channels: \d+ mails\./);
  await expect(why).toContainText(/First contact on \d+ \w+ \d{4}\./);
  const course = why.getByRole("figure", { name: "Strength over time" });
  await expect(course).toBeVisible();
  const months = course.getByRole("row");
  expect(await months.count()).toBeGreaterThan(1);
  const number = await page.locator(".score-summary .score-number").textContent();
  await expect(months.last().getByRole("cell")).toHaveText(String(Number(number)));
});

test("a suggestion shows its facts, and is put off to a day", async ({ page, imported }) => {
  expect(imported.account["Contacts created"]).toBeGreaterThan(2);
  await page.goto("/suggestions");
  const fading = of(page, FADING.name);
  await expect(fading).toContainText(/You usually write every .+; it has been 7 weeks\./);
  await fading.getByText("Why now").click();
  await expect(fading).toContainText("8 from them, 16 from you");
  await expect(fading).toContainText(/Due after.* of silence/);

  await fading.locator("summary[aria-label=Snooze]").click();
  await fading.getByLabel("Snooze until").fill(await dayFromNow(page, 40));
  await fading.getByRole("button", { name: "Until then" }).click();
  await expect(toast(page, "Snoozed")).toBeVisible();
  await expect(fading).toHaveCount(0);
  await page.getByRole("link", { name: "Snoozed" }).click();
  await expect(fading).toContainText(/comes back in (1 month|5 weeks)/);
  await fading.getByRole("button", { name: "Bring back" }).click();
  await expect(fading).toHaveCount(0);
});

test("keys act on the suggestion that has the focus", async ({ page, imported, context }) => {
  expect(imported.account["Contacts created"]).toBeGreaterThan(2);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/suggestions");
  await awake(page);
  const names = page.getByRole("article").locator("a.person-name");
  const before = await names.allTextContents();
  expect(before.length).toBeGreaterThan(2);
  const second = of(page, before[1]!);

  await test.step("j leads to the second, c copies its draft", async () => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(names.nth(1)).toBeFocused();
    await page.keyboard.press("c");
    await expect(second.getByRole("status")).toHaveText("Copied");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(before[1]!.split(" ")[0]);
  });

  await test.step("s opens its snoozes", async () => {
    await names.nth(1).focus();
    await page.keyboard.press("s");
    await expect(second.getByLabel("Snooze until")).toBeVisible();
    await page.keyboard.press("s");
    await expect(second.getByLabel("Snooze until")).toBeHidden();
  });

  await test.step("x dismisses it, and z takes that back", async () => {
    await names.nth(1).focus();
    await page.keyboard.press("x");
    await expect(toast(page, "Dismissed")).toBeVisible();
    await expect(second).toHaveCount(0);
    await awake(page);
    await page.keyboard.press("z");
    await expect(second).toBeVisible();
  });

  await test.step("without a focus d is for the first; then ? shows the keys", async () => {
    await awake(page);
    await page.keyboard.press("d");
    await expect(toast(page, "Marked as done")).toBeVisible();
    await expect(of(page, before[0]!)).toHaveCount(0);
    await awake(page);
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog");
    await expect(keys.getByText("Suggestion: snooze")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(keys).toBeHidden();
  });

  await test.step("Enter opens the contact that has the focus", async () => {
    await names.first().focus();
    const name = await names.first().textContent();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name!);
  });
});

test("letters that are typed act on nothing", async ({ page, imported }) => {
  expect(imported.account["Contacts created"]).toBeGreaterThan(2);
  await page.goto("/suggestions");
  await awake(page);
  const count = await page.getByRole("article").count();
  await page.getByRole("searchbox").first().pressSequentially("dxsc?");
  await expect(page.getByRole("searchbox").first()).toHaveValue("dxsc?");
  await expect(page.getByRole("article")).toHaveCount(count);
  await expect(page).toHaveURL("/suggestions");
});

test("how often to be in touch is said on the contact's page", async ({ page, imported }) => {
  expect(imported.account["Contacts created"]).toBeGreaterThan(2);
  await openContact(page, FADING.name);
  const choose = async (how: string, count?: string) => {
    await page.getByLabel("Edit how often").click();
    const form = page.getByRole("form", { name: "Keeping in touch" });
    await form.getByLabel("Suggest", { exact: true }).selectOption(how);
    if (count) await form.getByLabel("Every how many").fill(count);
    if (count) await form.getByLabel("Unit").selectOption("weeks");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(toast(page, "Keeping in touch is set")).toBeVisible();
  };

  await choose("As often as this", "3");
  await expect(page.getByText("Every 3 weeks, as you wish")).toBeVisible();
  await expect(of(page, FADING.name)).toContainText(
    /You want to be in touch every 3 weeks; it has been 7 weeks\./,
  );

  await choose("Never");
  await expect(page.getByText("Never suggested, as you wish", { exact: true })).toBeVisible();
  await expect(of(page, FADING.name)).toHaveCount(0);
  await toast(page, "Keeping in touch is set").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Every 3 weeks, as you wish")).toBeVisible();
});

test("the owner sets how soon, how often and how many", async ({ page, imported }) => {
  expect(imported.account["Contacts created"]).toBeGreaterThan(2);
  await page.goto("/suggestions");
  await expect(of(page, FADING.name)).toBeVisible();
  await page.goto("/settings");
  const form = page.getByRole("form", { name: "Whom to write to" });
  await form.getByLabel("Shortest rhythm, in days").fill("90");
  await form.getByLabel("Patience beyond the rhythm").selectOption("Much: leave them time");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Suggestions are set")).toBeVisible();
  await expect(form.getByLabel("Shortest rhythm, in days")).toHaveValue("90");
  await page.goto("/suggestions");
  await expect(of(page, FADING.name)).toHaveCount(0);
});
