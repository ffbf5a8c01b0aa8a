// A mailbox under an address that nobody has said to be theirs: whose it is, what of it was
// left out, and how it is taken away and brought back. With scripts and without them.
import type { Page } from "@playwright/test";
import { FADING, type Mailbox, mailbox } from "../fixtures/mailbox";
import { barriersOn } from "../fixtures/barriers";
import { expect, test } from "../fixtures/test";

const IMPORT = /\/imports\/[0-9a-f-]{36}$/;
const OLD = { name: "Robin Vale", email: "robin@former-job.example" };

async function upload(page: Page, file: Mailbox) {
  await page.goto("/imports");
  await page.getByLabel("Files to import").setInputFiles(file);
  await page.getByRole("button", { name: "Import files" }).click();
  await expect(page).toHaveURL(IMPORT);
  await expect(page.getByRole("group", { name: "Which addresses are yours?" })).toBeVisible({
    timeout: 60_000,
  });
}

async function expectStored(page: Page, stored: number, listed: number) {
  await expect(page.getByText(`Stored ${stored} of ${listed} messages`)).toBeVisible({
    timeout: 60_000,
  });
}

test("a mailbox is asked about, imported, undone and imported again", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  const expectNoBarriers = async () => {
    // Axe is a script.
    if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
  };
  const file = mailbox(OLD, 4, "Former job.mbox");
  const listed = file.account["Messages listed"]!;
  const stored = file.account.Stored!;
  const newsletters = file.account.newsletters!;
  expect(member.email).not.toBe(OLD.email);
  await upload(page, file);
  const here = page.url();

  await test.step("the likeliest address is proposed", async () => {
    await expect(page.getByRole("checkbox", { name: OLD.email })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: FADING.email })).toHaveCount(0);
    await expectNoBarriers();
  });

  await test.step("the answer counts", async () => {
    await page.getByRole("button", { name: "These are mine" }).click();
    await expectStored(page, stored, listed);
    await expect(page.getByText(OLD.email).first()).toBeVisible();
    await page.goto("/contacts");
    await expect(page.getByRole("row", { name: FADING.name })).toBeVisible();
  });

  await test.step("what was left out is listed by reason, and as a file", async () => {
    await page.goto(here);
    await page.getByRole("link", { name: "See what was skipped or failed" }).click();
    const table = page.getByRole("table", { name: "Skipped and failed" });
    await expect(table.getByRole("row")).toHaveCount(listed - stored + 1);
    await expectNoBarriers();
    const link = page.getByRole("link", { name: "Download as CSV" });
    const csv = await page.request.get((await link.getAttribute("href"))!);
    expect((await csv.text()).trim().split("\r\n")).toHaveLength(listed - stored + 1);
    await page.getByRole("link", { name: `${newsletters} newsletters` }).click();
    await expect(table.getByRole("row")).toHaveCount(newsletters + 1);
  });

  await test.step("newsletters are imported after all", async () => {
    await page.getByRole("button", { name: "Import these too" }).click();
    await expect(page).toHaveURL(here);
    await expectStored(page, stored + newsletters, listed);
  });

  await test.step("the import is undone", async () => {
    await page.getByRole("button", { name: "Undo import" }).click();
    const undone = `Undone: ${stored + newsletters} messages were taken away`;
    await expect(page.getByText(undone)).toBeVisible({ timeout: 60_000 });
    await expectNoBarriers();
    await page.goto("/contacts");
    await expect(page.getByRole("row", { name: FADING.name })).toHaveCount(0);
  });

  await test.step("and comes back whole", async () => {
    await page.goto(here);
    await page.getByRole("button", { name: "Import again" }).click();
    await expectStored(page, stored + newsletters, listed);
    await page.goto("/contacts");
    await expect(page.getByRole("row", { name: FADING.name })).toBeVisible();
  });
});

test("somebody else's mailbox is read without making contacts", async ({ page, member }) => {
  const file = mailbox(OLD, 2, "Archive.mbox");
  expect(member.email).not.toBe(OLD.email);
  await upload(page, file);
  await page.getByRole("button", { name: "None of these is mine" }).click();
  await expectStored(page, file.account.Stored!, file.account["Messages listed"]!);
  await expect(page.getByText("it was read as other people's mail")).toBeVisible();
  await page.goto("/contacts");
  await expect(page.getByRole("row", { name: FADING.name })).toHaveCount(0);
});
