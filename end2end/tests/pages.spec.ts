// Every page there is: usable by everybody, at every width and in both themes.
import { barriersOn } from "../fixtures/barriers";
import { expect, places, test, visit } from "../fixtures/furnished";
import { awake } from "../fixtures/test";

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const place of places) {
  const isMissing = place.name === "not-found";

  test(`${place.name} has no barriers in either theme, on a desk or on a phone`, async ({
    page,
    watch,
  }) => {
    if (isMissing) watch.allowStatus(404);
    const answer = await visit(page, place);
    expect(answer?.status()).toBe(isMissing ? 404 : 200);
    for (const colorScheme of ["light", "dark"] as const) {
      for (const viewport of [DESKTOP, PHONE]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        expect(await barriersOn(page), `${colorScheme}, ${viewport.width} px`).toEqual([]);
      }
    }
  });

  test(`${place.name} fits the narrowest phone`, async ({ page, watch }) => {
    if (isMissing) watch.allowStatus(404);
    await page.setViewportSize({ width: 360, height: 740 });
    await visit(page, place);
    const overhang = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overhang).toBeLessThanOrEqual(0);
  });
}

test("what opens by keys has no barriers either", async ({ page }) => {
  await page.goto("/contacts");
  await awake(page);
  for (const keys of ["Control+k", "?"]) {
    await page.keyboard.press(keys);
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await barriersOn(page), keys).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog.palette").locator("*")).toHaveCount(0);
  }
});
