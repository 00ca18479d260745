// A network that fails at the worst moment: the change arrived, its answer did not.
import { expect, test } from "@playwright/test";
import { awake } from "../support/eyes.ts";
import { demoDoors } from "../support/demo.ts";
import { PHONE } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
test.beforeAll(async () => { stip = await startStip({ demo: true }); });
test.afterAll(async () => { await stip?.stop(); });

test("no word is lost, none is written twice", async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  await page.goto(stip.origin + demoDoors(stip.log()).youths[2].path);
  await awake(page);
  await page.getByRole("button", { name: t("invite.accept") }).click();
  await page.waitForURL(/wie-ziet-wat/);
  await awake(page);
  await page.getByRole("button", { name: t("seen.start") }).click();
  await page.waitForURL(/vandaag/);
  await page.goto(`${stip.origin}/successen/nieuw`);
  await awake(page);

  let lost = 0;
  await page.route("**/changes", async (route) => {
    await route.fetch();
    lost += 1;
    // The page may have let go of it already: then it is lost just as well.
    await route.abort("connectionreset").catch(() => {});
  });
  const words = page.getByLabel(t("wins.own"));
  const save = page.getByRole("button", { name: t("action.save") });
  await words.fill("Ik ging naar de les");
  await save.click();
  // The phone has it: that is enough to go on. It tries again by itself, and again no answer comes.
  await page.waitForURL(/\/successen$/);
  await expect(page.getByText(t("sync.waiting"))).toBeVisible();
  await expect.poll(() => lost, { timeout: 15_000 }).toBeGreaterThan(1);

  // The network is back, and the youth has more to say.
  await page.unroute("**/changes");
  await page.getByRole("link", { name: t("wins.log") }).click();
  await words.fill("Ik ging naar de les en bleef tot het eind");
  await save.click();
  await page.waitForURL(/\/successen$/);
  await expect(page.getByText(t("sync.waiting"))).toHaveCount(0);
  await page.reload();
  await awake(page);
  const wins = page.locator(".win-words");
  await expect(wins.filter({ hasText: /tot het eind/ })).toHaveCount(1);
  await expect(wins.filter({ hasText: /^Ik ging naar de les$/ })).toHaveCount(1);
});
