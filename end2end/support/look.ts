// Pictures of a screen, light and dark, to be looked at; and what a machine can see in them.
import { mkdirSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { accessible, atOnce, violations } from "./eyes.ts";
import { DESK, PHONE } from "./people.ts";
import { faults } from "./pseudo.ts";

const pictures = new URL("../test-results/screens/", import.meta.url).pathname;

/** Looks at a screen as it is now, whole. */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const view = page.viewportSize()!;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: `${pictures}${name}-${view.width}-${colorScheme}.png` });
    await atOnce(page, () => page.screenshot({ path: `${pictures}${name}-${view.width}-${colorScheme}-whole.png` }));
    await accessible(page);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${name} scrolls sideways`).toBe(0);
}

const TABLET = { width: 820, height: 1180 };
export const EVERY_SIZE = [PHONE, TABLET, DESK];

/**
 * Looks at one state of a screen, as it is now, at these sizes, in the light of the page's context: the
 * picture is kept, axe finds nothing, nothing is cut, nothing lies over something else.
 */
export async function sight(page: Page, name: string, sizes = EVERY_SIZE): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const light = await page.evaluate(() => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  for (const size of sizes) {
    const what = `state-${name}-${size.width}-${light}`;
    let tall = size.height;
    let found: string[] = [];
    // All of the page at once: the bar at the bottom covers whatever happens to be behind it. What comes
    // later makes the page taller; then it is looked at once more.
    for (let turn = 0; turn < 4; turn += 1) {
      await page.setViewportSize({ width: size.width, height: tall });
      tall = Math.max(tall, await height());
      await page.setViewportSize({ width: size.width, height: tall });
      await page.screenshot({ path: `${pictures}${what}.png` });
      found = [...(await faults(page)), ...(await violations(page))];
      if ((await height()) <= tall) break;
      tall = await height();
    }
    expect.soft(found, what).toEqual([]);
  }
  await page.setViewportSize(sizes[0]);
}

/** A picture of the whole page, for leafing through. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}-${page.viewportSize()!.width}.png`, fullPage: true });
}
