// A table whose columns nobody knows: asked about, imported, what failed mended in place or
// taken home, and the next one read without asking. With scripts and without them.
import type { Page } from "@playwright/test";
import { barriersOn } from "../fixtures/barriers";
import { expect, test } from "../fixtures/test";

const IMPORT = /\/imports\/[0-9a-f-]{36}$/;
const HEADER = "Who;Reach;Since\n";
const ROWS = "Bo Lind;bo@lind.example;2019\nCy Orr;cy@orr.example;2020;too much\n";

async function upload(page: Page, name: string, text: string) {
  await page.goto("/imports");
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.getByLabel("Files to import").setInputFiles(file);
  await page.getByRole("button", { name: "Import files" }).click();
  await expect(page).toHaveURL(IMPORT);
}

async function expectStored(page: Page, stored: number, listed: number) {
  await expect(page.getByText(`Stored ${stored} of ${listed} records`)).toBeVisible({
    timeout: 60_000,
  });
}

test("a table is asked about, imported, and mended", async ({
  page,
  member,
  javaScriptEnabled,
}) => {
  const expectNoBarriers = async () => {
    // Axe is a script.
    if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
  };
  expect(member.email).not.toBe("bo@lind.example");
  await upload(page, "people.csv", HEADER + ROWS);
  const here = page.url();

  await test.step("the columns are guessed and can be changed", async () => {
    const who = page.getByRole("group", { name: "Who", exact: true });
    const reach = page.getByRole("group", { name: "Reach", exact: true });
    await expect(who).toBeVisible({ timeout: 60_000 });
    await expect(who.getByText("Bo Lind · Cy Orr")).toBeVisible();
    await expect(reach.getByLabel("Holds")).toHaveValue("email");
    await expect(page.getByRole("button", { name: "Leave this table out" })).toBeVisible();
    await expectNoBarriers();
    await who.getByLabel("Holds").selectOption({ label: "Whole name" });
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await expectStored(page, 1, 2);
  });

  await test.step("the row that failed can be taken home", async () => {
    await page.getByRole("link", { name: "See what was skipped or failed" }).click();
    await expect(page.getByText("4 fields where the header has 3")).toBeVisible();
    await expectNoBarriers();
    const link = page.getByRole("link", { name: "Rows of people.csv" });
    const csv = await page.request.get((await link.getAttribute("href"))!);
    const lines = (await csv.text()).trim().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('"Not imported because","Who","Reach","Since"');
    expect(lines[1]).toContain('"Cy Orr","cy@orr.example","2020","too much"');
  });

  await test.step("or mended in place", async () => {
    await page.getByRole("link", { name: "Mend", exact: true }).click();
    await expect(page.getByLabel("Who", { exact: true })).toHaveValue("Cy Orr");
    await expectNoBarriers();
    await page.getByRole("button", { name: "Import this row" }).click();
    await expect(page.getByText("This row still cannot be imported")).toBeVisible();
    await expect(page.getByLabel("Too much", { exact: true })).toHaveValue("too much");
    await page.getByLabel("Too much", { exact: true }).fill("");
    await page.getByRole("button", { name: "Import this row" }).click();
    await expect(page.getByText("The row is imported.")).toBeVisible();
    await page.goto(here);
    await expectStored(page, 2, 2);
    await page.goto("/contacts");
    for (const name of ["Bo Lind", "Cy Orr"]) {
      await expect(page.getByRole("row", { name })).toBeVisible();
    }
  });

  await test.step("the next table with these columns is read without asking", async () => {
    await upload(page, "more.csv", `${HEADER}Di Moe;di@moe.example;2021\n`);
    await expectStored(page, 1, 1);
  });
});

test("a table that is nothing to import is left out", async ({ page, member }) => {
  expect(member.email).not.toBe("");
  await upload(page, "topics.csv", "Topic;Remark\nTea;green\nRain;often\n");
  await page.getByRole("button", { name: "Leave this table out" }).click({ timeout: 60_000 });
  await expectStored(page, 0, 2);
  await page.goto("/contacts");
  await expect(page.getByRole("row", { name: "Tea" })).toHaveCount(0);
});
