// Stip for a comparison: the same youth with the same plan at every visit, however often a step was ticked before.
import type { Browser, BrowserContext } from "@playwright/test";
import { demoDoors } from "../../support/demo.ts";
import { PHONE } from "../../support/people.ts";
import { startStip } from "../../support/stip.ts";
import { t } from "../../support/texts.ts";

export interface Fresh {
  origin: string;
  /** A browser context with nothing in it but the session of the demo's first youth, whose plan is as on the first day. */
  visit(browser: Browser, options?: { program: boolean }): Promise<BrowserContext>;
  stop(): Promise<void>;
}

export async function freshStip(): Promise<Fresh> {
  const stip = await startStip({ demo: true });
  await stip.away();
  stip.backUp();
  await stip.back();
  const visit: Fresh["visit"] = async (browser, { program } = { program: true }) => {
    await stip.away();
    stip.restore();
    await stip.back();
    // Without its program the page leaves nothing behind but cookies: no worker, no cache, no database.
    const joining = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const page = await joining.newPage();
    // Every start prints links of its own, below the older ones.
    const { name } = demoDoors(stip.log()).youths[0];
    const door = demoDoors(stip.log()).youths.findLast((youth) => youth.name === name);
    await page.goto(stip.origin + door?.path);
    await page.getByRole("button", { name: t("invite.accept") }).click();
    await page.getByRole("button", { name: t("seen.start") }).click();
    await page.waitForURL(/vandaag/);
    const storageState = await joining.storageState();
    await joining.close();
    return browser.newContext({ storageState, javaScriptEnabled: program, viewport: PHONE });
  };
  return { origin: stip.origin, visit, stop: stip.stop };
}
