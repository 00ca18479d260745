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

/** axe finds nothing: WCAG 2.2 AA, target size too. */
export async function accessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(" | ")}`)).toEqual([]);
}

/** The page's program runs: from here on a tap is answered without a new page. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.hasAttribute("data-awake"), undefined, { timeout: 20_000 });
}
