// Automatic tags: found in one's own data, changed, approved, seen before they are applied, and
// taken back at once; and suggested for one contact.
import type { Page } from "@playwright/test";
import { expect, importFile, test } from "../fixtures/test";

const PEOPLE = [
  ["Zbigniew Krzywonos", "Software Engineer"],
  ["Thorvald Ahlgrimsson", "Head of Engineering"],
  ["Anneliese Quistgaard", "Sea Captain"],
];

/** Three people with a title each. */
async function crew(page: Page) {
  const card = ([name, title]: string[]) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nTITLE:${title}\r\nEND:VCARD\r\n`;
  const cards = PEOPLE.map(card).join("");
  const file = { name: "crew.vcf", mimeType: "text/vcard", buffer: Buffer.from(cards) };
  await importFile(page, { ...file, account: {} });
}

const toast = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("tags are found, approved, applied and taken back", async ({ page, member }) => {
  expect(member.email).toContain("@");
  await crew(page);

  await test.step("what one's own data says is proposed", async () => {
    await page.goto("/settings");
    await page.getByRole("link", { name: "Tags that are set automatically" }).click();
    await expect(page.getByText("No automatic tags yet", { exact: true })).toBeVisible();
    await button(page, "Find tags").click();
    await expect(async () => {
      await page.goto("/settings/tags");
      await expect(page.getByText("Fits 2 contacts:")).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 45_000 });
    await expect(page.getByText("1 tag is proposed", { exact: true })).toBeVisible();
  });

  await test.step("a proposal is renamed, and another added", async () => {
    await page.getByRole("link", { name: "Change Engineering", exact: true }).click();
    const form = page.getByRole("form", { name: "Change Engineering" });
    await form.getByLabel("Tag", { exact: true }).fill("Builders");
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(toast(page, "Saved.")).toBeVisible();
    await page.getByText("Add a tag", { exact: true }).click();
    const added = page.getByRole("form", { name: "Add a tag" });
    await added.getByLabel("Tag", { exact: true }).fill("Sailors");
    await added.getByLabel("Category").fill("Role");
    await added.getByLabel("Their title says").fill("captain");
    await added.getByRole("button", { name: "Propose it" }).click();
    await expect(toast(page, "Proposed.")).toBeVisible();
  });

  await test.step("a proposal is removed, and comes back", async () => {
    await button(page, "Remove Sailors").click();
    await expect(toast(page, "Removed.")).toBeVisible();
    await toast(page, "Removed.").getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.getByText("Sailors", { exact: true })).toBeVisible();
  });

  await test.step("what is approved is seen before it is applied", async () => {
    await button(page, "Approve what is proposed").click();
    await expect(toast(page, "2 tags are approved.")).toBeVisible();
    await page.getByRole("link", { name: "See what applying changes" }).click();
    await expect(page.getByText("2 get it", { exact: true })).toBeVisible();
    await button(page, "Change 3 contacts").click();
    await expect(page).toHaveURL(/\/contacts\/bulk\/changes\//);
    await expect(page.getByRole("heading", { name: "By tag" })).toBeVisible();
    await page.goto("/settings/tags");
    await expect(page.getByText("Set automatically on 2 contacts")).toBeVisible();
  });

  await test.step("one undo takes all of it back", async () => {
    await page.goto("/contacts/bulk/changes");
    await page.getByRole("link", { name: "Set the tags of the taxonomy" }).first().click();
    await button(page, "Undo all of it").click();
    await expect(toast(page, "Undone.")).toBeVisible();
    await page.goto("/settings/tags");
    await expect(page.getByText("Set automatically on 0 contacts").first()).toBeVisible();
  });

  await test.step("for one contact they are suggested with the reason", async () => {
    await page.goto("/contacts?q=Quistgaard");
    await page.getByRole("link", { name: "Anneliese Quistgaard" }).first().click();
    await page.getByRole("link", { name: "Suggest tags", exact: true }).click();
    await expect(page.getByText("Their title says “captain”: Sea Captain")).toBeVisible();
    await page.getByRole("form", { name: "Add the tag Sailors" }).getByRole("button").click();
    await expect(toast(page, "Tag added.")).toBeVisible();
    await expect(page.getByText("No further tag fits", { exact: true })).toBeVisible();
  });
});
