// Every screen, light and dark, on a phone and on a laptop: axe finds nothing, the console is silent.
// The pictures land in test-results/screens, to be looked at.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { awake, watch } from "../support/eyes.ts";
import { demoDoors, type Doors } from "../support/demo.ts";
import { look } from "../support/look.ts";
import { DESK, PHONE } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
let doors: Doors;
test.beforeAll(async () => {
  stip = await startStip({ demo: true });
  doors = demoDoors(stip.log());
});
test.afterAll(async () => { await stip?.stop(); });

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(stip.origin + path);
  await awake(page);
  return page;
}

for (const [place, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
  test(`the front doors, ${place}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport });
    for (const [name, path] of [["home", "/"], ["welcome", "/welkom"], ["login", "/inloggen"], ["invitation", doors.youths[4].path]]) {
      const page = await open(context, path);
      const eyes = watch(page);
      await look(page, name);
      eyes.calm();
      await page.close();
    }
    const page = await context.newPage();
    await page.goto(`${stip.origin}/bestaat-niet`);
    await expect(page.getByRole("heading", { name: t("not_found.title") })).toBeVisible();
    await look(page, "not-found");
  });

  test(`the youth's screens, ${place}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const eyes = watch(page);
    await page.goto(stip.origin + (doors.youths[place === "phone" ? 0 : 1].path));
    await awake(page);
    await page.getByRole("button", { name: t("invite.accept") }).click();
    await page.waitForURL(/wie-ziet-wat/);
    await awake(page);
    await look(page, "who-sees");
    await page.getByRole("button", { name: t("seen.start") }).click();
    const screens = { today: "/vandaag", plan: "/plan", examples: "/plan/voorbeelden?leefgebied=work", wins: "/successen", "win-log": "/successen/nieuw", "check-in": "/hoe-gaat-het", notify: "/meldingen", me: "/ik", people: "/mijn-mensen" };
    for (const [name, path] of Object.entries(screens)) {
      await page.goto(stip.origin + path);
      await awake(page);
      await look(page, name);
    }
    await page.goto(`${stip.origin}/successen`);
    await awake(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await look(page, "wins-open");
    await page.goto(`${stip.origin}/plan`);
    await awake(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await look(page, "plan-open");
    // The same in English, and a form that was not taken.
    await page.goto(`${stip.origin}/successen/nieuw`);
    await awake(page);
    await page.getByRole("button", { name: t("action.save") }).click();
    await look(page, "win-problem");
    await page.goto(`${stip.origin}/ik`);
    await awake(page);
    await page.getByRole("button", { name: t("app.language_english") }).or(page.getByRole("button", { name: "English" })).first().click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await page.goto(`${stip.origin}/vandaag`);
    await awake(page);
    await look(page, "today-english");
    eyes.calm();
  });

  test(`other youths, ${place}`, async ({ browser }) => {
    // Who does not know yet, who was away for long, and who wants quiet, on a page of their own.
    const who = place === "phone" ? ["Milan", "Tygo", "Noor"] : ["Ruth", "Kofi", "Fenna"];
    for (const name of who) {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      const eyes = watch(page);
      await page.goto(stip.origin + doors.youths.find((youth) => youth.name === name)!.path);
      await awake(page);
      await page.getByRole("button", { name: t("invite.accept") }).click();
      await page.waitForURL(/wie-ziet-wat/);
      await awake(page);
      await page.getByRole("button", { name: t("seen.start") }).click();
      await page.waitForURL(/vandaag/);
      for (const [screen, path] of Object.entries({ today: "/vandaag", plan: "/plan", wins: "/successen", feel: "/hoe-gaat-het", me: "/ik" })) {
        await page.goto(stip.origin + path);
        await awake(page);
        await look(page, `${name.toLowerCase()}-${screen}`);
      }
      eyes.calm();
      await context.close();
    }
  });

  test(`the coach's screens, ${place}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const eyes = watch(page);
    await page.goto(`${stip.origin}/inloggen`);
    await awake(page);
    await page.getByLabel(t("login.email")).fill(doors.coaches[0].email);
    await page.getByLabel(t("login.password"), { exact: true }).fill(doors.coaches[0].password);
    await page.getByRole("button", { name: t("login.submit") }).click();
    await page.waitForURL(/jongeren/);
    await awake(page);
    await look(page, "caseload");
    await page.getByRole("link", { name: doors.youths[0].name }).first().click();
    await page.waitForURL(/jongeren\/[0-9a-f-]{36}/);
    await look(page, "coach-plan");
    if (place === "phone") {
      // The message is written far down; the way there is at the top.
      await page.evaluate(() => scrollTo(0, 0));
      const there = page.getByRole("link", { name: t("nudge.title") });
      const box = (await there.boundingBox())!;
      expect(box.height).toBeGreaterThanOrEqual(48);
      expect(box.y + box.height).toBeLessThan(PHONE.height);
      await there.click();
      await expect(page.getByLabel(t("nudge.label"))).toBeInViewport();
    } else {
      await expect(page.getByRole("link", { name: t("nudge.title") })).toBeHidden();
    }
    for (const summary of await page.locator("summary:visible").all()) await summary.click();
    await look(page, "coach-plan-open");
    // A word that is nearly as wide as a phone is not cut.
    await page.goto(`${stip.origin}/jongeren`);
    await awake(page);
    await page.getByRole("link", { name: "Kofi" }).click();
    const long = page.locator(".stip-words", { hasText: "Vrachtwagenchauffeur" });
    await expect(long).toBeVisible();
    expect(await long.evaluate((words) => words.getBoundingClientRect().height / parseFloat(getComputedStyle(words).lineHeight))).toBeLessThan(1.5);
    await look(page, "long-word");
    await page.goto(`${stip.origin}/jongeren/uitnodigen`);
    await awake(page);
    await look(page, "invite");
    await page.getByLabel(t("coach_invite.name")).fill(place === "phone" ? "Mila" : "Sem");
    await page.getByRole("button", { name: t("coach_invite.make") }).click();
    await expect(page.locator(".code-words")).toBeVisible();
    const code = (await page.locator(".qr svg").boundingBox())!;
    expect(Math.min(code.width, code.height)).toBeGreaterThanOrEqual(200);
    await look(page, "invited");
    eyes.calm();
  });
}
