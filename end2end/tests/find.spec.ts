// Finding people: by words, by filters, in saved views and groups, and on the board.
import type { Page } from "@playwright/test";
import { awake, expect, importFile, test } from "../fixtures/test";

const PEOPLE = [
  ["Zoë Müller", "zoe@muller.example", "Acme"],
  ["Bo Lind", "bo@lind.example", "Acme"],
  ["Cy Moss", "cy@moss.example", "Holt Press"],
  ["Di Nowak", "di.nowak@gmail.com", ""],
] as const;

async function people(page: Page) {
  const cards = PEOPLE.map(([name, email, company]) => {
    const org = company && `ORG:${company}\r\n`;
    return `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${email}\r\n${org}END:VCARD\r\n`;
  });
  const buffer = Buffer.from(cards.join(""));
  await importFile(page, { name: "people.vcf", mimeType: "text/vcard", buffer, account: {} });
}

const row = (page: Page, name: string) => page.getByRole("row", { name });
const toast = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });
const searchbox = (page: Page) => page.getByRole("searchbox", { name: "Search contacts" });
const opener = (page: Page, text: string) => page.locator("summary").filter({ hasText: text });

/** A menu by what its button is called. */
const menu = (page: Page, name: string) =>
  page.locator("details.menu").filter({ has: page.locator(`summary[aria-label="${name}"]`) });

async function openMenu(page: Page, name: string) {
  await menu(page, name).locator("summary").click();
}

test("people are found by words and filters, and a slip keeps what was typed", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  expect(member.email).toContain("@");
  await people(page);
  await page.goto("/contacts");
  if (javaScriptEnabled) await awake(page);

  await test.step("by the beginnings of words", async () => {
    await searchbox(page).fill("zoe mul");
    if (javaScriptEnabled) await expect(page.getByText("1 found", { exact: true })).toBeVisible();
    await searchbox(page).press("Enter");
    await expect(page).toHaveURL(/\?q=zoe/);
    await expect(row(page, "Zoë Müller")).toBeVisible();
    await expect(row(page, "Bo Lind")).toHaveCount(0);
    await expect(searchbox(page)).toHaveValue("zoe mul");
  });

  await test.step("a filter is added by its form, and one from a chip", async () => {
    await page.goto("/contacts");
    await opener(page, "Add filter").click();
    const form = page.getByRole("form", { name: "Add filter", exact: true });
    await form.getByLabel("Field", { exact: true }).selectOption("company");
    await form.getByLabel("Value").fill("acme");
    await form.getByRole("button", { name: "Add filter", exact: true }).click();
    await expect(searchbox(page)).toHaveValue("company:acme");
    await expect(row(page, "Bo Lind")).toBeVisible();
    await expect(row(page, "Cy Moss")).toHaveCount(0);
    const filters = page.getByRole("group", { name: "Filters", exact: true });
    await filters.getByRole("link", { name: "Strong ties", exact: true }).click();
    await expect(searchbox(page)).toHaveValue("company:acme is:strong");
    await expect(page.getByText("Nobody fits", { exact: true })).toBeVisible();
  });

  await test.step("chips take filters off again", async () => {
    const remove = (label: string) =>
      page.getByRole("link", { name: `Remove filter ${label}`, exact: true });
    await remove("Strong ties").click();
    await expect(row(page, "Bo Lind")).toBeVisible();
    await remove("company:acme").click();
    await expect(row(page, "Cy Moss")).toBeVisible();
    await expect(searchbox(page)).toHaveValue("");
  });

  await test.step("what cannot be read is shown with its place, and stays", async () => {
    await searchbox(page).fill("zoe score>high");
    await searchbox(page).press("Enter");
    const notice = page.getByRole("alert").filter({ hasText: "Kith cannot read this query" });
    await expect(notice).toContainText("At character 11: “score” takes a number.");
    await expect(notice.locator("mark")).toHaveText("high");
    await expect(searchbox(page)).toHaveValue("zoe score>high");
    await expect(row(page, "Zoë Müller")).toHaveCount(0);
  });
});

