// Watches a page: no console error, no policy report, nothing for axe to find.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Collects what must not happen. Call `calm()` at the end. */
export function watch(page: Page, forgiven: RegExp[] = []): { calm(): void } {
  const seen: string[] = [];
  const note = (text: string) => {
    if (!forgiven.some((pattern) => pattern.test(text))) seen.push(text);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") note(`${message.type()}: ${message.text()} @ ${message.location().url}`);
  });
  page.on("pageerror", (error) => note(`page error: ${error.message}`));
  return { calm: () => expect(seen).toEqual([]) };
}

/**
 * Looks at all of the page at once: the bar at the bottom covers whatever happens to be behind it, until one
 * scrolls. What comes later, as the state of messages does, makes the page taller still.
 */
export async function atOnce<T>(page: Page, work: () => Promise<T>): Promise<T> {
  const size = page.viewportSize();
  if (!size) return work();
  for (let turn = 0; turn < 5; turn += 1) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    if (turn > 0 && height <= page.viewportSize()!.height) break;
    await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
    await page.waitForTimeout(150);
  }
  try {
    return await work();
  } finally {
    await page.setViewportSize(size);
  }
}

/** axe finds nothing: WCAG 2.2 AA, target size too. */
export async function accessible(page: Page): Promise<void> {
  expect(await atOnce(page, () => violations(page))).toEqual([]);
}

/** What axe finds on the page as it stands. */
export async function violations(page: Page): Promise<string[]> {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const result = await new AxeBuilder({ page }).withTags(rules).analyze();
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(" | ")}`);
}

/** The page's program runs: from here on a tap is answered without a new page. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.hasAttribute("data-awake"), undefined, { timeout: 20_000 });
}
