// A company that nobody works at yet: written down, described, placed under another, found in
// the list by a field of one's own, deleted and brought back. With scripts and without them.
import type { Page } from "@playwright/test";
import { barriersOn } from "../fixtures/barriers";
import { expect, settled, test, toast, undo } from "../fixtures/test";

const heading = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1 })).toHaveText(name);

const form = (page: Page) =>
  page.locator("form").filter({ has: page.getByLabel("Domain", { exact: true }) });

async function fillIn(page: Page, name: string, domain: string, parent: string) {
  await page.goto("/companies");
  await page.getByRole("link", { name: "Add company", exact: true }).click();
  await heading(page, "Add company");
  await form(page).getByLabel("Name", { exact: true }).fill(name);
  await form(page).getByLabel("Domain", { exact: true }).fill(domain);
  await form(page).getByLabel("Belongs to", { exact: true }).fill(parent);
  await form(page).getByRole("button", { name: "Add company", exact: true }).click();
}

async function say(page: Page, label: string, value: string) {
  await page.locator(`summary[aria-label="Edit ${label}"]`).click();
  const fact = page.locator(".fact").filter({ hasText: label });
  await fact.getByRole("textbox", { name: label, exact: true }).fill(value);
  await fact.getByRole("button", { name: "Save", exact: true }).click();
  await expect(toast(page, `${label} saved.`)).toBeVisible();
}

test("a company is made without people, described, sorted, deleted and brought back", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  expect(member.email).toContain("@");
  const free = async () => {
    if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
  };

  await test.step("companies have a field of one's own", async () => {
    await page.goto("/settings/fields");
    const field = page.getByRole("form", { name: "New field", exact: true });
    await field.getByLabel("Name", { exact: true }).fill("Tier");
    await field.getByLabel("On", { exact: true }).selectOption("company");
    await field.getByLabel("Holds", { exact: true }).selectOption("text");
    await field.getByRole("button", { name: "Add field", exact: true }).click();
    await expect(toast(page, "Field added.")).toBeVisible();
  });

  await test.step("one is made, and its page says that nobody is known there", async () => {
    await page.goto("/companies/new");
    await free();
    await fillIn(page, "Nord Holding", "https://www.nord.example/about", "");
    await expect(toast(page, "Company created.")).toBeVisible();
    await heading(page, "Nord Holding");
    await expect(page.getByText("Nobody is known here")).toBeVisible();
    await free();
    await settled(page, javaScriptEnabled);
    await say(page, "Tier", "B");
  });

  await test.step("what is here already is led to", async () => {
    await fillIn(page, "nord holding", "", "");
    await expect(page.getByText("This company may be here already")).toBeVisible();
    await expect(form(page).getByLabel("Name", { exact: true })).toHaveValue("nord holding");
    await free();
    await page
      .getByRole("list", { name: "Companies that look the same" })
      .getByRole("link", { name: "Nord Holding", exact: true })
      .click();
    await heading(page, "Nord Holding");
  });

  await test.step("another belongs to it, with a value and a note", async () => {
    await fillIn(page, "Nord Ships", "", "nord.example");
    await heading(page, "Nord Ships");
    const group = page.getByRole("list", { name: "Companies above and below" });
    await expect(group.getByRole("link", { name: "Nord Holding" })).toBeVisible();
    await settled(page, javaScriptEnabled);
    await say(page, "Tier", "A");
    await page.getByLabel("Note about Nord Ships", { exact: true }).fill("Builds **ferries**");
    await page.getByRole("button", { name: "Add note", exact: true }).click();
    await expect(toast(page, "Note added.")).toBeVisible();
    await expect(page.getByText("Builds ferries").first()).toBeVisible();
  });

  const names = page.locator("tbody .person-name");
  await test.step("the list goes by the field, up and down", async () => {
    await page.goto("/companies?columns=field.tier");
    const tier = page.getByRole("columnheader", { name: "Tier" }).getByRole("link");
    await tier.click();
    await expect(page).toHaveURL(/sort=field\.tier/);
    await expect(names).toHaveText(["Nord Ships", "Nord Holding"]);
    await tier.click();
    await expect(page).toHaveURL(/sort=-field\.tier/);
    await expect(names).toHaveText(["Nord Holding", "Nord Ships"]);
    await free();
  });

  await test.step("it is deleted, and brought back", async () => {
    await page.getByRole("row", { name: "Nord Ships" }).getByRole("link").first().click();
    await heading(page, "Nord Ships");
    await settled(page, javaScriptEnabled);
    const menu = page
      .locator("details.menu")
      .filter({ has: page.locator('summary[aria-label="More actions"]') });
    await menu.locator("summary").click();
    await menu.getByRole("button", { name: "Delete company", exact: true }).click();
    await expect(toast(page, "Company deleted.")).toBeVisible();
    await expect(names).toHaveText(["Nord Holding"]);
    await undo(page, "Company deleted.");
    await heading(page, "Nord Ships");
    await page.goto("/companies?sort=name");
    await expect(names).toHaveText(["Nord Holding", "Nord Ships"]);
  });

  await test.step("a company just made is taken back", async () => {
    await fillIn(page, "Mistake", "", "");
    await undo(page, "Company created.");
    await expect(toast(page, "Company deleted.")).toBeVisible();
    await expect(names).toHaveCount(2);
  });
});
