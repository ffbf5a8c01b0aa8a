// Writing to one person without a key: a draft by rules, other ones, one's own words, and the
// note that it was sent. With scripts and without them.
import type { Page } from "@playwright/test";
import { FADING, WAITING } from "../fixtures/mailbox";
import { barriersOn } from "../fixtures/barriers";
import { expect, openContact, settled, test, toast, undo } from "../fixtures/test";

const WRITE = /\/contacts\/[0-9a-f-]{36}\/write/;
const of = (page: Page, name: string) => page.getByRole("article").filter({ hasText: name });
const draft = (page: Page) => page.getByRole("form", { name: "Draft", exact: true });
const text = (page: Page) => draft(page).getByLabel("Text", { exact: true });
const wish = (page: Page) => page.getByRole("form", { name: /^(A|Another) draft$/ });
const others = (page: Page) => page.getByRole("list", { name: "Other drafts" }).getByRole("listitem");

/** From somebody's page to the one on which one writes to them. */
const write = (page: Page) =>
  page.getByRole("link", { name: "Write", exact: true }).first().click();

/** Has a draft made, and returns it. */
async function make(page: Page): Promise<string> {
  const before = page.url();
  await wish(page).getByRole("button", { name: "Make a draft" }).click();
  await expect(page).toHaveURL(/\/write\?draft=/);
  await expect(page).not.toHaveURL(before);
  await expect(text(page)).toBeVisible();
  return text(page).inputValue();
}

const sentences = (body: string) => body.split(/[.?!](?:\s|$)/).length;

