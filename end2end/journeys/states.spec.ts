// Every screen of a youth and of who reads along, in every state that it can have, light and dark, on a phone,
// a tablet and a laptop. The pictures land in test-results/screens as state-*.png, to be leafed through.
import { type Browser, type BrowserContext, expect, type Page, type Route, test } from "@playwright/test";
import { landscape } from "../support/camera.ts";
import { demoDoors, type Doors } from "../support/demo.ts";
import { awake, watch } from "../support/eyes.ts";
import { sight } from "../support/look.ts";
import { coachLogsIn, DESK, type Invitation, invite, joins, PHONE } from "../support/people.ts";
import { count, ready } from "../support/phone.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

// Pages that show the youth's plan, and pages that always ask the server.
const OF_THE_PLAN = {
  today: "/vandaag",
  plan: "/plan",
  examples: "/plan/voorbeelden?leefgebied=work",
  wins: "/successen",
  "win-log": "/successen/nieuw",
  "check-in": "/hoe-gaat-het",
  me: "/ik",
  people: "/mijn-mensen",
  "who-sees": "/wie-ziet-wat",
};
const OF_THE_SERVER = {
  consents: "/ik/meekijken",
  "consent-new": "/ik/meekijken/nieuw",
  "consent-preview": "/ik/meekijken/voorbeeld?horizon=1&goals=1&wins=1&span=month",
};
const OF_NOTHING = { notify: "/meldingen", reading: "/ik/lezen", lock: "/ik/slot", install: "/ik/beginscherm" };
const WITH_DATA = { ...OF_THE_PLAN, ...OF_THE_SERVER };
const ALL = { ...WITH_DATA, ...OF_NOTHING };
// These states are drawn by the same few lines on every page.
const ON_A_PHONE = [PHONE];
const PHONE_AND_DESK = [PHONE, DESK];

test.describe.configure({ mode: "parallel" });

let stip: Stip;
let doors: Doors;
test.beforeAll(async () => {
  stip = await startStip({ demo: true });
  doors = demoDoors(stip.log());
});
test.afterAll(async () => { await stip?.stop(); });

type Light = "light" | "dark";

/** A phone whose pictures hold still. */
const phoneIn = (browser: Browser, colorScheme: Light, more: { serviceWorkers?: "block" } = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: PHONE, colorScheme, reducedMotion: "reduce", ...more });

async function open(page: Page, path: string): Promise<void> {
  await page.goto(stip.origin + path);
  await awake(page);
}

/** A link that was tapped, wherever it leads: the page is drawn here, not by the server. */
async function tap(page: Page, path: string): Promise<void> {
  await page.evaluate((path) => {
    const link = Object.assign(document.createElement("a"), { href: path });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
}

async function comesIn(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(stip.origin + doors.youths.find((youth) => youth.name === name)!.path);
  await awake(page);
  await page.getByRole("button", { name: t("invite.accept") }).click();
  await page.waitForURL(/wie-ziet-wat/);
  await awake(page);
  await page.getByRole("button", { name: t("seen.start") }).click();
  await page.waitForURL(/vandaag/);
  return page;
}

async function unfold(page: Page): Promise<void> {
  for (const summary of await page.locator("main summary:visible").all()) await summary.click();
}

async function winsWithPhoto(page: Page, words: string): Promise<void> {
  await open(page, "/successen/nieuw");
  const buffer = await landscape(page, 1600, 1200);
  await page.getByLabel(t("wins.own")).fill(words);
  await page.getByLabel(t("files.photo_add")).setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer });
  await expect(page.locator(".photo img")).toBeVisible();
  await sight(page, "win-log-photo");
  await page.getByRole("button", { name: t("action.save") }).click();
  await expect(page.locator(".win-words", { hasText: words })).toBeVisible();
  await expect.poll(() => count(page, "outbox", "waiting")).toBe(0);
}

const answer = (status: number, code: string) => (route: Route) =>
  route.fulfill({ status, contentType: "application/problem+json", body: JSON.stringify({ code, status, title: "", type: "" }) });

/** What a browser says by itself of an answer that is none. */
const FAILED = [/Failed to load resource|net::ERR_|Failed to fetch/];
const NO_WORKER = [...FAILED, /Service Worker registration blocked/];

