// What goes wrong is said clearly, and loses nothing.
import { expect, signUp, test } from "../fixtures/test";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

for (const path of [
  "/no-such-page",
  "/contacts/01890000-0000-7000-8000-000000000000",
  "/imports/nonsense",
]) {
  test(`${path} says that there is no such page and where to go`, async ({
    page,
    member,
    watch,
  }) => {
    watch.allowStatus(404);
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page is not here");
    await expect(page.getByText(member.name, { exact: true }).first()).toBeAttached();
    await page.getByRole("link", { name: "Go to Today" }).click();
    await expect(page).toHaveURL("/");
  });
}

test("a password that is too short is refused, and the rest of the form is kept", async ({
  page,
  newcomer,
}) => {
  await page.goto("/register");
  await page.getByLabel("Your name").fill(newcomer.name);
  await page.getByLabel("E-mail").fill(newcomer.email);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/register");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(
    /Use at least 10 characters/,
  );
  await expect(page.getByLabel("Your name")).toHaveValue(newcomer.name);
  await expect(page.getByLabel("E-mail")).toHaveValue(newcomer.email);
  await signUp(page, newcomer);
});

test("a file that is no mailbox is refused in words, and what was there stays", async ({
  page,
  imported,
}) => {
  await page.goto("/imports");
  await page
    .getByLabel("Files to import")
    .setInputFiles({ name: "holiday.png", mimeType: "image/png", buffer: PNG });
  await page.getByRole("button", { name: "Import files" }).click();
  await expect(page.getByText(/There is no message in this file/)).toBeVisible({ timeout: 60_000 });
  await page.goto("/contacts");
  await expect(page.getByTitle(/^Strength/)).toHaveCount(imported.account["Contacts created"]!);
});
