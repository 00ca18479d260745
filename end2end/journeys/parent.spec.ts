// A parent reads along, on two phones: the youth looks first, says yes, and stops it; on both databases.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { landscape } from "../support/camera.ts";
import { demoDoors } from "../support/demo.ts";
import { accessible, awake, watch } from "../support/eyes.ts";
import { look } from "../support/look.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { count } from "../support/phone.ts";
import { type Database, startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

const A_PHONE = { viewport: PHONE, hasTouch: true, isMobile: true };

/** What stands in the part of the page that somebody reads along. */
async function shown(page: Page): Promise<string[]> {
  return (await page.locator(".shared").innerText()).split("\n").map((line) => line.trim()).filter(Boolean);
}

interface Offer { link: string; code: string; words: string[] }

/** The youth chooses, looks, says yes. */
async function offers(phone: Page, stip: Stip, name: string, parts: string[]): Promise<{ offer: Offer; preview: string[] }> {
  await phone.goto(`${stip.origin}/ik/meekijken`);
  await phone.getByRole("link", { name: t("consents.offer") }).click();
  await expect(phone.getByRole("heading", { level: 1, name: t("consents.choose_title") })).toBeVisible();
  // Little is chosen beforehand.
  await expect(phone.getByRole("checkbox", { checked: true })).toHaveCount(1);
  for (const part of ["consents.part_horizon", "consents.part_goals", "consents.part_wins"]) {
    await phone.getByLabel(t(part)).setChecked(parts.includes(part));
  }
  await phone.getByRole("button", { name: t("consents.look") }).click();
  await expect(phone.getByRole("heading", { level: 1, name: t("consents.preview_title") })).toBeVisible();
  const preview = await shown(phone);
  await phone.getByLabel(t("consents.name_label")).fill(name);
  await phone.getByRole("button", { name: t("consents.yes") }).click();
  await expect(phone.getByText(t("consents.not_here", { name }))).toBeVisible();
  const offer = {
    link: (await phone.locator(".link-words").innerText()).trim(),
    code: (await phone.locator(".code-words").innerText()).trim(),
    words: await phone.locator(".two-words .word").allInnerTexts(),
  };
  return { offer, preview };
}

/** A clean phone opens the link, compares the words, and reads. */
async function takes(context: BrowserContext, offer: Offer, youth: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(offer.link);
  await expect(page.getByRole("heading", { level: 1, name: t("invite_along.title", { youth }) })).toBeVisible();
  for (const word of offer.words) await expect(page.getByText(word, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: t("invite.accept") }).click();
  await expect(page).toHaveURL(/\/meekijken/);
  return page;
}

/** The youth adds a win, for everyone or for few eyes. */
async function wins(phone: Page, stip: Stip, text: string, audience?: string, photo?: Buffer): Promise<void> {
  await phone.goto(`${stip.origin}/successen/nieuw`);
  await awake(phone);
  await phone.getByLabel(t("wins.own")).fill(text);
  if (photo) {
    await phone.locator("input[name=photo]").setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: photo });
    await expect(phone.locator(".photo img")).toBeVisible();
  }
  if (audience) await phone.getByLabel(t(audience), { exact: true }).check();
  await phone.getByRole("button", { name: t("action.save") }).click();
  // A ready sentence on the page before may say the same.
  await expect(phone).toHaveURL(/\/successen(\?|$)/);
  await expect(phone.getByText(text)).toBeVisible();
  await expect.poll(() => count(phone, "outbox", "waiting")).toBe(0);
}

