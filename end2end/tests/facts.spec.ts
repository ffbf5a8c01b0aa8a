// What mail says of a person: each fact with its source, corrected and given back.
import { SIGNED } from "../fixtures/mailbox";
import { expect, test } from "../fixtures/test";

test("a signature becomes facts that say where they come from", async ({ page, imported }) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await page.goto("/contacts");
  await page.getByRole("link", { name: SIGNED.name }).click();
  const contact = page.url();
  const phone = page.getByRole("link", { name: "+47 406 12 345", exact: true });

  await test.step("title, company, phone and profile are there", async () => {
    await expect(page.getByText("Editorial Director at Fjordline Forlag AS")).toBeVisible();
    await expect(phone).toHaveAttribute("href", "tel:+4740612345");
    await expect(page.getByRole("term").filter({ hasText: "Mobile" })).toBeVisible();
    const profile = page.getByRole("link", { name: "@ingridsolheim" });
    await expect(profile).toHaveAttribute("href", "https://github.com/ingridsolheim");
  });

  await test.step("the source shows on focus and leads to the message", async () => {
    const fact = page.locator(".fact").filter({ has: phone });
    const source = fact.locator(".fact-source").filter({ hasText: /From a signature of .*\d\s%\ssure/ });
    await expect(source).toHaveCSS("clip-path", "inset(50%)");
    await phone.focus();
    await expect(source).not.toHaveCSS("clip-path", "inset(50%)");
    await fact.getByRole("link", { name: /^Open the message/ }).click();
    await expect(page.getByRole("article")).toContainText("Mobile: +47 406 12 345");
  });

  await test.step("what is not right goes, and comes back", async () => {
    await page.goto(contact);
    await page.getByRole("button", { name: "Title is not right: remove it" }).focus();
    await page.keyboard.press("Enter");
    const saved = page.getByRole("status").filter({ hasText: "Title saved" });
    await expect(saved).toBeVisible();
    await expect(page.getByText("Editorial Director at Fjordline Forlag AS")).toHaveCount(0);
    await saved.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Editorial Director at Fjordline Forlag AS")).toBeVisible();
  });

  await test.step("so does a number", async () => {
    await phone.focus();
    await page.getByRole("button", { name: "Remove +4740612345" }).click();
    const removed = page.getByRole("status").filter({ hasText: "Phone removed" });
    await expect(phone).toHaveCount(0);
    await removed.getByRole("button", { name: "Undo" }).click();
    await expect(phone).toBeVisible();
    await phone.focus();
    await expect(page.locator(".fact").filter({ has: phone })).toContainText("From a signature");
  });

  await test.step("an address of one's own is added, and taken back", async () => {
    await page.getByText("Add an address").click();
    await page.locator("#address-new-street").fill("Storgata 1");
    await page.locator("#address-new-city").fill("Bergen");
    await page.locator("#address-new-label").fill("Home");
    const form = page.locator("form").filter({ has: page.locator("#address-new-street") });
    await form.getByRole("button", { name: "Add" }).click();
    const home = page.getByRole("term").filter({ hasText: "Home address" });
    await expect(home).toBeVisible();
    const added = page.getByRole("status").filter({ hasText: "Address added" });
    await added.getByRole("button", { name: "Undo" }).click();
    await expect(home).toHaveCount(0);
  });
});
