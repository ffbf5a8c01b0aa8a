// Photographs the pages of end2end/pages.json from a running demonstration:
//   node shots.mjs BASE_URL FOLDER [PAGE…]
// Each picture is a WebP, which the browser itself makes out of what it drew.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

const [base, folder, ...only] = process.argv.slice(2);
const { login, settled, pages } = JSON.parse(await readFile("end2end/pages.json", "utf8"));

const views = [
  { name: "light", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { name: "phone", colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true },
];

async function signIn(context) {
  const page = await context.newPage();
  await page.goto(base + login.path);
  await page.fill('input[name="email"]', login.email);
  await page.fill('input[name="password"]', login.password);
  await Promise.all([page.waitForNavigation(), page.press('input[name="password"]', "Enter")]);
  if (new URL(page.url()).pathname === login.path) {
    throw new Error(`the demonstration does not let ${login.email} in`);
  }
  await page.close();
}

// A page may keep an event stream open, so its network never falls silent.
async function visit(page, address) {
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}

async function open(page, { path: address, follow }) {
  await visit(page, base + address);
  for (const link of [follow ?? []].flat()) {
    const target = await page.locator(link).first().getAttribute("href");
    await visit(page, new URL(target, page.url()).href);
  }
}

// The demonstration imports its mailbox in the background: until that is done, there is
// little to see.
async function waitUntilSettled(browser) {
  const context = await browser.newContext();
  await signIn(context);
  const page = await context.newPage();
  for (let seconds = 0; seconds < 300; seconds += 1) {
    await page.goto(base + settled.path);
    if ((await page.getByText(settled.without).count()) === 0) return context.close();
    await page.waitForTimeout(1000);
  }
  throw new Error(`${settled.path} still says "${settled.without}" after five minutes`);
}

async function asWebp(studio, png) {
  const encoded = await studio.evaluate(async (source) => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.86 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, `data:image/png;base64,${png.toString("base64")}`);
  return Buffer.from(encoded, "base64");
}

async function photograph(browser, studio, view) {
  const { name, ...settings } = view;
  const context = await browser.newContext({ ...settings, reducedMotion: "reduce" });
  const visitor = await browser.newContext({ ...settings, reducedMotion: "reduce" });
  await signIn(context);
  for (const entry of pages) {
    if (only.length > 0 && !only.includes(entry.name)) continue;
    const page = await (entry.signedOut ? visitor : context).newPage();
    await open(page, entry);
    const file = path.join(folder, `${entry.name}-${name}.webp`);
    await writeFile(file, await asWebp(studio, await page.screenshot()));
    console.log(file);
    await page.close();
  }
  await context.close();
  await visitor.close();
}

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
});
try {
  const studio = await browser.newPage();
  await waitUntilSettled(browser);
  for (const view of views) await photograph(browser, studio, view);
} finally {
  await browser.close();
}