for (const database of ["sqlite", "postgres"] satisfies Database[]) {
  test.describe(`on ${database}`, () => {
    let stip: Stip;
    test.beforeAll(async () => { stip = await startStip({ database, coaches: ["Sanne"] }); });
    test.afterAll(async () => { await stip?.stop(); });

    test("a parent reads along until the youth stops it", async ({ browser }) => {
      test.slow(); // two phones, from the first invitation to the last look
      const desk = await coachLogsIn(browser, stip);
      const phone = await joins(await browser.newContext(A_PHONE), await invite(desk, stip, "Noor"), "Noor");
      const phoneEyes = watch(phone, [/net::ERR_INTERNET_DISCONNECTED/]);
      await phone.goto(`${stip.origin}/plan`);
      await awake(phone);
      await phone.getByLabel(t("plan.stip_label")).fill("Kapper worden");
      await phone.getByRole("button", { name: t("action.save") }).click();
      await expect(phone.getByText("Kapper worden")).toBeVisible();
      await wins(phone, stip, "Ik heb gebeld");
      await wins(phone, stip, "Alleen voor mij", "audience.only_me");

      // From the own corner; nobody reads along yet.
      await phone.goto(`${stip.origin}/ik`);
      await awake(phone);
      await phone.getByRole("link", { name: t("consents.title") }).click();
      await expect(phone.getByText(t("consents.empty_title"))).toBeVisible();
      await accessible(phone);
      const { offer, preview } = await offers(phone, stip, "mama", ["consents.part_horizon", "consents.part_wins"]);
      expect(preview).toContain("Kapper worden");
      expect(preview).toContain("Ik heb gebeld");
      expect(preview.join()).not.toContain("Alleen voor mij");
      await accessible(phone);
      // The own link on the own phone harms nothing.
      const own = await phone.context().newPage();
      await own.goto(offer.link);
      await own.getByRole("button", { name: t("invite.accept") }).click();
      await expect(own.getByText(t("problem.youth_session"))).toBeVisible();
      await own.close();

      const home = await browser.newContext(A_PHONE);
      const parent = await takes(home, offer, "Noor");
      await expect(parent.getByRole("heading", { level: 1, name: t("shared.title", { youth: "Noor" }) })).toBeVisible();
      // A browser notes each answer "not there" by itself: the one by which the open page learns of the end.
      const parentEyes = watch(parent, [/status of 404 .*\/shared$/]);
      await awake(parent);
      expect(await shown(parent)).toEqual(preview);
      await expect(parent.getByRole("textbox")).toHaveCount(0);
      await accessible(parent);

      // What comes later: the one is seen, at once; the others are not.
      const camera = await landscape(phone, 2000, 1500);
      await wins(phone, stip, "Ik ben gegaan", undefined, camera);
      await expect(parent.getByText("Ik ben gegaan")).toBeVisible({ timeout: 5_000 });
      const photo = parent.locator(".photo img");
      await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600);
      const seen = stip.origin + (await photo.getAttribute("src"));
      await wins(phone, stip, "Voor mijn coach", "audience.coaches", camera);
      await parent.reload();
      await awake(parent);
      await expect(parent.getByText("Ik ben gegaan")).toBeVisible();
      for (const hidden of ["Voor mijn coach", "Alleen voor mij"]) await expect(parent.getByText(hidden)).toHaveCount(0);
      // The browser keeps nothing of it.
      const kept = await parent.evaluate(async () => {
        const names = await caches.keys();
        const urls = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((it) => it.url)));
        return JSON.stringify([urls, await indexedDB.databases(), localStorage, sessionStorage]);
      });
      expect(kept).not.toMatch(/meekijken|api\/v1|Noor/);

      // Mama stands among the people around the youth, with the way to where it is stopped.
      await phone.goto(`${stip.origin}/mijn-mensen`);
      await awake(phone);
      const among = phone.locator(".card", { hasText: "mama" });
      for (const part of ["consents.part_horizon", "consents.part_wins"]) await expect(among.getByText(t(part))).toBeVisible();
      await expect(among.getByText(t("consents.part_goals"))).toHaveCount(0);
      await accessible(phone);
      await phone.context().setOffline(true);
      await phone.getByRole("link", { name: t("nav.today") }).click();
      await phone.getByRole("link", { name: t("people.title") }).click();
      await expect(phone.getByText(t("people.readers_unknown"))).toBeVisible();
      await expect(phone.getByText("mama")).toHaveCount(0);
      await phone.context().setOffline(false);
      await phone.goto(`${stip.origin}/mijn-mensen`);
      await awake(phone);
      await phone.getByRole("link", { name: t("people.readers_stop") }).click();

      // The youth sees that mama looked, and stops it.
      const line = phone.locator(".card", { hasText: "mama" });
      await expect(line.getByText(/^Laatst gekeken: vandaag/)).toBeVisible();
      await line.getByText(t("consents.stop"), { exact: true }).click();
      await expect(line.getByText(t("consents.stop_explain", { name: "mama" }))).toBeVisible();
      await line.getByRole("button", { name: t("consents.stop_confirm") }).click();
      await expect(phone.getByText(t("consents.stopped"))).toBeVisible();
      await expect(phone.getByText("mama")).toHaveCount(0);
      expect((await parent.request.get(seen)).status()).toBe(404);

      // The open page becomes the neutral one by itself; so is every next request.
      const neutral = parent.getByRole("heading", { level: 1, name: t("shared.none_title") });
      await expect(neutral).toBeVisible({ timeout: 6_000 });
      await parent.reload();
      await expect(neutral).toBeVisible();
      await awake(parent);
      await expect(parent.getByText(/Noor|Kapper/)).toHaveCount(0);
      await accessible(parent);
      phoneEyes.calm();
      parentEyes.calm();
      for (const typed of ["mama", "Kapper", offer.code]) expect(stip.log()).not.toContain(typed);
    });
  });
}

test("a phone that is logged out elsewhere shows the plan no longer", async ({ browser }) => {
  const stip = await startStip({ demo: true });
  try {
    const [reader] = demoDoors(stip.log()).readers;
    const home = await browser.newContext(A_PHONE);
    const page = await home.newPage();
    await page.goto(stip.origin + reader.path);
    await page.getByRole("button", { name: t("invite.accept") }).click();
    await expect(page.getByRole("heading", { name: t("shared.title", { youth: reader.youth }) })).toBeVisible();
    await awake(page);
    const other = await home.newPage();
    await other.goto(`${stip.origin}/meekijken`);
    await other.getByRole("button", { name: t("me.log_out") }).click();
    await expect(other).not.toHaveURL(/meekijken/);
    await expect(page.getByRole("heading", { level: 1, name: t("shared.none_title") })).toBeVisible();
    await expect(page.locator(".shared")).toHaveCount(0);
  } finally {
    await stip.stop();
  }
});

