// The review: who may be one person is seen side by side, answered by keys or buttons, and
// taken back.
import type { Page } from "@playwright/test";
import { awake, expect, importFile, test, toast } from "../fixtures/test";

const NAMES = ["Zbigniew Krzywonos", "Thorvald Ahlgrimsson", "Anneliese Quistgaard"];

/** Each of these once with a number, and once with an address: a name so rare that a person
    should look, and no more. */
async function doubles(page: Page) {
  const card = (name: string, line: string) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\n${line}\r\nEND:VCARD\r\n`;
  const cards = NAMES.flatMap((name, number) => [
    card(name, `TEL:+4930123456${number}`),
    card(name, `EMAIL:someone${number}@place${number}.example`),
  ]);
  const file = { name: "doubles.vcf", mimeType: "text/vcard", buffer: Buffer.from(cards.join("")) };
  await importFile(page, { ...file, account: {} });
}

const group = (page: Page) => page.getByRole("region", { name: /: one person\?$/ });
const names = (page: Page) => page.getByRole("list", { name: "Next in the queue", exact: true });

/** Waits until all of them are compared. */
async function queued(page: Page) {
  await page.goto("/review");
  await page.getByRole("button", { name: /^Compare all contacts/ }).click();
  await expect(async () => {
    await page.goto("/review");
    await expect(names(page).getByRole("listitem")).toHaveCount(NAMES.length - 1, { timeout: 500 });
  }).toPass({ timeout: 45_000 });
}

/** Who is asked about. */
async function asked(page: Page): Promise<string> {
  const label = await group(page).getAttribute("aria-label");
  return NAMES.find((name) => label!.startsWith(name))!;
}

test("who may be one person is answered about, and answers are taken back", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  expect(member.email).toContain("@");
  await doubles(page);
  await queued(page);
  const ready = async () => {
    if (javaScriptEnabled) await awake(page);
  };
  const answer = async (key: string, button: string) => {
    await ready();
    if (javaScriptEnabled) await page.keyboard.press(key);
    else await group(page).getByText(button, { exact: true }).click();
  };
  const undo = async (text: string, told = "Taken back.") => {
    await ready();
    if (javaScriptEnabled) await page.keyboard.press("z");
    else await toast(page, text).getByRole("button", { name: "Undo", exact: true }).click();
    await expect(toast(page, told)).toBeVisible();
  };
  const first = await asked(page);

  await test.step("two are merged, the next ones have the focus, and undo parts them", async () => {
    await answer("m", "Merge");
    await expect(toast(page, `${first} is one contact now.`)).toBeVisible();
    await expect(page).toHaveURL("/review#next");
    await expect(group(page)).toBeFocused();
    expect(await asked(page)).not.toBe(first);
    await undo(`${first} is one contact now.`);
    expect(await asked(page)).toBe(first);
  });

  await test.step("two stay two, and undo asks again", async () => {
    await answer("n", "Not the same");
    await expect(toast(page, "They stay two.")).toBeVisible();
    expect(await asked(page)).not.toBe(first);
    await undo("They stay two.");
    expect(await asked(page)).toBe(first);
  });

  await test.step("what is skipped comes later", async () => {
    await answer("s", "Skip");
    await expect(toast(page, "Left for later.")).toBeVisible();
    await expect(page).toHaveURL("/review#next");
    expect(await asked(page)).not.toBe(first);
    await undo("Left for later.", "It waits at its place again.");
    expect(await asked(page)).toBe(first);
  });

  await test.step("another one may be kept", async () => {
    await group(page).getByRole("radio", { name: `Keep ${first}`, exact: true }).last().check();
    await answer("m", "Merge");
    await expect(toast(page, `${first} is one contact now.`)).toBeVisible();
    await page.goto("/contacts");
    await expect(page.getByRole("row", { name: first })).toHaveCount(1);
  });
});

test("letters in a field answer nothing", async ({ page, member, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "keys need scripts");
  expect(member.email).toContain("@");
  await doubles(page);
  await queued(page);
  await awake(page);
  const first = await asked(page);
  await page.getByLabel("Merge all from this percentage on", { exact: true }).focus();
  await page.keyboard.press("m");
  await page.keyboard.press("n");
  await expect(page).toHaveURL("/review");
  expect(await asked(page)).toBe(first);
});

test("who looks like somebody here is asked about first", async ({ page, member }) => {
  expect(member.email).toContain("@");
  const add = async (name: string, email: string) => {
    await page.goto("/contacts/new");
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("E-mail", { exact: true }).fill(email);
    await page.getByRole("button", { name: "Add contact", exact: true }).click();
  };
  await add("Mike Turner", "mike.turner@gmail.com");
  await expect(page.getByRole("heading", { name: "Mike Turner", exact: true })).toBeVisible();
  await add("Michael Turner", "miketurner@gmail.com");
  await expect(page.getByText("Somebody here looks the same", { exact: true })).toBeVisible();
  const likely = page.getByRole("list", { name: "Contacts that look the same", exact: true });
  await expect(likely.getByRole("link", { name: "Mike Turner" })).toBeVisible();
  await page.getByRole("button", { name: "Create anyway", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Michael Turner", exact: true })).toBeVisible();
});

test("two companies are compared, made one with the name that is chosen, and parted", async ({
  page,
  member,
}) => {
  expect(member.email).toContain("@");
  const card = (name: string, email: string, company: string) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${email}\r\nORG:${company}\r\nEND:VCARD\r\n`;
  const cards = [
    card("Zbigniew Krzywonos", "zbigniew.krzywonos@gmail.com", "Microsoft"),
    card("Thorvald Ahlgrimsson", "thorvald.ahlgrimsson@gmail.com", "Mircosoft"),
  ];
  const file = { name: "firms.vcf", mimeType: "text/vcard", buffer: Buffer.from(cards.join("")) };
  await importFile(page, { ...file, account: {} });
  const firms = page.getByRole("region", { name: /: one company\?$/ });
  await expect(async () => {
    await page.goto("/review?of=companies");
    await expect(firms).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 45_000 });
  const told = (text: string) => toast(page, text);

  await test.step("the name that is chosen survives, and undo parts them", async () => {
    await firms.getByRole("radio", { name: "Name: Mircosoft", exact: true }).check();
    await firms.getByText("Merge", { exact: true }).click();
    await expect(told("Mircosoft is one company now.")).toBeVisible();
    await expect(firms).toHaveCount(0);
    const undo = told("Mircosoft is one company now.");
    await undo.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(told("Taken back.")).toBeVisible();
    await expect(firms).toBeVisible();
  });

  await test.step("a company's page says what it is possibly the same as", async () => {
    await firms.getByRole("link", { name: "Microsoft" }).click();
    await expect(page.getByRole("heading", { name: "Microsoft", exact: true })).toBeVisible();
    const alike = page.getByRole("list", { name: "Possibly the same as", exact: true });
    await alike.getByRole("link", { name: "Mircosoft" }).click();
    await expect(page.getByRole("button", { name: "Join the two", exact: true })).toBeVisible();
    await page.goBack();
    await alike.getByRole("button", { name: "Mircosoft is not the same", exact: true }).click();
    await expect(told("They stay two companies.")).toBeVisible();
    await expect(alike).toHaveCount(0);
  });
});
