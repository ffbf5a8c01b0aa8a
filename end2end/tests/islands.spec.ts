// Scripts come only where there is something to enliven, are small, and then everything
// that was promised is alive.
import type { Page, Response } from "@playwright/test";
import { expect, places, test, visit } from "../fixtures/furnished";
import { awake } from "../fixtures/test";

/** Bytes of WebAssembly that may travel for a page. */
const MOST_WASM = 150_000;

function record(page: Page, ending: string): Response[] {
  const found: Response[] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.endsWith(ending)) found.push(response);
  });
  return found;
}

const islandsOn = (page: Page) =>
  page
    .locator("leptos-island")
    .evaluateAll((islands) => islands.map((island) => (island as HTMLElement).dataset.component!));

for (const place of places) {
  test(`${place.name}: its islands wake, and without one no script is sent`, async ({
    page,
    watch,
  }) => {
    if (place.name === "not-found") watch.allowStatus(404);
    const [modules, programs] = [record(page, ".js"), record(page, ".wasm")];
    await visit(page, place);
    const islands = await islandsOn(page);
    if (islands.length === 0) {
      expect([...modules, ...programs].map((response) => response.url())).toEqual([]);
      return;
    }
    // Leptos leaves no mark on an island that woke. But it wakes them one after the other
    // in the order of the document and stops at the first that fails (an export that is
    // missing, a panic), and the last one of every page listens to keys: it answers only
    // if all before it woke. The watch fails the test for whatever else was reported.
    await awake(page);
    const url = modules.map((response) => response.url()).find((url) => url.includes("/pkg/"))!;
    const exported = await page.evaluate(async (url) => Object.keys(await import(url)), url);
    for (const island of islands) expect(exported).toContain(island);
  });
}

test("the WebAssembly of a page stays small on its way", async ({ page, baseURL }) => {
  const programs = record(page, ".wasm");
  await page.goto("/");
  await awake(page);
  expect(programs).toHaveLength(1);
  const { url, headers } = await programs[0]!
    .request()
    .response()
    .then(async (response) => ({
      url: response!.url(),
      headers: await response!.allHeaders(),
    }));
  expect(headers["cache-control"]).toContain("immutable");
  const squeezed = await fetch(url, { headers: { "accept-encoding": "br" }, redirect: "error" });
  expect(squeezed.headers.get("content-encoding")).toBe("br");
  expect(Number(squeezed.headers.get("content-length"))).toBeGreaterThan(0);
  expect(Number(squeezed.headers.get("content-length"))).toBeLessThanOrEqual(MOST_WASM);
  expect(url.startsWith(baseURL!)).toBe(true);
});
