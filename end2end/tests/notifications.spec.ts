// What Kith tells: the feed and its tabs, what was read, and how one wants to be told. With
// scripts and without them.
import type { Page } from "@playwright/test";
import { mailbox } from "../fixtures/mailbox";
import { barriersOn } from "../fixtures/barriers";
import { expect, importFile, test, toast, undo, untilSaid } from "../fixtures/test";

const IMPORTED = "mailbox.mbox is imported";
const PEOPLE = /people to write to/;

const feed = (page: Page) => page.getByRole("list", { name: "Today" }).getByRole("listitem");
const news = (page: Page, title: string | RegExp) => feed(page).filter({ hasText: title });
const tab = (page: Page, name: string | RegExp) =>
  page.getByLabel("Show", { exact: true }).getByRole("link", { name });

/** Runs the morning's work now, and waits for what it tells. */
async function morning(page: Page) {
  await page.goto("/jobs/schedule");
  await page
    .getByRole("form", { name: "Run now: Suggestions", exact: true })
    .getByRole("button")
    .click();
  await untilSaid(page, "/notifications", "people to write to");
  await page.goto("/notifications");
}

test("where nothing is new, the feed says so", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await page.goto("/notifications");
  await expect(page.getByText("Nothing yet")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark all as read" })).toHaveCount(0);
  await tab(page, "Unread").click();
  await expect(page.getByText("All is read")).toBeVisible();
});

test("news comes by kind, is read, and unread again", async ({
  page,
  imported,
  javaScriptEnabled,
}) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await morning(page);
  const rail = page.getByRole("navigation", { name: "Account" });
  const inRail = rail.getByRole("link", { name: /^Notifications/ });

  await test.step("all of today, each with its kind", async () => {
    await expect(feed(page)).toHaveCount(2);
    await expect(inRail).toContainText("2");
    await expect(tab(page, /^Unread/)).toContainText("2");
    if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
    await page.goto("/notifications?show=imports");
    await expect(feed(page)).toHaveCount(1);
    await expect(news(page, IMPORTED)).toContainText("New");
    await page.goto("/notifications?show=reminders");
    await expect(page.getByText("Nothing yet")).toBeVisible();
  });

  await test.step("one is read, and that is taken back", async () => {
    await page.goto("/notifications");
    await news(page, IMPORTED).getByRole("button", { name: "Mark as read" }).click();
    await expect(toast(page, "Marked as read.")).toBeVisible();
    await expect(news(page, IMPORTED).getByText("New", { exact: true })).toHaveCount(0);
    await tab(page, /^Unread/).click();
    await expect(news(page, IMPORTED)).toHaveCount(0);
    await expect(news(page, PEOPLE)).toBeVisible();
    await tab(page, "All").click();
    await news(page, IMPORTED).getByRole("button", { name: "Mark as unread" }).click();
    await expect(inRail).toContainText("2");
  });

  await test.step("all are read at once, and that is taken back", async () => {
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await expect(toast(page, "2 marked as read.")).toBeVisible();
    await tab(page, "Unread").click();
    await expect(page.getByText("All is read")).toBeVisible();
    await page.goto("/notifications");
    await expect(inRail).not.toContainText("2");
    await news(page, PEOPLE).getByRole("button", { name: "Mark as unread" }).click();
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await undo(page, "1 marked as read.");
    await expect(toast(page, "1 marked as unread.")).toBeVisible();
    await expect(tab(page, /^Unread/)).toContainText("1");
  });

  await test.step("the news leads to what it is about", async () => {
    await news(page, PEOPLE).getByRole("link", { name: PEOPLE }).click();
    await expect(page).toHaveURL("/suggestions");
  });
});

test("open pages follow by themselves", async ({
  page,
  context,
  imported,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, "without scripts each page is as new as its load");
  expect(imported.account.Stored).toBeGreaterThan(0);
  await morning(page);
  const other = await context.newPage();
  await other.goto("/notifications");
  const unread = other
    .getByRole("navigation", { name: "Account" })
    .getByRole("link", { name: /^Notifications/ });
  await expect(unread).toContainText("2");
  await expect(feed(other)).toHaveCount(2);
  await news(page, IMPORTED).getByRole("button", { name: "Mark as read" }).click();
  await expect(unread).toContainText("1");
  await expect(news(other, IMPORTED).getByRole("button", { name: "Mark as unread" })).toBeVisible();
  await other.close();
});

test("what is marked stays on its tab", async ({ page, imported }) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await page.goto("/notifications?show=imports");
  await expect(news(page, IMPORTED)).toContainText(/\d+ messages?, \d+ new contacts?/);
  await news(page, IMPORTED).getByRole("button", { name: "Mark as read" }).click();
  await expect(page).toHaveURL("/notifications?show=imports");
  await undo(page, "Marked as read.");
  await expect(page).toHaveURL("/notifications?show=imports");
  await expect(news(page, IMPORTED)).toContainText("New");
});

test("what is not wanted is not told", async ({ page, member }) => {
  await page.goto("/notifications");
  await page.getByRole("link", { name: "Choose what is told" }).click();
  const form = page.getByRole("form", { name: "Of what, and how" });
  const here = form.getByRole("group", { name: "Imports" }).getByLabel("Here");
  await expect(here).toBeChecked();
  await here.uncheck();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Saved.")).toBeVisible();
  await expect(here).not.toBeChecked();
  await expect(form.getByRole("group", { name: "Reminders" }).getByLabel("Here")).toBeChecked();

  await importFile(page, mailbox(member));
  await morning(page);
  await expect(feed(page)).toHaveCount(1);
  await expect(news(page, IMPORTED)).toHaveCount(0);
});

test("the digest and the quiet hours are set", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await page.goto("/notifications/settings");
  const form = page.getByRole("form", { name: "When" });
  const save = () => form.getByRole("button", { name: "Save times" }).click();
  await form.getByLabel("Digest by mail").selectOption("Each week");
  await form.getByLabel("At", { exact: true }).selectOption("18:00");
  await form.getByLabel("Where weekly, on").selectOption("Friday");
  await form.getByLabel("Quiet from").fill("22:00");

  await test.step("half of the quiet hours is refused, and nothing typed is lost", async () => {
    await save();
    await expect(form.getByLabel("Quiet until")).toHaveAttribute("aria-invalid", "true");
    await expect(form.getByLabel("Quiet from")).toHaveValue("22:00");
    await expect(form.getByLabel("Digest by mail")).toHaveValue("weekly");
  });

  await test.step("the whole is kept", async () => {
    await form.getByLabel("Quiet until").fill("07:30");
    await save();
    await expect(toast(page, "Saved.")).toBeVisible();
    await page.reload();
    await expect(form.getByLabel("Digest by mail")).toHaveValue("weekly");
    await expect(form.getByLabel("At", { exact: true })).toHaveValue("18");
    await expect(form.getByLabel("Where weekly, on")).toHaveValue("5");
    await expect(form.getByLabel("Quiet from")).toHaveValue("22:00");
    await expect(form.getByLabel("Quiet until")).toHaveValue("07:30");
  });
});
