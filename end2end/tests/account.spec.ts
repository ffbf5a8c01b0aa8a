// What belongs to the member: signing in and out, appearance, addresses, keys.
import { expect, signIn, test } from "../fixtures/test";

test("signing out closes every page, and only the right password opens them again", async ({
  page,
  member,
}) => {
  await page.getByText(member.name, { exact: true }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/login");

  await page.goto("/settings");
  await expect(page).toHaveURL("/login?next=/settings");
  await signIn(page, { ...member, password: "something else entirely" });
  await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(member.email);
  await expect(page.getByLabel("Password")).toHaveValue("");

  await signIn(page, member);
  await expect(page).toHaveURL("/settings");
});

test("the chosen theme stands in the first HTML", async ({ page, member }) => {
  await page.goto("/settings");
  await page.getByLabel("Dark").check();
  await page.getByRole("button", { name: "Save appearance" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Appearance saved" })).toBeVisible();
  const html = await (await page.request.get("/contacts")).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  await page.goto("/contacts");
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
  expect(html).toContain(member.name);
});

test("an address of one's own is added, removed and given back", async ({ page, member }) => {
  await page.goto("/settings");
  const list = page.getByRole("list", { name: "Addresses that are you" });
  await expect(list).toContainText(member.email);
  await page.getByLabel("Another address").fill("robin@second.example");
  await page.getByRole("button", { name: "Add address" }).click();
  await expect(list).toContainText("robin@second.example");
  await page.getByRole("form", { name: "Remove robin@second.example" }).getByRole("button").click();
  await expect(list).not.toContainText("robin@second.example");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(list).toContainText("robin@second.example");
});

test("a key for programs is shown once, and opens the REST interface until it is revoked", async ({
  page,
  baseURL,
  imported,
}) => {
  await page.goto("/settings");
  await page.getByLabel("Name of the program").fill("Nightly report");
  await page.getByRole("button", { name: "Create key" }).click();
  const key = (await page.locator("pre code").textContent())!.trim();
  expect(key).toMatch(/^kith_/);
  await page.reload();
  await expect(page.getByText(key)).toHaveCount(0);

  const ask = async () => {
    const answer = await fetch(`${baseURL}/api/v1/contacts`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return {
      status: answer.status,
      body: (await answer.json()) as { data: unknown[] | null; error: unknown },
    };
  };
  const { status, body } = await ask();
  expect(status).toBe(200);
  expect(body.error).toBeNull();
  expect(body.data).toHaveLength(imported.account["Contacts created"]!);

  await page.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Key revoked" })).toBeVisible();
  expect((await ask()).status).toBe(401);
});
