// The app from the home screen without a network: how long until the plan is read, and until a success is safe.
//
// Method: a browser profile of its own joins the demo network; then the browser is closed and the server stopped.
// Each run starts the browser anew, slows the page's processor down four times (as Lighthouse's mid-range phone),
// opens "/", and asks the page itself when the words were drawn (a frame after they stood in the document). A
// success counts from the tap on "Bewaren" until the list with it is drawn: then it lies on the phone's disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page, test } from "@playwright/test";
import config from "../playwright.config.ts";
import { demoDoors } from "../support/demo.ts";
import { awake } from "../support/eyes.ts";
import { PHONE } from "../support/people.ts";
import { ready } from "../support/phone.ts";
import { startStip } from "../support/stip.ts";
import { t } from "../support/texts.ts";
import { print } from "./figures.ts";

const RUNS = 7;

/** In the page: notes when something of this selector was drawn first, counted from `since`. */
function stopwatch(): void {
  const watch = window as unknown as { drawn: Record<string, number> };
  watch.drawn = {};
  const look = () => {
    for (const selector of ["h2.next-words", ".win-words"]) {
      if (selector in watch.drawn || !document.querySelector(selector)) continue;
      watch.drawn[selector] = Number.NaN;
      requestAnimationFrame(() => setTimeout(() => (watch.drawn[selector] = performance.now())));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function drawn(page: Page, selector: string): Promise<number> {
  await page.waitForFunction((selector) => (window as unknown as { drawn: Record<string, number> }).drawn[selector] > 0, selector);
  return page.evaluate((selector) => (window as unknown as { drawn: Record<string, number> }).drawn[selector], selector);
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
    await first.close();
    await stip.away();

    for (const rate of [1, 4]) {
      const starts: number[] = [];
      const saves: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const context = await open();
        const page = await slow(context, rate);
        await page.goto(`${stip.origin}/`);
        starts.push(await drawn(page, "h2.next-words"));
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
        saves.push((await drawn(page, ".win-words")) - tapped);
        await context.close();
      }
      const phone = rate === 1 ? "this machine" : `processor ${rate} times slower`;
      print(`first words, ${phone}`, starts, "ms", rate === 4 ? "500" : "");
      print(`a success is safe, ${phone}`, saves, "ms", rate === 4 ? "100" : "");
    }
  } finally {
    await stip.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});
