// The keyboard alone.
import { expect, type Page } from "@playwright/test";

/** Presses Tab until this has the focus; the focus must be seen on every stop. */
export async function tabTo(page: Page, role: string, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const label = element.getAttribute("aria-label") ?? (element as HTMLInputElement).labels?.[0]?.innerText ?? element.innerText;
      const marked = (one: Element | null) => {
        const style = one && getComputedStyle(one);
        return Boolean(style && (style.outlineStyle !== "none" || style.boxShadow !== "none"));
      };
      return {
        tag: element.tagName.toLowerCase(),
        label: label.trim(),
        // A radio is drawn by the words beside it.
        seen: marked(element) || marked(element.nextElementSibling),
      };
    });
    if (!here) continue;
    expect(here.seen, `no visible focus on ${here.tag} "${here.label}"`).toBe(true);
    if (here.tag === role && here.label.startsWith(name)) return;
  }
  throw new Error(`Tab never came to ${role} "${name}"`);
}