for (const [at, light] of (["light", "dark"] as const).entries()) {
  const pick = <T>(some: T[]): T => some[at];

  test(`full and folded open, ${light}`, async ({ browser }) => {
    test.slow();
    const context = await phoneIn(browser, light);
    const page = await comesIn(context, pick(["Bilal", "Sanne"]));
    const eyes = watch(page);
    await winsWithPhoto(page, "Mijn eerste werkdag, met uitzicht");
    for (const [name, path] of Object.entries(ALL)) {
      await open(page, path);
      await sight(page, name);
    }
    for (const name of ["plan", "wins", "me"] as const) {
      await open(page, ALL[name]);
      await unfold(page);
      await sight(page, `${name}-open`, PHONE_AND_DESK);
    }
    // Who reads along: offered, and taken.
    await open(page, OF_THE_SERVER["consent-preview"]);
    await page.getByLabel(t("consents.name_label")).fill("mama");
    await page.getByRole("button", { name: t("consents.yes") }).click();
    await expect(page.locator(".link-words")).toBeVisible();
    await sight(page, "consent-offered", PHONE_AND_DESK);
    const link = (await page.locator(".link-words").innerText()).trim();
    await open(page, OF_THE_SERVER.consents);
    await sight(page, "consents-waiting", PHONE_AND_DESK);
    await unfold(page);
    await sight(page, "consents-stop", PHONE_AND_DESK);
    eyes.calm();

    const home = await phoneIn(browser, light);
    const parent = await home.newPage();
    const parentEyes = watch(parent);
    await parent.goto(link);
    await awake(parent);
    await sight(parent, "reader-card");
    await parent.getByRole("button", { name: t("invite.accept") }).click();
    await expect(parent).toHaveURL(/\/meekijken/);
    await awake(parent);
    await expect(parent.locator(".photo img")).toBeVisible();
    await sight(parent, "reader");
    parentEyes.calm();
    await open(page, OF_THE_SERVER.consents);
    await sight(page, "consents-taken", PHONE_AND_DESK);
    await open(page, ALL.people);
    await expect(page.locator(".card", { hasText: "mama" })).toBeVisible();
    await sight(page, "people-with-reader");
  });

  test(`nothing there yet, ${light}`, async ({ browser }) => {
    const desk = await coachLogsIn(browser, stip, doors.coaches[0]);
    const name = pick(["Sem", "Mila"]);
    const invitation: Invitation = await invite(desk, stip, name);
    const page = await joins(await phoneIn(browser, light), invitation, name);
    const eyes = watch(page);
    for (const [name, path] of Object.entries(WITH_DATA)) {
      await open(page, path);
      await sight(page, `${name}-empty`, PHONE_AND_DESK);
    }
    eyes.calm();
  });

  test(`loading, and a server that fails, ${light}`, async ({ browser }) => {
    test.slow();
    const context = await phoneIn(browser, light, { serviceWorkers: "block" });
    const page = await comesIn(context, pick(["Milan", "Zeynep"]));
    const eyes = watch(page, NO_WORKER);
    for (const [name, path] of Object.entries(WITH_DATA)) {
      await open(page, OF_NOTHING.reading);
      let fail: () => void = () => {};
      const held = new Promise<void>((done) => (fail = done));
      await page.route("**/api/v1/{me,plans/**}", async (route) => {
        await held;
        await answer(500, "internal")(route);
      });
      await tap(page, path);
      await expect(page.locator(".waiting")).toBeVisible();
      await sight(page, `${name}-loading`, ON_A_PHONE);
      fail();
      await expect(page.getByRole("heading", { level: 1, name: t("error.title") })).toBeVisible();
      await sight(page, `${name}-error`, ON_A_PHONE);
      await page.unrouteAll({ behavior: "wait" });
      await page.getByRole("link", { name: t("action.retry") }).click();
      await expect(page.getByRole("heading", { level: 1, name: t("error.title") })).toHaveCount(0);
    }
    // A part of the program that does not come.
    await open(page, OF_THE_PLAN.today);
    await page.route("**/*.wasm", (route) => route.abort("connectionreset"));
    await tap(page, OF_THE_PLAN.wins);
    await expect(page.getByRole("link", { name: t("action.retry") })).toBeVisible();
    await sight(page, "part-missing", PHONE_AND_DESK);
    eyes.calm();
  });

  test(`without a network, ${light}`, async ({ browser }) => {
    test.slow();
    const context = await phoneIn(browser, light);
    const page = await comesIn(context, pick(["Noor", "Kofi"]));
    await open(page, OF_THE_PLAN.today);
    await ready(page);
    await context.setOffline(true);
    const eyes = watch(page, FAILED);
    for (const [name, path] of Object.entries(ALL)) {
      await open(page, path);
      await sight(page, `${name}-offline`, ON_A_PHONE);
    }
    // Kept, and not sent yet.
    await open(page, OF_THE_PLAN["win-log"]);
    await page.getByLabel(t("wins.own")).fill("Ik heb de bus gehaald");
    await page.getByRole("button", { name: t("action.save") }).click();
    await expect(page.getByText(t("sync.waiting"))).toBeVisible();
    await sight(page, "wins-waiting", PHONE_AND_DESK);
    await open(page, OF_THE_PLAN.me);
    await page.getByRole("button", { name: t("me.log_out") }).click();
    await expect(page.getByText(t("me.log_out_unsent"))).toBeVisible();
    await sight(page, "me-log-out-unsent", PHONE_AND_DESK);
    eyes.calm();
  });

  test(`refused, and two versions of one text, ${light}`, async ({ browser }) => {
    test.slow();
    const context = await phoneIn(browser, light, { serviceWorkers: "block" });
    const page = await comesIn(context, pick(["Tygo", "Ruth"]));
    const eyes = watch(page, NO_WORKER);
    // Nothing was filled in.
    const forms: [string, string, string][] = [
      ["win-log", t("action.save"), "win-empty-form"],
      ["check-in", t("action.save"), "check-in-empty-form"],
    ];
    for (const [screen, button, name] of forms) {
      await open(page, ALL[screen as keyof typeof ALL]);
      await page.getByRole("button", { name: button }).first().click();
      await expect(page.getByRole("alert").or(page.locator("[aria-invalid=true]")).first()).toBeVisible();
      await sight(page, name, PHONE_AND_DESK);
    }
    // The server says no, and later: it cannot read this phone's words at all, or nobody is logged in.
    const refuse = async (route: Route) => {
      const { changes } = route.request().postDataJSON() as { changes: { id: string }[] };
      await route.fulfill({ json: { outcomes: changes.map(({ id }) => ({ outcome: "refused", id, code: "unfit" })) } });
    };
    const states: [string, (route: Route) => Promise<void>][] = [["refused", refuse], ["logged-out", answer(401, "logged_out")], ["stuck", answer(403, "other_site")]];
    for (const [name, reply] of states) {
      await open(page, OF_THE_PLAN["win-log"]);
      await page.route("**/changes", reply);
      await page.getByLabel(t("wins.own")).fill("Ik heb hulp gevraagd");
      await page.getByRole("button", { name: t("action.save") }).click();
      await expect(page.locator(".status").filter({ hasText: /\p{L}/u }).or(page.getByRole("alert")).first()).toBeVisible();
      await sight(page, `win-${name}`, PHONE_AND_DESK);
      await open(page, OF_THE_PLAN.plan);
      await sight(page, `plan-${name}`, PHONE_AND_DESK);
      await page.unroute("**/changes");
    }
    const { plan } = await (await context.request.get(`${stip.origin}/api/v1/me`)).json();
    // Two devices that had not seen each other.
    let seen = 0;
    const id = (number: number) => `018bcfe5-6800-7000-8000-${String(Date.now() % 1e9).padStart(9, "0")}${String(number).padStart(3, "0")}`;
    const send = async (change: object): Promise<string> => {
      const change_id = id(++seen);
      const reply = await context.request.post(`${stip.origin}/api/v1/plans/${plan}/changes`, {
        headers: { origin: stip.origin },
        data: { changes: [{ id: change_id, authored_at: Date.now() * 1000, base: 0, audience: "everyone", change }] },
      });
      expect((await reply.json()).outcomes[0].outcome).toBe("recorded");
      return change_id;
    };
    const goal = id(100);
    const first = await send({ kind: "goal_added", goal, title: "Rijbewijs" });
    for (const text of ["Mijn rijbewijs halen", "Eerst een scooter"]) await send({ kind: "text_edited", field: { goal }, text, replaces: [first] });
    const win = id(200);
    const logged = await send({ kind: "win_logged", win, text: "Gebeld" });
    for (const text of ["Ik heb zelf gebeld", "Gebeld met school"]) await send({ kind: "text_edited", field: { win }, text, replaces: [logged] });
    for (const [name, path] of [["plan", OF_THE_PLAN.plan], ["wins", OF_THE_PLAN.wins], ["today", OF_THE_PLAN.today]]) {
      await open(page, path);
      await sight(page, `${name}-conflict`, PHONE_AND_DESK);
    }
    eyes.calm();
  });

  test(`the lock, ${light}`, async ({ browser }) => {
    test.slow();
    const context = await phoneIn(browser, light);
    const page = await comesIn(context, pick(["Jayden", "Dewi"]));
    await open(page, OF_THE_PLAN.today);
    await ready(page);
    const eyes = watch(page);
    await open(page, OF_NOTHING.lock);
    await page.getByLabel(t("lock.new_code"), { exact: true }).fill("12");
    await page.getByRole("button", { name: t("lock.turn_on"), exact: true }).click();
    await expect(page.getByText(t("lock.too_short"))).toBeVisible();
    await sight(page, "lock-too-short", PHONE_AND_DESK);
    await page.getByLabel(t("lock.new_code"), { exact: true }).fill("27164");
    await page.getByLabel(t("lock.same_code")).fill("27164");
    await page.getByRole("button", { name: t("lock.turn_on"), exact: true }).click();
    await expect(page.getByRole("heading", { name: t("lock.is_on") })).toBeVisible();
    await sight(page, "lock-on", PHONE_AND_DESK);
    await context.clearCookies({ name: "unlocked" });
    await page.goto(`${stip.origin}/plan`);
    await expect(page.getByRole("heading", { name: t("lock.title") })).toBeVisible();
    await sight(page, "lock-shut", PHONE_AND_DESK);
    const guess = async (code: string) => {
      await page.getByLabel(t("lock.code_label")).fill(code);
      await page.getByRole("button", { name: t("lock.open"), exact: true }).click();
    };
    for (const code of ["1111", "2222", "3333", "4444"]) {
      await guess(code);
      await expect(page.getByText(t("lock.wrong"))).toBeVisible();
    }
    await sight(page, "lock-wrong", PHONE_AND_DESK);
    await guess("5555");
    await expect(page.getByText(t("lock.wait", { time: "" }).replace(/ \.$/, ""))).toBeVisible();
    await sight(page, "lock-must-wait", PHONE_AND_DESK);
    eyes.calm();
  });
}

