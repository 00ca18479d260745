// Languages that nobody speaks: one with words that are half as long again, one that runs from right to
// left. Every text on the screen is put into it, also what people wrote, so that a page shows what it can take.
import { expect, type Page } from "@playwright/test";
import { atOnce } from "./eyes.ts";

export type Pseudo = "long" | "rtl";

/** Puts the page, as it is now, into such a language. */
export async function pretend(page: Page, kind: Pseudo): Promise<void> {
  await page.evaluate((kind) => {
    const arabic = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";
    const long = (word: string) => word + "áéíóúáéíóú".slice(0, Math.ceil(word.length * 0.4));
    const mapped = (word: string) => [...word].map((c) => arabic[c.toLowerCase().charCodeAt(0) % arabic.length]).join("");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      if (text.parentElement?.closest("script, style")) continue;
      text.data = text.data.replace(/\p{L}+/gu, kind === "long" ? long : mapped);
    }
    if (kind === "rtl") document.documentElement.dir = "rtl";
  }, kind);
}

/** Nothing runs out of the screen, nothing is cut, nothing lies over something else. */
export async function whole(page: Page, name: string): Promise<void> {
  expect(await atOnce(page, () => faults(page)), name).toEqual([]);
}

/** What is cut or lies over something else, on the page as it stands. */
export function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const width = document.documentElement.clientWidth;
    const sideways = document.documentElement.scrollWidth - width;
    if (sideways > 0) found.push(`scrolls sideways by ${sideways}`);
    const words = (element: Element) => (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    const hidden = (element: Element) => element.closest("details:not([open]) > :not(summary), svg, .only-read-aloud, .skip, .caseload-label, [hidden]") !== null;
    const seen = (element: Element) => element.getClientRects().length > 0 && !hidden(element);
    for (const element of document.body.querySelectorAll("*")) {
      if (!seen(element)) continue;
      const box = element.getBoundingClientRect();
      if (element.matches("h1, h2, h3, p, li, a, button, label, legend, summary, input, textarea, span") && (box.left < -1 || box.right > width + 1)) {
        found.push(`outside the screen: ${element.tagName} "${words(element)}"`);
      }
      const cut = /hidden|clip/.test(getComputedStyle(element).overflowX);
      if (cut && element.matches("p, span, a, button, h1, h2, h3, li, div") && element.scrollWidth > element.clientWidth + 1) {
        found.push(`cut: ${element.tagName}.${element.className} "${words(element)}"`);
      }
    }
    const overlap = (a: DOMRect, b: DOMRect, play: number) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > play && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > play;
    const controls = [...document.body.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary")].filter(seen);
    controls.forEach((one, i) => {
      for (const two of controls.slice(i + 1)) {
        if (one.contains(two) || two.contains(one)) continue;
        if (overlap(one.getBoundingClientRect(), two.getBoundingClientRect(), 2)) found.push(`over each other: "${words(one)}" and "${words(two)}"`);
      }
    });
    const lines: { of: Element; box: DOMRect }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const of = walker.currentNode.parentElement!;
      if (!walker.currentNode.textContent?.trim() || !seen(of)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) lines.push({ of, box });
    }
    lines.forEach((one, i) => {
      for (const two of lines.slice(i + 1)) {
        if (one.of !== two.of && overlap(one.box, two.box, 4)) found.push(`words over words: "${words(one.of)}" and "${words(two.of)}"`);
      }
    });
    return found;
  });
}
