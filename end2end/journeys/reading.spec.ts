// Reading: larger letters, more room, read aloud, other scripts; for who sees badly, reads badly, or both.
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import { accessible, awake, watch } from "../support/eyes.ts";
import { demoDoors, type Doors } from "../support/demo.ts";
import { look, picture } from "../support/look.ts";
import { PHONE } from "../support/people.ts";
import { type Pseudo, pretend, whole } from "../support/pseudo.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";
import { finishSentence, giveVoices, said } from "../support/voice.ts";

const SCREENS = {
  today: "/vandaag",
  plan: "/plan",
  wins: "/successen",
  "win-log": "/successen/nieuw",
  "check-in": "/hoe-gaat-het",
  notify: "/meldingen",
  me: "/ik",
  reading: "/ik/lezen",
  install: "/ik/beginscherm",
  "who-sees": "/wie-ziet-wat",
};

let stip: Stip;
let doors: Doors;
/** Every youth comes in once; their cookies are kept for the tests. */
const inside = new Map<number, Awaited<ReturnType<BrowserContext["storageState"]>>>();

test.beforeAll(async ({ browser }) => {
  stip = await startStip({ demo: true });
  doors = demoDoors(stip.log());
  for (const youth of [0, 1]) {
    const context = await browser.newContext({ viewport: PHONE });
    const page = await context.newPage();
    await page.goto(stip.origin + doors.youths[youth].path);
    await awake(page);
    await page.getByRole("button", { name: t("invite.accept") }).click();
    await page.waitForURL(/wie-ziet-wat/);
    await awake(page);
    await page.getByRole("button", { name: t("seen.start") }).click();
    await page.waitForURL(/vandaag/);
    inside.set(youth, await context.storageState());
    await context.close();
  }
});
test.afterAll(async () => { await stip?.stop(); });

async function phone(browser: Browser, options: BrowserContextOptions = {}, youth = 0): Promise<BrowserContext> {
  return browser.newContext({ viewport: PHONE, storageState: inside.get(youth), ...options });
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(stip.origin + path);
  await awake(page);
  return page;
}

const letters = (page: Page) => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));

test("a choice of letters is seen at once and stays", async ({ browser }) => {
  const context = await phone(browser);
  const page = await open(context, "/ik");
  const eyes = watch(page);
  const usual = await letters(page);
  await page.getByRole("link", { name: t("reading.title") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("reading.title") })).toBeVisible();
  await expect(page.getByRole("button", { name: t("action.save") })).toBeHidden();
  await page.getByLabel(t("reading.largest"), { exact: true }).check();
  expect(await letters(page)).toBeGreaterThan(usual * 1.45);
  await expect(page.getByText(t("reading.kept"))).toBeVisible();
  await page.getByLabel(t("reading.wide"), { exact: true }).check();
  await page.getByLabel(t("reading.easy"), { exact: true }).check();
  expect(await page.evaluate(() => parseFloat(getComputedStyle(document.body).letterSpacing))).toBeGreaterThan(1);
  await look(page, "reading-largest");
  // The next page has it in its first bytes, so nothing jumps.
  const first = await (await page.request.get(`${stip.origin}/vandaag`)).text();
  expect(first).toContain('data-reading="largest wide easy"');
  await page.reload();
  await awake(page);
  await expect(page.getByLabel(t("reading.largest"), { exact: true })).toBeChecked();
  await expect(page.getByLabel(t("reading.easy"), { exact: true })).toBeChecked();
  // Within the app too, without a new page.
  await page.getByRole("link", { name: t("nav.back") }).click();
  await page.getByRole("link", { name: t("reading.title") }).click();
  await expect(page.getByLabel(t("reading.largest"), { exact: true })).toBeChecked();
  // Without a network as well: what is chosen then is written by the page itself.
  await context.setOffline(true);
  await page.getByLabel(t("reading.large"), { exact: true }).check();
  await context.setOffline(false);
  await page.reload();
  expect(await page.evaluate(() => document.documentElement.dataset.reading)).toBe("large wide easy");
  eyes.calm;
  await context.close();
});