test("who reads along: two plans, none, loading, and a server that fails", async ({ browser }) => {
  test.slow();
  const context = await phoneIn(browser, "light", { serviceWorkers: "block" });
  const page = await context.newPage();
  const eyes = watch(page, NO_WORKER);
  const inBoth = async (name: string, sizes = PHONE_AND_DESK) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await sight(page, name, sizes);
    }
  };
  await open(page, "/welkom/00000");
  await inBoth("invitation-none");
  await open(page, "/meekijken");
  await inBoth("reader-logged-out");
  for (const { path } of doors.readers) {
    await open(page, path);
    await page.getByRole("button", { name: t("invite.accept") }).click();
    await page.waitForURL(/meekijken/);
  }
  await open(page, "/meekijken");
  await expect(page.getByRole("heading", { level: 1, name: t("shared.choose_title") })).toBeVisible();
  await inBoth("reader-choice");
  const plan = (await page.getByRole("link", { name: doors.readers[0].youth }).getAttribute("href"))!;
  await open(page, plan);
  await inBoth("reader-of-two");
  await open(page, "/meekijken/018bcfe5-6800-7000-8000-000000000000");
  await expect(page.getByRole("heading", { level: 1, name: t("shared.none_title") })).toBeVisible();
  await inBoth("reader-none");
  for (const [name, fails] of [["error", answer(500, "internal")], ["offline", (route: Route) => route.abort("internetdisconnected")]] as const) {
    await open(page, "/meekijken");
    let fail: () => void = () => {};
    const held = new Promise<void>((done) => (fail = done));
    await page.route("**/api/v1/shared", async (route) => {
      await held;
      await fails(route);
    });
    await tap(page, plan);
    await expect(page.locator(".waiting")).toBeVisible();
    await inBoth("reader-loading", ON_A_PHONE);
    fail();
    await expect(page.getByRole("link", { name: t("action.retry") })).toBeVisible();
    await inBoth(`reader-${name}`, ON_A_PHONE);
    await page.unrouteAll({ behavior: "wait" });
  }
  eyes.calm();
});
