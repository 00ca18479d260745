// Pictures of a screen, light and dark, to be looked at; and what a machine can see in them.
import { mkdirSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { accessible, atOnce } from "./eyes.ts";

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

/** A picture of the whole page, for leafing through. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}-${page.viewportSize()!.width}.png`, fullPage: true });
}
