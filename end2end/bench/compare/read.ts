// Reads Stip's own page into data (today.ts), so that the others never show an older one.
import type { Page } from "@playwright/test";
import type { Step, Today } from "./today.ts";

/** The page as it stands, with `then` as the step that comes after the first. */
export function readToday(page: Page): Promise<Omit<Today, "steps"> & { step: Step }> {
  return page.evaluate(() => {
    const text = (from: ParentNode, selector: string) => from.querySelector(selector)?.textContent?.trim() ?? "";
    const icon = (from: ParentNode) => from.querySelector("use")?.getAttribute("href")?.split("#")[1] ?? "";
    const way = (link: Element) => ({ href: link.getAttribute("href") ?? "", icon: icon(link), text: link.textContent?.trim() ?? "" });
    const one = (selector: string) => document.querySelector(selector) ?? document.createElement("p");
    const every = (selector: string) => [...document.querySelectorAll(selector)];
    const card = one("section.next");
    return {
      title: document.title,
      skip: text(document, ".skip"),
      trial: text(document, ".trial") || null,
      hello: text(document, "h1"),
      me: way(one(".sky-ways a")),
      stip: text(document, ".sky-note"),
      step: {
        kicker: text(card, ".kicker"),
        words: text(card, ".next-words"),
        tag: text(card, ".tag") || null,
        goal: text(card, ".soft.small"),
        buttons: [...card.querySelectorAll(".next-actions button")].map((button) => ({
          icon: icon(button) || null,
          text: button.textContent?.trim() ?? "",
          quiet: button.classList.contains("button-quiet"),
        })),
      },
      did: way(one("main > .button-sun")),
      speeches: every("main > section.stack").map((section) => ({
        icon: icon(section),
        title: text(section, ".kicker"),
        letter: text(section, ".speech-who"),
        says: text(section, ".speech-says"),
        foot: text(section, ".speech-foot"),
      })),
      ways: every("main > .feel").map(way),
      menu: one("nav.tabs").getAttribute("aria-label") ?? "",
      tabs: every("nav.tabs a").map(way),
    };
  });
}

/** What a person reads on it, line by line. */
export const words = async (page: Page): Promise<string[]> =>
  (await page.locator("body").innerText()).split("\n").map((line) => line.trim()).filter(Boolean);
