// What happened in people's lives, read out of what they sign with: shown with the words that
// say it, confirmed, refused, written down. With scripts and without them.
import type { Page } from "@playwright/test";
import { type Letter, letters, type Owner } from "../fixtures/mailbox";
import { barriersOn } from "../fixtures/barriers";
import {
  expect,
  importFile,
  openContact,
  settled,
  test,
  toast,
  undo,
  untilSaid,
} from "../fixtures/test";

const MOVED = { name: "Jane Doe", email: "jane@acme.example" };
const RAISED = { name: "Tomas Reyes", email: "tomas@reyes-works.example" };
const NEW_JOB = "Has a new job: Sales Director at Globex Ltd";
const PROMOTION = "Was promoted: Head of Engineering";

/** A letter of theirs, signed like this, and the one that it answers. */
function exchange(me: Owner, them: Owner, daysAgo: number, signature: string): Letter[] {
  const subject = "The meeting at noon";
  const id = (side: string) => `${them.email.replace("@", ".")}.${daysAgo}.${side}@mail.example`;
  const text = `See you at noon then.\n\nBest regards,\n${them.name}\n${signature}\nTel: +49 30 1234567`;
  return [
    { id: id("me"), from: me, to: them, daysAgo: daysAgo + 1, subject, text: "At noon, as usual?" },
    { id: id("them"), from: them, to: me, daysAgo, subject: `Re: ${subject}`, text },
  ];
}

async function importNews(page: Page, me: Owner) {
  const all = [
    ...exchange(me, MOVED, 300, "Sales Manager\nAcme GmbH"),
    ...exchange(me, MOVED, 9, "Sales Director\nGlobex Ltd"),
    ...exchange(me, RAISED, 200, "Engineer\nReyes Works Inc."),
    ...exchange(me, RAISED, 12, "Head of Engineering\nReyes Works Inc."),
  ];
  await importFile(page, letters(all));
  await untilSaid(page, "/", NEW_JOB);
  await untilSaid(page, "/", PROMOTION);
  await page.goto("/");
  await expect(happened(page)).toHaveCount(2);
}

const happened = (page: Page) =>
  page.getByRole("list", { name: "What happened" }).getByRole("listitem");
const told = (page: Page, summary: string) => happened(page).filter({ hasText: summary });

test("a signature that changes company is told with its words, and written down", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  await importNews(page, member);

  await test.step("Today says it of whom, and from what", async () => {
    const news = told(page, NEW_JOB);
    await expect(news.getByRole("link", { name: MOVED.name })).toBeVisible();
    await expect(news).toContainText(/“.*Sales Director Globex Ltd.*”/);
    await expect(news).toContainText(/\d+\s%\ssure/);
    if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
  });

  await test.step("it is a reason to write", async () => {
    const suggestion = page.getByRole("article").filter({ hasText: MOVED.name });
    await untilSaid(page, "/", `${NEW_JOB}, as`);
    await page.goto("/");
    await expect(suggestion).toContainText(`${NEW_JOB}, as`);
  });

  await test.step("the source leads to the message", async () => {
    await told(page, NEW_JOB).getByRole("link", { name: /signature/i }).click();
    await expect(page.getByRole("article")).toContainText("Globex Ltd");
  });

  const work = page.locator("section").filter({ has: page.getByRole("heading", { name: "Work" }) });
  const old = work.locator(".fact").filter({ hasText: "Sales Manager, Acme GmbH" });
  const began = work.locator(".fact").filter({ hasText: "Sales Director, Globex Ltd" });
  await test.step("the new job is written down, the old one ended", async () => {
    await openContact(page, MOVED.name);
    await settled(page, javaScriptEnabled);
    const news = told(page, NEW_JOB);
    await news.getByRole("button", { name: "Write the job down" }).click();
    await expect(toast(page, "The new job is written down.")).toBeVisible();
    await expect(began).toContainText(/Ltd\s*since \w+ \d{4}/);
    await expect(began).toContainText("Position");
    await expect(old).toContainText("Earlier");
    await expect(news).toContainText("confirmed");
    await expect(news.getByRole("button", { name: "Write the job down" })).toHaveCount(0);
  });

  await test.step("and that is taken back", async () => {
    await undo(page, "The new job is written down.");
    await expect(toast(page, "As it was before.")).toBeVisible();
    await expect(began).not.toContainText(/Ltd\s*since/);
    const again = told(page, NEW_JOB).getByRole("button", { name: "Write the job down" });
    await expect(again).toBeVisible();
  });
});

test("what happened is confirmed or called wrong, and both are taken back", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  await importNews(page, member);

  await test.step("what is confirmed is settled on Today, and stays with the person", async () => {
    await settled(page, javaScriptEnabled);
    await told(page, PROMOTION).getByRole("button", { name: "That is so" }).click();
    await expect(toast(page, "Confirmed.")).toBeVisible();
    await expect(page).toHaveURL("/");
    await expect(told(page, PROMOTION)).toHaveCount(0);
    await openContact(page, RAISED.name);
    await expect(told(page, PROMOTION)).toContainText("confirmed");
    await expect(told(page, PROMOTION).getByRole("button", { name: "That is so" })).toHaveCount(0);
  });

  await test.step("what is wrong is gone, and not told again", async () => {
    await openContact(page, MOVED.name);
    await settled(page, javaScriptEnabled);
    await told(page, NEW_JOB).getByRole("button", { name: "Wrong" }).click();
    await expect(toast(page, "Not told again.")).toBeVisible();
    await expect(told(page, NEW_JOB)).toHaveCount(0);
    await page.goto("/");
    await expect(happened(page)).toHaveCount(0);
  });

  await test.step("a wrong answer is taken back at once", async () => {
    await openContact(page, RAISED.name);
    await settled(page, javaScriptEnabled);
    await told(page, PROMOTION).getByRole("button", { name: "Wrong" }).click();
    await expect(told(page, PROMOTION)).toHaveCount(0);
    await undo(page, "Not told again.");
    await expect(told(page, PROMOTION)).toContainText("confirmed");
  });
});