test("the letters can be chosen without script", async ({ browser }) => {
  const context = await phone(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${stip.origin}/ik/lezen`);
  await page.getByLabel(t("reading.larger"), { exact: true }).check();
  await page.getByRole("button", { name: t("action.save") }).click();
  await expect(page).toHaveURL(/\/ik\/lezen/);
  await expect(page.getByLabel(t("reading.larger"), { exact: true })).toBeChecked();
  await expect(page.locator("html")).toHaveAttribute("data-reading", "larger");
  await context.close();
});

const DUTCH = { name: "Ellen", lang: "nl-NL", localService: true };
const REMOTE = { name: "Elders", lang: "nl-NL", localService: false };

test("a page is read aloud, in order, and stops when asked", async ({ browser }) => {
  const context = await phone(browser);
  await giveVoices(context, [REMOTE, { name: "Vlaams", lang: "nl_BE", localService: true }, DUTCH, { name: "Emma", lang: "en-GB", localService: true }]);
  const page = await open(context, "/vandaag");
  const eyes = watch(page);
  const button = page.getByRole("button", { name: t("reading.aloud") });
  await expect(button).toBeVisible();
  await look(page, "aloud");
  await button.click();
  await expect(page.getByRole("button", { name: t("reading.stop") })).toBeVisible();
  await look(page, "aloud-speaking");
  while (await finishSentence(page));
  const heard = await said(page);
  expect(heard[0].text).toBe(await page.getByRole("heading", { level: 1 }).innerText());
  expect(new Set(heard.map(({ voice }) => voice))).toEqual(new Set(["Ellen"]));
  expect(heard.map(({ text }) => text)).toContain(t("today.did_something"));
  // The places below, and buttons that only do something, are no content.
  for (const noise of [t("nav.wins"), t("nav.me"), t("app.trial_notice"), t("reading.aloud"), t("app.skip")]) {
    expect(heard.map(({ text }) => text)).not.toContain(noise);
  }
  await expect(page.getByRole("button", { name: t("reading.aloud") })).toBeVisible();

  // Every word that can be seen in the plan comes, once; what is folded away does not.
  await page.getByRole("link", { name: t("nav.plan") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("plan.title") })).toBeVisible();
  await page.getByRole("button", { name: t("reading.aloud") }).click();
  const before = heard.length;
  while (await finishSentence(page));
  const plan = (await said(page)).slice(before).map(({ text }) => text);
  expect(plan[0]).toBe(t("plan.title"));
  const goals = await page.locator(".goal h3, .goal h2").allInnerTexts();
  expect(goals.length).toBeGreaterThan(0);
  for (const goal of goals) expect(plan.filter((text) => text === goal.trim())).toHaveLength(1);
  expect(plan).not.toContain(t("plan.goal_label"));

  // It stops at a tap, at Escape, and when the page is left.
  const silent = async () => expect(page.getByRole("button", { name: t("reading.aloud") })).toBeVisible();
  await page.getByRole("button", { name: t("reading.aloud") }).click();
  await page.getByRole("button", { name: t("reading.stop") }).click();
  await silent();
  expect(await finishSentence(page)).toBe(false);
  await page.getByRole("button", { name: t("reading.aloud") }).click();
  await page.keyboard.press("Escape");
  await silent();
  await page.getByRole("button", { name: t("reading.aloud") }).click();
  await page.getByRole("link", { name: t("nav.wins") }).click();
  await silent();
  expect(await finishSentence(page)).toBe(false);
  eyes.calm();
  await context.close();
});

test("an English page has an English voice", async ({ browser }) => {
  const context = await phone(browser);
  await context.addCookies([{ name: "lang", value: "en", url: stip.origin }]);
  await giveVoices(context, [DUTCH, { name: "Emma", lang: "en-US", localService: true }]);
  const page = await open(context, "/ik");
  await page.getByRole("button", { name: t("reading.aloud", {}, "en") }).click();
  while (await finishSentence(page));
  const heard = await said(page);
  expect(heard[0]).toEqual({ text: t("me.title", {}, "en"), lang: "en", voice: "Emma" });
  await context.close();
});

test("without a voice on the phone there is no button", async ({ browser }) => {
  // A voice that lives elsewhere would take the words of the plan with it.
  for (const voices of [[], [REMOTE], [{ name: "Anna", lang: "de-DE", localService: true }]]) {
    const context = await phone(browser);
    await giveVoices(context, voices);
    const page = await open(context, "/ik/lezen");
    await page.waitForLoadState("networkidle");
    await expect(page.getByRole("button", { name: t("reading.aloud") })).toHaveCount(0);
    await context.close();
  }
});

for (const kind of ["long", "rtl"] satisfies Pseudo[]) {
  for (const width of [320, 360, 412, 820]) {
    test(`nothing is cut where words are ${kind}, ${width}`, async ({ browser }) => {
      test.slow();
      const context = await phone(browser, { viewport: { width, height: 780 } });
      await giveVoices(context, [DUTCH]);
      for (const [name, path] of Object.entries(SCREENS)) {
        const page = await open(context, path);
        if (name === "today" || name === "plan") await page.waitForLoadState("networkidle");
        if (name === "plan") for (const summary of await page.locator("summary").all()) await summary.click();
        await pretend(page, kind);
        await whole(page, `${name} ${kind} ${width}`);
        await picture(page, `${kind}-${name}`);
        await page.close();
      }
      await context.close();
    });
  }
}

// The largest letters of ours on the smallest screen; and a screen that a browser has zoomed in on.
for (const [place, viewport, reading] of [
  ["the largest letters", { width: 320, height: 640 }, "largest.wider.easy"],
  ["larger letters", { width: 360, height: 740 }, "larger.wide"],
  ["200 % zoom", { width: 180, height: 370 }, ""],
] as const) {
  test(`everything is there with ${place}`, async ({ browser }) => {
    test.slow();
    const context = await phone(browser, { viewport }, 1);
    if (reading) await context.addCookies([{ name: "reading", value: reading, url: stip.origin }]);
    await giveVoices(context, [DUTCH]);
    for (const [name, path] of Object.entries(SCREENS)) {
      const page = await open(context, path);
      await whole(page, `${name} with ${place}`);
      await accessible(page);
      await picture(page, `${place.replace(/\W+/g, "-")}-${name}`);
      await page.close();
    }
    await context.close();
  });
}

test("who wants it still has it still", async ({ browser }) => {
  const context = await phone(browser, { reducedMotion: "reduce" });
  for (const path of Object.values(SCREENS)) {
    const page = await open(context, path);
    const moving = await page.evaluate(() => {
      const long = (text: string) => text.split(",").some((time) => parseFloat(time) > 0);
      const found = [...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        return style.animationName !== "none" || long(style.transitionDuration) || style.scrollBehavior === "smooth";
      });
      return [...found.map((element) => element.outerHTML.slice(0, 80)), ...document.getAnimations().map(String)];
    });
    expect(moving, path).toEqual([]);
    await page.close();
  }
  await context.close();
});

test("a screen reader hears a name for everything, and one title", async ({ browser }) => {
  // Tall, so that the bar of places lies over nothing.
  const context = await phone(browser, { viewport: { width: 360, height: 3000 } });
  await giveVoices(context, [DUTCH]);
  for (const path of Object.values(SCREENS)) {
    const page = await open(context, path);
    const eyes = watch(page);
    await page.reload();
    await awake(page);
    await expect(page.getByRole("button", { name: t("reading.aloud") })).toBeVisible();
    eyes.calm();
    await accessible(page);
    const tree = await page.locator("body").ariaSnapshot();
    const nameless = tree.split("\n").filter((line) => /^\s*- (button|link|textbox|checkbox|radio|navigation|combobox|listbox|group)\s*:?$/.test(line));
    expect(nameless, `${path}\n${tree}`).toEqual([]);
    expect(tree.match(/heading .*\[level=1\]/g), path).toHaveLength(1);
    await page.close();
  }
  await context.close();
});