test("a suggestion becomes a draft, one's own words, and a message that was sent", async ({
  page,
  imported,
  context,
  javaScriptEnabled,
}) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await page.goto("/");
  await settled(page, javaScriptEnabled);

  await test.step("the suggestion leads to the page on which one writes", async () => {
    await of(page, WAITING.name).getByRole("link", { name: /^(Edit draft|Write)$/ }).click();
    await expect(page).toHaveURL(WRITE);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Write to ${WAITING.name}`);
    await expect(page.getByText(/4 days ago and waits for an answer/)).toBeVisible();
    await expect(page.getByText(/^Kith is offline: rules write drafts/)).toBeVisible();
    await expect(text(page), "the draft that came along").toHaveValue(/^Hi Maren,/);
  });

  await test.step("a draft in one's own voice, which says where it comes from", async () => {
    const made = await make(page);
    expect(made).toMatch(/^Hi Maren,\n\n[^]+\n\nBest,\nRobin$/);
    await expect(page.getByRole("heading", { name: "Mail in English, casual" })).toBeVisible();
    await page.getByText("Where this comes from").click();
    await expect(page.getByText(/^Rules \(.+\), offline$/)).toBeVisible();
    await expect(page.getByText(/^\d+ of your last times of contact$/)).toBeVisible();
    if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
  });

  await test.step("what is edited is kept, and taken along", async () => {
    await draft(page).getByLabel("Subject").fill("The path by the river");
    await text(page).fill("Hi Maren,\n\nthere is a bridge & it holds.\n\nBest,\nRobin");
    await draft(page).getByRole("button", { name: "Save", exact: true }).click();
    await expect(toast(page, "Saved.")).toBeVisible();
    await page.reload();
    await expect(text(page)).toHaveValue(/there is a bridge & it holds\./);
    const mail = await page.getByRole("link", { name: "Open in mail" }).getAttribute("href");
    const { protocol, pathname, searchParams } = new URL(mail!);
    expect(protocol + decodeURIComponent(pathname)).toBe(`mailto:${WAITING.email}`);
    expect(searchParams.get("subject")).toBe("The path by the river");
    expect(searchParams.get("body")).toContain("there is a bridge & it holds.");
    const copy = page.getByRole("button", { name: "Copy draft" });
    if (!javaScriptEnabled) return expect(copy).toBeHidden();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await copy.click();
    await expect(page.getByRole("status").filter({ hasText: "Copied" })).toHaveCount(1);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("there is a bridge & it holds.");
  });

  await test.step("and kept as it is typed, where scripts do that", async () => {
    const said = page.locator("[data-draft-said]");
    if (!javaScriptEnabled) return;
    await text(page).fill("Hi Maren,\n\nthere is no bridge & no boat.\n\nBest,\nRobin");
    await expect(said).toHaveText("Saved.");
    await page.reload();
    await expect(text(page)).toHaveValue(/there is no bridge & no boat\./);
  });

  const stream = page.getByRole("group", { name: `Everything with ${WAITING.name}` });
  await test.step("only what was sent stands among the messages, as it was sent", async () => {
    const contact = page.url().replace(/\/write.*/, "");
    await page.goto(contact);
    await expect(stream.getByText("The path by the river")).toHaveCount(0);
    await page.goBack();
    await text(page).fill("Hi Maren,\n\nthere is a bridge after all.\n\nBest,\nRobin");
    await draft(page).getByRole("button", { name: "I sent this" }).click();
    await expect(toast(page, "Noted as sent.")).toBeVisible();
    await expect(page).toHaveURL(contact);
    const sent = stream.getByRole("listitem").filter({ hasText: "The path by the river" }).first();
    await expect(sent).toBeVisible();
    await sent.locator("summary").click();
    const words = sent.getByRole("paragraph").filter({ hasText: "there is a bridge after all." });
    await expect(words.first()).toBeVisible();
    await expect(of(page, WAITING.name)).toHaveCount(0);
  });

  await test.step("that it was sent can be taken back, and said again", async () => {
    await undo(page, "Noted as sent.");
    await expect(toast(page, "Not sent.")).toBeVisible();
    await expect(text(page)).toHaveValue(/there is a bridge after all\./);
    await draft(page).getByRole("button", { name: "I sent this" }).click();
    await expect(toast(page, "Noted as sent.")).toBeVisible();
    await page.goto("/suggestions?state=done");
    await expect(of(page, WAITING.name)).toContainText(/Done/);
  });
});

test("other drafts are shorter, warmer, in another language, for another place", async ({
  page,
  imported,
}) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await openContact(page, FADING.name);
  await write(page);
  await expect(page).toHaveURL(WRITE);
  const usual = await make(page);

  await test.step("shorter and warmer", async () => {
    await wish(page).getByLabel("Shorter").check();
    const shorter = await make(page);
    expect(sentences(shorter)).toBeLessThan(sentences(usual));
    await wish(page).getByLabel("Warmer").check();
    const warmer = await make(page);
    expect(warmer).not.toBe(usual);
    expect(warmer).not.toBe(shorter);
  });

  await test.step("with an instruction, which stands beside what was made of it", async () => {
    await wish(page).getByLabel("As usual").check();
    await wish(page).getByLabel("Wish").fill("Make it shorter, please");
    const asked = await make(page);
    expect(sentences(asked)).toBeLessThan(sentences(usual));
    await page.getByText("Where this comes from").click();
    await expect(page.getByText("Make it shorter, please", { exact: true })).toBeVisible();
  });

  await test.step("in another language", async () => {
    await wish(page).getByLabel("Language").selectOption("German");
    const german = await make(page);
    await expect(page.getByRole("heading", { name: /^Mail in German, / })).toBeVisible();
    expect(german).toContain("Teodor");
    expect(german).toMatch(/\b(dir|du|dich|Ihnen|Sie)\b/);
  });

  await test.step("what was chosen stands there for the next one", async () => {
    await expect(wish(page).getByLabel("Language")).toHaveValue("de");
    await expect(wish(page).getByLabel("For", { exact: true })).toHaveValue("mail");
    await expect(wish(page).getByLabel("As usual")).toBeChecked();
  });

  await test.step("as a text message, which has no subject", async () => {
    await wish(page).getByLabel("For", { exact: true }).selectOption("Text message");
    const brief = await make(page);
    expect(brief.length).toBeLessThanOrEqual(306);
    await expect(draft(page).getByLabel("Subject")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Open in mail" })).toHaveCount(0);
  });

  await test.step("those of before are kept, and what is discarded comes back", async () => {
    await expect(others(page)).toHaveCount(5);
    const brief = await text(page).inputValue();
    await draft(page).getByRole("button", { name: "Discard" }).click();
    await expect(toast(page, "Discarded.")).toBeVisible();
    await undo(page, "Discarded.");
    await expect(text(page)).toHaveValue(brief);
  });
});

test("an empty draft is refused, and nobody is written to who is unknown", async ({
  page,
  member,
  watch,
}) => {
  expect(member.email).toContain("@");
  watch.allowStatus(422);
  await page.goto("/contacts/new");
  await page.getByLabel("Name", { exact: true }).fill("Bo Lind");
  await page.getByRole("button", { name: "Add contact", exact: true }).click();
  await write(page);
  await expect(page.getByText("No draft yet")).toBeVisible();
  expect(await make(page)).toContain("Bo");
  await expect(page.getByRole("link", { name: "Open in mail" })).toHaveCount(0);
  await text(page).fill("   ");
  await draft(page).getByRole("button", { name: "Save", exact: true }).click();
  await expect(text(page)).toHaveAttribute("aria-invalid", "true");
});

test("what two wrote each other is summarised where somebody asks for it", async ({
  page,
  imported,
  javaScriptEnabled,
}) => {
  expect(imported.account.Stored).toBeGreaterThan(0);
  await openContact(page, FADING.name);
  await page.getByRole("button", { name: "Summarise", exact: true }).click();
  await expect(toast(page, "Summarised.")).toBeVisible();
  const summary = page.getByRole("list", { name: "What you wrote about" }).getByRole("listitem");
  expect(await summary.count()).toBeGreaterThan(0);
  await expect(page.getByText(/chosen by rules, offline/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Summarise again", exact: true })).toBeVisible();
  if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
});