test("a view keeps columns, order and groups", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await people(page);
  await page.goto("/contacts");
  const head = (name: string) => page.getByRole("columnheader", { name, exact: true });
  const group = (text: RegExp) => page.locator("tr.group-row").filter({ hasText: text });

  await test.step("columns, order and groups are chosen", async () => {
    await opener(page, "Columns").click();
    const columns = page.getByRole("form", { name: "Columns", exact: true });
    await columns.getByLabel("E-mail", { exact: true }).check();
    await columns.getByRole("button", { name: "Show columns", exact: true }).click();
    await expect(head("E-mail")).toBeVisible();
    await head("Person").getByRole("link").click();
    await expect(page).toHaveURL(/sort=name/);
    await openMenu(page, "Group by");
    await menu(page, "Group by").getByRole("link", { name: "Company", exact: true }).click();
    await expect(group(/Acme\s*2/)).toBeVisible();
    await expect(group(/No company\s*1/)).toBeVisible();
  });

  await test.step("they are saved under a name", async () => {
    await opener(page, "Save as view").click();
    const form = page.getByRole("form", { name: "Save as view", exact: true });
    await form.getByLabel("Name", { exact: true }).fill("Firms");
    await form.getByRole("button", { name: "Save view", exact: true }).click();
    await expect(toast(page, "View saved.")).toBeVisible();
  });

  await test.step("the view opens as it was", async () => {
    const views = page.getByRole("navigation", { name: "Views", exact: true });
    await views.getByRole("link", { name: "All contacts", exact: true }).click();
    await expect(page.locator("tr.group-row")).toHaveCount(0);
    await views.getByRole("link", { name: /^Firms/ }).click();
    await expect(page).toHaveURL(/sort=name.*group=company/);
    await expect(head("E-mail")).toBeVisible();
    await expect(page.locator("tr.group-row")).toHaveText([
      /Acme\s*2/,
      /Holt Press\s*1/,
      /No company\s*1/,
    ]);
    const names = page.locator("tbody .person-name");
    await expect(names).toHaveText(["Bo Lind", "Zoë Müller", "Cy Moss", "Di Nowak"]);
  });
});

test("cards of the board are moved, and moved back", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await people(page);
  const column = (name: string) =>
    page.locator("section.card").filter({
      has: page.getByRole("heading", { name: new RegExp(`^${name} · `) }),
    });
  const card = (of: string, name: string) => column(of).getByRole("link", { name, exact: true });

  await test.step("the board goes by a field of one's own", async () => {
    await page.goto("/settings/fields");
    const form = page.getByRole("form", { name: "New field", exact: true });
    await form.getByLabel("Name", { exact: true }).fill("Stage");
    await form.getByLabel("Holds", { exact: true }).selectOption("choice");
    await form.getByLabel("Choices").fill("Lead\nWon");
    await form.getByRole("button", { name: "Add field", exact: true }).click();
    await expect(toast(page, "Field added.")).toBeVisible();
    await page.goto("/contacts?layout=board");
    await expect(card("No contact yet", "Bo Lind")).toBeVisible();
    await openMenu(page, "Group by");
    await menu(page, "Group by").getByRole("link", { name: "Stage", exact: true }).click();
    await expect(card("No Stage", "Bo Lind")).toBeVisible();
    await expect(card("No Stage", "Di Nowak")).toBeVisible();
  });

  await test.step("a card goes to another column", async () => {
    await openMenu(page, "Move Bo Lind");
    const move = menu(page, "Move Bo Lind");
    await move.getByLabel("Where to move Bo Lind", { exact: true }).selectOption("Won");
    await move.getByRole("button", { name: "Move", exact: true }).click();
    await expect(toast(page, "Bo Lind moved to Won.")).toBeVisible();
    await expect(page).toHaveURL(/layout=board&group=field\.stage/);
    await expect(card("Won", "Bo Lind")).toBeVisible();
    await expect(card("No Stage", "Bo Lind")).toHaveCount(0);
  });

  await test.step("and back", async () => {
    const moved = toast(page, "Bo Lind moved to Won.");
    await moved.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(card("No Stage", "Bo Lind")).toBeVisible();
    await expect(card("Won", "Bo Lind")).toHaveCount(0);
  });
});
