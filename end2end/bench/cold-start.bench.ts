// The app from the home screen without a network: how long until the plan is read, and until a success is safe.
//
// Method: a browser profile of its own joins the demo network; then the browser is closed and the server stopped.
// Each run starts the browser anew, slows the page's processor down four times (as Lighthouse's mid-range phone),
// opens "/", and asks the browser when it drew the words of the next step (Element Timing). A success counts from
// the tap on "Bewaren" until the browser says that it lies on the phone's disk (the first transaction that wrote
// is complete; all are strict), and until the list with it is drawn.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Page, test } from "@playwright/test";
import config from "../playwright.config.ts";
import { demoDoors } from "../support/demo.ts";
import { awake } from "../support/eyes.ts";
import { PHONE } from "../support/people.ts";
import { ready, seal } from "../support/phone.ts";
import { startStip } from "../support/stip.ts";
import { t } from "../support/texts.ts";
import { print } from "./figures.ts";

const RUNS = 7;

interface Watch {
  drawn: Record<string, number>;
  written: number[];
}

/** In the page: when the browser drew these words first (Element Timing), and when something was written. */
function stopwatch(): void {
  const watch = window as unknown as Watch;
  watch.drawn = {};
  watch.written = [];
  const mark = () => {
    for (const words of document.querySelectorAll("h2.next-words, .win-words")) {
      if (!words.hasAttribute("elementtiming")) words.setAttribute("elementtiming", words.matches("h2") ? "next" : "win");
    }
  };
  new MutationObserver(mark).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { identifier: string; renderTime: number })[]) {
      watch.drawn[entry.identifier] ??= entry.renderTime;
    }
  }).observe({ type: "element", buffered: true });
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...asked) {
    const made = transaction.apply(this, asked);
    if (made.mode === "readwrite") made.addEventListener("complete", () => watch.written.push(performance.now()));
    return made;
  };
}

async function drawn(page: Page, what: "next" | "win"): Promise<number> {
  await page.waitForFunction((what) => (window as unknown as Watch).drawn[what] > 0, what);
  return page.evaluate((what) => (window as unknown as Watch).drawn[what], what);
}

async function slow(context: BrowserContext, rate: number): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.addInitScript(stopwatch);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return page;
}

test("cold start without a network", async () => {
  const stip = await startStip({ demo: true });
  const profile = mkdtempSync(join(tmpdir(), "stip-profile-"));
  const open = () => chromium.launchPersistentContext(profile, { ...config.use?.launchOptions, viewport: PHONE });
  try {
    const first = await open();
    const page = await first.newPage();
    await page.goto(stip.origin + demoDoors(stip.log()).youths[2].path);
    await awake(page);
    await page.getByRole("button", { name: t("invite.accept") }).click();
    await page.waitForURL(/wie-ziet-wat/);
    await awake(page);
    await page.getByRole("button", { name: t("seen.start") }).click();
    await page.waitForURL(/vandaag/);
    await awake(page);
    await ready(page);
    await expect.poll(() => seal(page, "glimpse")).not.toBe("");
    await first.close();
    await stip.away();

    for (const rate of [1, 4]) {
      const starts: number[] = [];
      const saves: number[] = [];
      const lists: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const context = await open();
        const page = await slow(context, rate);
        await page.goto(`${stip.origin}/`);
        starts.push(await drawn(page, "next"));
        await awake(page);
        await page.getByRole("link", { name: t("today.did_something") }).click();
        await page.getByLabel(t("wins.own")).fill(`Ik was op tijd, keer ${run}, ${rate}`);
        const tapped = await page.evaluate(
          (label) =>
            new Promise<number>((resolve) => {
              const button = [...document.querySelectorAll("button")].find((button) => button.textContent?.trim() === label);
              button?.addEventListener("click", () => resolve(performance.now()), { once: true });
              button?.click();
            }),
          t("action.save"),
        );
        lists.push((await drawn(page, "win")) - tapped);
        const written = await page.evaluate(() => (window as unknown as Watch).written);
        saves.push(Math.min(...written.filter((at) => at > tapped)) - tapped);
        await context.close();
      }
      const phone = rate === 1 ? "this machine" : `processor ${rate} times slower`;
      print(`first words, ${phone}`, starts, "ms", rate === 4 ? "500" : "");
      print(`a success is safe, ${phone}`, saves, "ms", rate === 4 ? "100" : "");
      print(`and the list shows it, ${phone}`, lists, "ms");
    }
  } finally {
    await stip.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});
