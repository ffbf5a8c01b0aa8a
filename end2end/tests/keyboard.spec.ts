// Everything that can be reached by keys alone.
import type { Locator, Page } from "@playwright/test";
import { WAITING } from "../fixtures/mailbox";
import { awake, expect, paletteInput, test } from "../fixtures/test";

/** The focus is where it should be, and the page looks different without it. */
async function expectVisibleFocus(page: Page, control: Locator) {
  await expect(control).toBeFocused();
  const element = await control.elementHandle();
  const marked = await page.screenshot({ animations: "disabled" });
  await element!.evaluate((focused) => (focused as HTMLElement).blur());
  const plain = await page.screenshot({ animations: "disabled" });
  expect(marked.equals(plain), "the focused control is marked").toBe(false);
  await element!.focus();
}

test("keys lead to the search, to every place and to their own list", async ({
  page,
  imported,
}) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await page.goto("/");
  await awake(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.getByRole("searchbox").blur();

  const places = {
    a: "/tasks",
    c: "/contacts",
    o: "/companies",
    w: "/suggestions",
    i: "/imports",
    j: "/jobs",
    s: "/settings",
    t: "/",
  };
  for (const [letter, path] of Object.entries(places)) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(path);
    await awake(page);
  }

  await page.keyboard.press("?");
  const keys = page.getByRole("dialog");
  await expect(keys.getByText("These keys")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();

  await page.keyboard.press("n");
  await expect(page).toHaveURL("/contacts/new");
});

test("the palette finds a person and opens them", async ({ page, imported }) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await page.goto("/jobs");
  await awake(page);
  await page.keyboard.press("Control+k");
  const palette = paletteInput(page);
  await expect(palette).toBeFocused();
  await palette.pressSequentially("mar");
  await expect(page.getByRole("option", { name: WAITING.name }).first()).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await palette.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(WAITING.name);
});

test("j, k and Enter walk a list and open what is chosen", async ({ page, imported }) => {
  expect(imported.account["Contacts created"]).toBeGreaterThan(2);
  await page.goto("/contacts");
  await awake(page);
  const rows = page.getByRole("row").locator(".row-link");
  await page.keyboard.press("j");
  await expectVisibleFocus(page, rows.nth(0));
  await page.keyboard.press("j");
  await expectVisibleFocus(page, rows.nth(1));
  await page.keyboard.press("k");
  await expect(rows.nth(0)).toBeFocused();
  const href = await rows.nth(0).getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(href!);
});

test("z takes back what was just done", async ({ page, imported }) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await page.goto("/suggestions");
  const waiting = page.getByRole("article").filter({ hasText: WAITING.name });
  await waiting.locator("summary[aria-label=More]").click();
  await waiting.getByRole("button", { name: "Dismiss" }).click();
  await expect(waiting).toHaveCount(0);
  await awake(page);
  await page.keyboard.press("z");
  await expect(waiting).toBeVisible();
});

test("the first Tab offers to skip to the content, and every stop is marked", async ({
  page,
  member,
}) => {
  await page.goto("/contacts");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expectVisibleFocus(page, skip);
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  for (let stop = 0; stop < 4; stop += 1) {
    await expectVisibleFocus(page, page.locator(":focus"));
    await page.keyboard.press("Tab");
  }
  expect(member.email).toBeTruthy();
});
