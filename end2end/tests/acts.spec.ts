// Acting on many: ticked over two pages, seen before, done, taken back; and the history of
// one, with its way back.
import type { Page } from "@playwright/test";
import { awake, expect, importFile, test } from "../fixtures/test";

const MANY = 60;
const person = (number: number) => `Person ${String(number).padStart(3, "0")}`;

/** More than stand on one page of the list. */
async function crowd(page: Page) {
  const card = (number: number) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${person(number)}\r\nEMAIL:p${number}@crowd.example\r\nEND:VCARD\r\n`;
  const cards = Array.from({ length: MANY }, (_, number) => card(number)).join("");
  const file = { name: "crowd.vcf", mimeType: "text/vcard", buffer: Buffer.from(cards) };
  await importFile(page, { ...file, account: {} });
}

const tick = (page: Page, number: number) =>
  page.getByRole("checkbox", { name: `Select ${person(number)}`, exact: true });

test("ticks carry over pages, are seen, changed and taken back", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  expect(member.email).toContain("@");
  await crowd(page);
  await page.goto("/contacts?sort=name");
  if (javaScriptEnabled) await awake(page);
  const selected = page.getByRole("group", { name: "Selected rows" });

  await test.step("a tick on the first page is kept on the second", async () => {
    await tick(page, 3).check();
    await expect(selected.getByRole("button", { name: "Change", exact: true })).toBeVisible();
    if (javaScriptEnabled) {
      await page.getByRole("link", { name: "Next page", exact: true }).click();
    } else {
      await selected.getByRole("button", { name: "Keep and go on", exact: true }).click();
    }
    await expect(tick(page, 55)).toBeVisible();
    await expect(selected.getByText("and 1 on other pages", { exact: true })).toBeVisible();
    await expect(tick(page, 55)).not.toBeChecked();
  });

  await test.step("both are seen before anything is done", async () => {
    if (javaScriptEnabled) await awake(page);
    await tick(page, 55).check();
    await selected.getByRole("button", { name: "Change", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Change 2 contacts", exact: true })).toBeVisible();
    const form = page.getByRole("form", { name: "Add a tag", exact: true });
    await form.getByLabel("Add the tag", { exact: true }).fill("tea");
    await form.getByRole("button", { name: "Preview", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Add the tag “tea”", exact: true })).toBeVisible();
    const among = page.getByRole("list", { name: "Among them", exact: true });
    await expect(among.getByRole("link", { name: person(3) })).toBeVisible();
    await expect(among.getByRole("link", { name: person(55) })).toBeVisible();
  });

  await test.step("it is done, reported and taken back", async () => {
    await page.getByRole("button", { name: "Change 2 contacts", exact: true }).click();
    await expect(page).toHaveURL(/\/contacts\/bulk\/changes\//);
    const report = page.url();
    await page.goto("/contacts?q=tag%3Dtea");
    await expect(page.getByRole("row", { name: person(3) })).toBeVisible();
    await expect(page.getByRole("row", { name: person(55) })).toBeVisible();
    await page.goto(report);
    await page.getByRole("button", { name: "Undo all of it", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "Undone." })).toBeVisible();
    await page.goto("/contacts?q=tag%3Dtea");
    await expect(page.getByText("Nobody fits", { exact: true })).toBeVisible();
  });
});

test("what is ticked is cleared, and is ticked again by undo", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  expect(member.email).toContain("@");
  await crowd(page);
  await page.goto("/contacts?sort=name");
  if (javaScriptEnabled) await awake(page);
  const selected = page.getByRole("group", { name: "Selected rows" });
  await tick(page, 1).check();
  if (javaScriptEnabled) {
    await page.getByRole("link", { name: "Next page", exact: true }).click();
  } else {
    await selected.getByRole("button", { name: "Keep", exact: true }).click();
  }
  await page.goto("/contacts?sort=name");
  await expect(tick(page, 1)).toBeChecked();
  await selected.getByRole("button", { name: "Clear", exact: true }).click();
  const cleared = page.getByRole("status").filter({ hasText: "Nobody is ticked." });
  await expect(cleared).toBeVisible();
  await expect(tick(page, 1)).not.toBeChecked();
  await cleared.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(tick(page, 1)).toBeChecked();
});

test("an edit stands in the history and is brought back from there", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await page.goto("/contacts/new");
  await page.getByLabel("Name", { exact: true }).fill("Bo Lind");
  await page.getByRole("button", { name: "Add contact", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Bo Lind", exact: true })).toBeVisible();
  const contact = new URL(page.url()).pathname;
  await page.getByLabel("Edit title", { exact: true }).click();
  await page.getByRole("textbox", { name: "Title", exact: true }).fill("Harbour master");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Title saved" })).toBeVisible();
  await page.goto(`${contact}/history`);
  const changes = page.getByRole("list", { name: "Changes", exact: true });
  const change = changes.getByRole("listitem").filter({ hasText: "Title" });
  await expect(change).toContainText("Harbour master");
  await expect(change).toContainText(member.name);
  const back = page.getByRole("form", { name: "Take back: Title", exact: true });
  await back.getByRole("button", { name: "Take back", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "It is as it was." })).toBeVisible();
  await page.goto(contact);
  await expect(page.getByText("Harbour master")).toHaveCount(0);
});
