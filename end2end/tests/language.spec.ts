// Who writes drafts: rules out of the box, a model where the owner chose one. The model is a
// stand-in on this machine, called over HTTP like any other.
import type { Page } from "@playwright/test";
import { type Kith, startKith } from "../fixtures/kith";
import { type Kind, type Model, openModel } from "../fixtures/model";
import { barriersOn } from "../fixtures/barriers";
import { expect, test as base, toast } from "../fixtures/test";

/** A Kith that may call models on its own machine. */
const test = base.extend<{ kind: Kind; model: Model }, { kith: Kith }>({
  kind: ["openai-compatible", { option: true }],
  kith: [
    async ({}, use) => {
      const kith = await startKith({ KITH_PRIVATE_MODELS: "true" });
      await use(kith);
      await kith.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  model: async ({ kind }, use) => {
    const model = await openModel(kind);
    await use(model);
    await model.stop();
  },
});

const choice = (page: Page) => page.getByRole("form", { name: "Choose a language model" });
const save = (page: Page) => choice(page).getByRole("button", { name: "Save choice" }).click();

const LABELS = { "openai-compatible": /^OpenAI or compatible/, anthropic: /^Anthropic/ };

async function choose(page: Page, { kind, address, name }: Model, key: string) {
  await page.goto("/settings/language");
  await choice(page).getByRole("radio", { name: LABELS[kind] }).check();
  await choice(page).getByLabel("Address of the API").fill(address);
  await choice(page).getByLabel("Model", { exact: true }).fill(name);
  await choice(page).getByLabel("Key", { exact: true }).fill(key);
  await choice(page).getByLabel("Budget for a month, in US dollars").fill("1");
  await choice(page).getByLabel("Price of a million tokens read").fill("0.5");
  await choice(page).getByLabel("Price of a million written").fill("2");
  await save(page);
}

async function tryIt(page: Page) {
  await page
    .getByRole("form", { name: "Test the language model" })
    .getByRole("button", { name: "Test" })
    .click();
}

/** Has a draft made on the page on which one writes. */
async function make(page: Page) {
  await page.getByRole("button", { name: "Make a draft" }).click();
  await expect(page).toHaveURL(/\/write\?draft=/);
  return page.getByRole("form", { name: "Draft", exact: true }).getByLabel("Text", { exact: true });
}

for (const kind of ["openai-compatible", "anthropic"] as const) {
  test.describe(kind, () => {
    test.use({ kind });

    test("a model is chosen, tried, writes, and is left again", async ({
      page,
      member,
      model,
      javaScriptEnabled,
    }) => {
      expect(member.email).toContain("@");
      await page.goto("/settings/language");
      await expect(page.getByText("Kith is offline", { exact: true })).toBeVisible();

      await test.step("a wrong key is told at the test", async () => {
        await choose(page, model, "key-of-nobody");
        await expect(toast(page, "Saved. Test it now.")).toBeVisible();
        await tryIt(page);
        await expect(page.getByText("It does not work yet", { exact: true })).toBeVisible();
        await expect(page.getByText(/^The key is missing or not accepted\. Enter it again\./)).toBeVisible();
        expect(model.asked).toEqual([]);
      });

      await test.step("with the right one it works", async () => {
        await choose(page, model, model.key);
        await tryIt(page);
        await expect(page.getByText("It works", { exact: true })).toBeVisible();
        await expect(page.getByText(/^The model answered\./)).toBeVisible();
        expect(model.asked).toHaveLength(1);
        expect(await page.content()).not.toContain(model.key);
        if (javaScriptEnabled) expect(await barriersOn(page)).toEqual([]);
      });

      await test.step("a draft comes from it, within what was given", async () => {
        model.writes = { subject: "A walk", text: "I thought of you. Do you have time for a walk?" };
        await page.goto("/contacts/new");
        await page.getByLabel("Name", { exact: true }).fill("Bo Lind");
        await page.getByRole("button", { name: "Add contact", exact: true }).click();
        await page.getByRole("link", { name: "Write", exact: true }).first().click();
        await expect(await make(page)).toHaveValue(/Do you have time for a walk\?/);
        await page.getByText("Where this comes from").click();
        await expect(page.getByText(`${model.name} (${model.kind})`, { exact: true })).toBeVisible();
        const asked = model.asked.at(-1)!;
        expect(asked.model).toBe(model.name);
        expect(JSON.stringify(asked.messages)).toContain("Bo Lind");
      });

      await test.step("what it makes up is not shown: rules write, and say so", async () => {
        model.writes = { subject: "Gustav", text: "Gustav says hello. He meets you in Trondheim." };
        const text = await make(page);
        await expect(page.getByText("Rules wrote this", { exact: true })).toBeVisible();
        await expect(text).not.toHaveValue(/Gustav/);
      });

      await test.step("and one goes back to rules", async () => {
        await page.goto("/settings/language");
        await expect(page.getByText(/^\$0\.\d+ of \$1/)).toBeVisible();
        await choice(page).getByRole("radio", { name: /^Rules, offline/ }).check();
        await save(page);
        await expect(toast(page, "Offline: no text leaves this machine.")).toBeVisible();
        await expect(page.getByText("Kith is offline", { exact: true })).toBeVisible();
      });
    });
  });
}

base("a model on this machine is called only where the operator allows it", async ({
  page,
  member,
}) => {
  expect(member.email).toContain("@");
  const model = await openModel();
  await choose(page, model, model.key);
  await expect(choice(page).getByLabel("Address of the API")).toHaveAttribute("aria-invalid", "true");
  await expect(choice(page).getByLabel("Address of the API")).toHaveValue(model.address);
  await expect(choice(page).getByLabel("Model", { exact: true })).toHaveValue(model.name);
  await expect(choice(page).getByLabel("Key", { exact: true })).toHaveValue("");
  expect(model.asked).toEqual([]);
  await model.stop();
});