test.describe("with the demo", () => {
  let stip: Stip;
  test.beforeAll(async () => { stip = await startStip({ demo: true }); });
  test.afterAll(async () => { await stip?.stop(); });

  test("without script, one phone reads along with two youths", async ({ browser }) => {
    const { readers, youths } = demoDoors(stip.log());
    const home = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
    const page = await home.newPage();
    for (const { path, youth } of readers) {
      await page.goto(stip.origin + path);
      await expect(page.getByRole("heading", { name: t("invite_along.title", { youth }) })).toBeVisible();
      await page.getByRole("button", { name: t("invite.accept") }).click();
    }
    await expect(page.getByRole("heading", { name: t("shared.choose_title") })).toBeVisible();
    for (const { youth } of readers) {
      await page.goto(`${stip.origin}/meekijken`);
      await page.getByRole("link", { name: youth }).click();
      await expect(page.getByRole("heading", { name: t("shared.title", { youth }) })).toBeVisible();
    }
    // A youth without script: choose, look, say yes, stop.
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
    const phone = await context.newPage();
    await phone.goto(stip.origin + youths[0].path);
    await phone.getByRole("button", { name: t("invite.accept") }).click();
    await phone.getByRole("button", { name: t("seen.start") }).click();
    await offers(phone, stip, "oma", ["consents.part_goals"]);
    await phone.getByRole("link", { name: t("consents.back") }).click();
    const line = phone.locator(".card", { hasText: "oma" });
    await expect(line.getByText(t("consents.waiting"))).toBeVisible();
    await line.getByText(t("consents.stop"), { exact: true }).click();
    await line.getByRole("button", { name: t("consents.stop_confirm") }).click();
    await expect(phone.getByText("oma")).toHaveCount(0);
    // Nothing chosen, and no name: said in plain words.
    await phone.goto(`${stip.origin}/ik/meekijken/voorbeeld`);
    await expect(phone.getByText(t("consents.preview_none"))).toBeVisible();
    await phone.goto(`${stip.origin}/ik/meekijken/voorbeeld?wins=1&span=month`);
    await phone.getByRole("button", { name: t("consents.yes") }).click();
    await expect(phone.getByText(t("field.required")).first()).toBeVisible();
  });

  test("how it looks", async ({ browser }) => {
    test.slow();
    const { readers, youths } = demoDoors(stip.log());
    // The same youth as the first reader's.
    const door = youths.find(({ name }) => name === readers[0].youth)!;
    const phone = await (await browser.newContext(A_PHONE)).newPage();
    const eyes = watch(phone);
    await phone.goto(stip.origin + door.path);
    await awake(phone);
    await phone.getByRole("button", { name: t("invite.accept") }).click();
    await phone.getByRole("button", { name: t("seen.start") }).click();
    await phone.goto(`${stip.origin}/ik`);
    await awake(phone);
    await look(phone, "parent-me");
    await phone.goto(`${stip.origin}/ik/meekijken/nieuw`);
    await awake(phone);
    await look(phone, "parent-choose");
    await phone.goto(`${stip.origin}/ik/meekijken/voorbeeld?horizon=1&goals=1&wins=1&span=month`);
    await awake(phone);
    await look(phone, "parent-preview");
    await phone.getByLabel(t("consents.name_label")).fill("mama");
    await phone.getByRole("button", { name: t("consents.yes") }).click();
    await expect(phone.locator(".link-words")).toBeVisible();
    await awake(phone);
    await look(phone, "parent-offered");
    const link = (await phone.locator(".link-words").innerText()).trim();

    const home = await browser.newContext(A_PHONE);
    const parent = await home.newPage();
    // The open page may hear of the end before it is left.
    const parentEyes = watch(parent, [/status of 404 .*\/shared$/]);
    await parent.goto(link);
    await awake(parent);
    await look(parent, "parent-card");
    await parent.getByRole("button", { name: t("invite.accept") }).click();
    await expect(parent).toHaveURL(/\/meekijken/);
    await awake(parent);
    await look(parent, "parent-plan");

    await phone.goto(`${stip.origin}/ik/meekijken`);
    await awake(phone);
    await look(phone, "parent-list");
    await phone.getByText(t("consents.stop"), { exact: true }).first().click();
    await look(phone, "parent-stop");
    await phone.getByRole("button", { name: t("consents.stop_confirm") }).first().click();
    await expect(phone.getByText(t("consents.stopped"))).toBeVisible();
    await parent.goto(`${stip.origin}/meekijken`);
    await expect(parent.getByRole("heading", { level: 1, name: t("shared.none_title") })).toBeVisible();
    await awake(parent);
    await look(parent, "parent-nothing");
    eyes.calm();
    parentEyes.calm();
  });
});
