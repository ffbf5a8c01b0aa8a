// Whom to write to: the reasons in words, for those who are suggested and those who are not,
// and what people say about it. With scripts and without them.
import type { Locator, Page } from "@playwright/test";
import { FADING, TENDED, WAITING } from "../fixtures/mailbox";
import { barriersOn } from "../fixtures/barriers";
import { expect, openContact, settled, test, toast, undo } from "../fixtures/test";

const of = (page: Page, name: string) => page.getByRole("article").filter({ hasText: name });
/** Reads why somebody is suggested, as one does before deciding. */
const read = (row: Locator) => row.getByText("Why now", { exact: true }).click();

/** Stands in the row, or behind its last button. */
async function dismiss(row: Locator) {
  await read(row);
  const more = row.locator("summary[aria-label=More]");
  if (await more.count()) await more.click();
  await row.getByRole("button", { name: "Dismiss" }).click();
}

/** What the contact's page says of being suggested. */
const suggested = (page: Page) =>
  page.getByRole("term").filter({ hasText: /^Suggested$/ }).locator("xpath=..");

test("imported mail says whom to write to, why now, and why not others", async ({
  page,
  imported,
  javaScriptEnabled,
}) => {
  expect(imported.account.Stored).toBeGreaterThan(0);

  await test.step("the reasons stand in sentences, the most pressing first", async () => {
    await page.goto("/suggestions");
    await expect(of(page, WAITING.name)).toContainText(/Wrote “.+” 4 days ago and waits for an answer\./);
    await expect(of(page, FADING.name)).toContainText(/You usually write every .+; it has been 7 weeks\./);
    await expect(page.getByRole("article").first()).toContainText("waits for an answer");
    await expect(of(page, TENDED.name)).toHaveCount(0);
  });

  await test.step("why now, and what that weighs", async () => {
    await settled(page, javaScriptEnabled);
    const fading = of(page, FADING.name);
    await read(fading);
    await expect(fading).toContainText(/Due after .+ of silence/);
    await expect(fading).toContainText(/Weighs [\d.]+: a tie of [\d.]+ of 10, \d+\s% urgent/);
    if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
  });

  await test.step("who is not there has a reason too", async () => {
    await openContact(page, TENDED.name);
    await expect(suggested(page)).toContainText(/In touch 1 day ago; due after .+ of silence\./);
    await openContact(page, WAITING.name);
    await expect(suggested(page)).toContainText(/waits for an answer/);
    await expect(of(page, WAITING.name)).toBeVisible();
  });
});

test("what is snoozed or dismissed says until when, and comes back", async ({
  page,
  imported,
  javaScriptEnabled,
}) => {
  expect(imported.account.Stored).toBeGreaterThan(0);

  await test.step("snoozed for two weeks, and taken back", async () => {
    await page.goto("/suggestions");
    await settled(page, javaScriptEnabled);
    await read(of(page, FADING.name));
    await of(page, FADING.name).locator("summary[aria-label=Snooze]").click();
    await of(page, FADING.name).getByRole("button", { name: "2 weeks" }).click();
    await expect(of(page, FADING.name)).toHaveCount(0);
    await page.goto("/suggestions?state=snoozed");
    await expect(of(page, FADING.name)).toContainText(/comes back in \d weeks?/);
    await openContact(page, FADING.name);
    await expect(suggested(page)).toContainText(/^Suggested\s*Snoozed until \d+ \w+\.$/);
    await page.goto("/suggestions?state=snoozed");
    await of(page, FADING.name).getByRole("button", { name: "Bring back" }).click();
    await expect(toast(page, "Back in the list")).toBeVisible();
    await expect(page.getByText("Nothing is snoozed")).toBeVisible();
  });

  await test.step("dismissed, and taken back", async () => {
    await page.goto("/suggestions");
    await settled(page, javaScriptEnabled);
    await dismiss(of(page, FADING.name));
    await expect(toast(page, "Dismissed")).toBeVisible();
    await expect(of(page, FADING.name)).toHaveCount(0);
    await undo(page, "Dismissed");
    await expect(of(page, FADING.name)).toBeVisible();
  });

  await test.step("a dismissal is remembered where the person stands", async () => {
    await settled(page, javaScriptEnabled);
    await dismiss(of(page, FADING.name));
    await expect(toast(page, "Dismissed")).toBeVisible();
    await openContact(page, FADING.name);
    await expect(suggested(page)).toContainText(/Dismissed on \d+ \w+; not again before \d+ \w+\./);
  });
});

test("who is never to be suggested is not, until that is taken back", async ({
  page,
  imported,
}) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await openContact(page, FADING.name);
  await expect(of(page, FADING.name)).toBeVisible();
  await page.getByLabel("Edit how often").click();
  const form = page.getByRole("form", { name: "Keeping in touch" });
  await form.getByLabel("Suggest", { exact: true }).selectOption("Never");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Keeping in touch is set")).toBeVisible();
  const never = page.getByText("Never suggested, as you wish").first();
  await expect(never).toBeVisible();
  await expect(of(page, FADING.name)).toHaveCount(0);

  await test.step("nor in the list", async () => {
    await page.goto("/suggestions");
    await expect(of(page, WAITING.name)).toBeVisible();
    await expect(of(page, FADING.name)).toHaveCount(0);
  });

  await test.step("and again once it is wanted", async () => {
    await openContact(page, FADING.name);
    await page.getByLabel("Edit how often").click();
    await form.getByLabel("Suggest", { exact: true }).selectOption("By our rhythm");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(of(page, FADING.name)).toContainText(/it has been 7 weeks/);
    await undo(page, "Keeping in touch is set");
    await expect(never).toBeVisible();
  });
});

test("a press hits what it is aimed at", async ({ page, imported, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "keys, and what stands for them, need scripts");
  expect(imported.account.Stored).toBeGreaterThan(0);
  await page.goto("/suggestions");
  await settled(page, javaScriptEnabled);
  const second = page.getByRole("article").nth(1);
  const controls = second.locator(".suggestion-foot :is(a, button, summary)");
  const places = () => controls.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
  const before = await places();
  await second.locator("a.person-name").focus();
  await expect(second.locator(".keys").first()).toBeVisible();
  expect(await places()).toEqual(before);
  await page.getByRole("searchbox").first().focus();
  await second.locator("summary[aria-label=Snooze]").click();
  await expect(second.getByRole("button", { name: "2 weeks" })).toBeVisible();
});

test("where nobody is due, the list says so", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await page.goto("/suggestions");
  await expect(page.getByText("Nobody is waiting")).toBeVisible();
  for (const [tab, text] of [
    ["Snoozed", "Nothing is snoozed"],
    ["Done", "Nothing is done yet"],
    ["Dismissed", "Nothing was dismissed"],
  ] as const) {
    await page.getByRole("link", { name: tab, exact: true }).click();
    await expect(page.getByText(text)).toBeVisible();
  }
});
