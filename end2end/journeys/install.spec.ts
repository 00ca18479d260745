// Stip as an app on the phone: onto the home screen, what is new, a newer version, and messages that stopped.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { awake, watch } from "../support/eyes.ts";
import { look } from "../support/look.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { deliver, Phone, type PushService, startPushService, tap } from "../support/push.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
let push: PushService;
let desk: Page;
let site: string;
test.beforeAll(async ({ browser }) => {
  // A site of its own, so that a test can publish a newer one.
  site = mkdtempSync(join(tmpdir(), "stip-site-"));
  cpSync(process.env.STIP_SITE_DIR!, site, { recursive: true });
  push = await startPushService();
  stip = await startStip({ coaches: ["Sanne"], pushHost: push.host, site });
  desk = await coachLogsIn(browser, stip);
});
test.afterAll(async () => {
  await stip?.stop();
  await push?.stop();
  rmSync(site, { recursive: true, force: true });
});

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1";

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(stip.origin + path);
  await awake(page);
}

/** A first useful moment. */
async function logsWin(page: Page): Promise<void> {
  await goTo(page, "/successen/nieuw");
  await page.getByRole("button", { name: t("wins.quick_called") }).click();
  await expect(page.locator(".win").first()).toBeVisible();
}

/** The browser's own offer to install, which no headless browser makes. */
async function offersInstall(page: Page): Promise<void> {
  await page.evaluate(() => {
    const event = new Event("beforeinstallprompt", { cancelable: true });
    Object.assign(event, {
      prompt: async () => void (document.documentElement.dataset.asked = "yes"),
      userChoice: Promise.resolve({ outcome: "accepted" }),
    });
    dispatchEvent(event);
    if (!event.defaultPrevented) throw new Error("the browser would have shown its own bar");
  });
}

test("the manifest says what a phone asks", async ({ page }) => {
  const manifest = await (await page.request.get(`${stip.origin}/manifest.webmanifest`)).json();
  expect(manifest).toMatchObject({ id: "/", start_url: "/", scope: "/", display: "standalone", lang: "nl" });
  expect(manifest.icons.some((icon: { purpose?: string }) => icon.purpose === "maskable")).toBe(true);
  expect(manifest.shortcuts.map((shortcut: { url: string }) => shortcut.url)).toContain("/successen/nieuw");
  const pictures = [...manifest.icons, ...manifest.shortcuts.flatMap((shortcut: { icons: unknown[] }) => shortcut.icons)];
  for (const { src, type, sizes } of pictures as { src: string; type: string; sizes: string }[]) {
    const reply = await page.request.get(stip.origin + src);
    expect([src, reply.status(), reply.headers()["content-type"]]).toEqual([src, 200, type]);
    if (type !== "image/png") continue;
    const bytes = await reply.body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
});

test("the home screen is offered once, after something went well, and the browser asks at a tap", async ({ browser }) => {
  const invitation = await invite(desk, stip, "Noa");
  const context = await browser.newContext({ viewport: PHONE });
  // "Not now" to messages: one thing at a time.
  await context.addInitScript(() => localStorage.setItem("stip-push-not-before", String(Date.now() + 1e9)));
  const page = await joins(context, invitation, "Noa");
  const eyes = watch(page);
  await offersInstall(page);
  await page.waitForLoadState("networkidle");
  await expect(page.getByText(t("install.offer"))).toHaveCount(0);
  await logsWin(page);
  await page.getByRole("link", { name: t("nav.today") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("today.hello", { name: "Noa" }) })).toBeVisible();
  await expect(page.getByText(t("install.offer"))).toHaveCount(0);
  await offersInstall(page);
  await expect(page.getByText(t("install.offer"))).toBeVisible();
  await look(page, "install-offer");
  await page.getByRole("link", { name: t("install.show") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("install.title") })).toBeVisible();
  await look(page, "install-ask");
  await page.getByRole("button", { name: t("install.now") }).click();
  await expect(page.locator("html")).toHaveAttribute("data-asked", "yes");
  await expect(page.getByText(t("install.done"))).toBeVisible();
  await look(page, "install-done");
  // Never again by itself; under Ik it can always be found.
  await goTo(page, "/vandaag");
  await offersInstall(page);
  await page.waitForLoadState("networkidle");
  await expect(page.getByText(t("install.offer"))).toHaveCount(0);
  await goTo(page, "/ik");
  await expect(page.getByRole("link", { name: t("install.title") })).toBeVisible();
  eyes.calm();
});

test("an iPhone is shown how, with pictures", async ({ browser }) => {
  const invitation = await invite(desk, stip, "Liam");
  const context = await browser.newContext({ viewport: PHONE, userAgent: IPHONE });
  await context.addInitScript(() => localStorage.setItem("stip-push-not-before", String(Date.now() + 1e9)));
  const page = await joins(context, invitation, "Liam");
  await logsWin(page);
  await page.getByRole("link", { name: t("nav.today") }).click();
  await page.getByRole("link", { name: t("install.show") }).click();
  for (const step of ["install.ios_share", "install.ios_add", "install.ios_open"]) await expect(page.getByText(t(step))).toBeVisible();
  await expect(page.getByRole("button", { name: t("install.now") })).toBeHidden();
  await expect(page.getByText(t("install.menu_open"))).toBeHidden();
  await look(page, "install-iphone");
});

test("without script, and in a browser without a question, there is the way by the menu", async ({ browser }) => {
  const invitation = await invite(desk, stip, "Mees");
  const context = await browser.newContext({ viewport: PHONE });
  const page = await joins(context, invitation, "Mees");
  await goTo(page, "/ik/beginscherm");
  await expect(page.getByText(t("install.menu_open"))).toBeVisible();
  await look(page, "install-menu");
  const still = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, storageState: await context.storageState() });
  const plain = await still.newPage();
  await plain.goto(`${stip.origin}/ik/beginscherm`);
  await expect(plain.getByText(t("install.menu_open"))).toBeVisible();
  await expect(plain.getByText(t("install.done"))).toBeHidden();
});

/** Puts a newer Stip on the server: another worker, as every release has. */
function publish(version: string): void {
  const worker = join(site, "sw.js");
  const text = readFileSync(worker, "utf8").replace(/const VERSION = "[^"]*"/, `const VERSION = "${version}"`);
  for (const packed of [".br", ".gz"]) rmSync(worker + packed, { force: true });
  writeFileSync(worker, text);
}

async function looksForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
}

test("a newer Stip waits, and takes no word away", async ({ browser }) => {
  const invitation = await invite(desk, stip, "Isa");
  const context = await browser.newContext({ viewport: PHONE });
  const page = await joins(context, invitation, "Isa");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await goTo(page, "/successen/nieuw");
  const words = page.getByLabel(t("wins.own"));
  await words.fill("Ik belde mijn");
  publish("newer-1");
  await looksForUpdate(page);
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.ready).waiting));
  // It waits: nothing is asked while words stand there.
  const button = page.getByRole("button", { name: t("app.update_now") });
  await page.waitForTimeout(1_000);
  await expect(button).toHaveCount(0);
  await words.pressSequentially(" oma");
  await expect(button).toHaveCount(0);
  await page.getByRole("button", { name: t("action.save") }).click();
  await expect(page.locator(".win", { hasText: "Ik belde mijn oma" })).toBeVisible();
  await expect(button).toBeVisible();
  await look(page, "update");
  // A second window with words in it is left alone when this one takes the newer Stip.
  const other = await context.newPage();
  await goTo(other, "/successen/nieuw");
  await other.getByLabel(t("wins.own")).fill("Nog niet klaar");
  await other.evaluate(() => Object.assign(window, { same: true }));
  const reloaded = page.waitForEvent("load");
  await button.click();
  await reloaded;
  await awake(page);
  await expect(page.locator(".win", { hasText: "Ik belde mijn oma" })).toBeVisible();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
  await expect(button).toHaveCount(0);
  expect(await other.evaluate(() => "same" in window)).toBe(true);
  await expect(other.getByLabel(t("wins.own"))).toHaveValue("Nog niet klaar");
});

/** The phone forgets its subscription, as browsers do; it can make a new one only if `again`. */
async function forgets(context: BrowserContext, again: boolean): Promise<void> {
  await context.addInitScript((again) => {
    if (!sessionStorage.getItem("forgot")) localStorage.removeItem("test-subscribed");
    sessionStorage.setItem("forgot", "yes");
    // Not navigator.userActivation: whatever the test asks of the page counts as a gesture there.
    let tapped = false;
    addEventListener("click", () => (tapped = true), { capture: true });
    const made = PushManager.prototype.subscribe;
    PushManager.prototype.subscribe = async function (options) {
      // An iPhone wants a tap for it.
      if (!again && !tapped) throw new DOMException("needs a tap", "NotAllowedError");
      return made.call(this, options);
    };
  }, again);
}

for (const again of [true, false]) {
  test(`messages that stopped are ${again ? "mended without a word" : "said, with the fix"}`, async ({ browser }) => {

    const name = again ? "Bo" : "Jip";
    const invitation = await invite(desk, stip, name);
    const context = await browser.newContext({ viewport: PHONE });
    const device = new Phone(push);
    await device.giveTo(context, stip.origin);
    const page = await joins(context, invitation, name);
    await goTo(page, "/meldingen");
    await page.getByRole("button", { name: t("notify.turn_on") }).click();
    await expect(page.getByText(t("notify.done"))).toBeVisible();
    await page.close();

    await forgets(context, again);
    const later = await context.newPage();
    const told = later.waitForRequest((request) => request.url().endsWith("/api/v1/push/subscription") && request.method() === "PUT");
    await goTo(later, "/vandaag");
    if (again) {
      await told;
      await expect(later.getByText(t("notify.on_again"))).toHaveCount(0);
    } else {
      await expect(later.getByText(t("notify.on_again"))).toBeVisible();
      await look(later, "push-lost");
      await later.getByRole("link", { name: t("me.turn_on") }).click();
      await later.getByRole("button", { name: t("notify.turn_on") }).click();
      await expect(later.getByText(t("notify.done"))).toBeVisible();
      await told;
    }
  });
}

test("the badge counts what is new, and goes when Stip is looked at", async ({ browser }) => {
  const invitation = await invite(desk, stip, "Fay");
  const context = await browser.newContext({ viewport: PHONE });
  await context.grantPermissions(["notifications"], { origin: stip.origin });
  await context.addInitScript(() => {
    Object.defineProperty(navigator, "clearAppBadge", { value: async () => void (document.documentElement.dataset.cleared = "yes") });
  });
  const page = await joins(context, invitation, "Fay");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect.poll(() => context.serviceWorkers().length).toBeGreaterThan(0);
  const [worker] = context.serviceWorkers();
  await worker.evaluate(() => {
    const scope = globalThis as unknown as { badges: number[]; navigator: object };
    scope.badges = [];
    Object.defineProperty(scope.navigator, "setAppBadge", { value: async (count: number) => void scope.badges.push(count) });
  });
  for (const tag of ["one", "two"]) {
    const message = { web_push: 8030, notification: { title: "Stip", body: t("push.nudge_body"), navigate: `${stip.origin}/vandaag`, tag } };
    await deliver(page, stip.origin, JSON.stringify(message));
    const count = tag === "one" ? 1 : 2;
    await expect.poll(() => worker.evaluate(() => (globalThis as unknown as { badges: number[] }).badges.length)).toBe(count);
  }
  expect(await worker.evaluate(() => (globalThis as unknown as { badges: number[] }).badges)).toEqual([1, 2]);
  await expect(page.locator("html")).toHaveAttribute("data-cleared", "yes");
});

test("a tapped message takes no word away that is being typed", async ({ browser }) => {
  const invitation = await invite(desk, stip, "Gia");
  const context = await browser.newContext({ viewport: PHONE });
  await context.grantPermissions(["notifications"], { origin: stip.origin });
  const page = await joins(context, invitation, "Gia");
  await goTo(page, "/successen/nieuw");
  await expect.poll(() => context.serviceWorkers().length).toBeGreaterThan(0);
  const message = { web_push: 8030, notification: { title: "Stip", body: t("push.nudge_body"), navigate: `${stip.origin}/plan`, tag: "typed" } };
  await deliver(page, stip.origin, JSON.stringify(message));
  await page.getByLabel(t("wins.own")).fill("Nog niet klaar");
  expect(await tap(context, "typed", true)).toBe("");
  await expect(page).toHaveURL(/\/successen\/nieuw$/);
  await expect(page.getByLabel(t("wins.own"))).toHaveValue("Nog niet klaar");
  // Once nothing is being typed, it leads where it should.
  await deliver(page, stip.origin, JSON.stringify(message));
  await page.getByLabel(t("wins.own")).fill("");
  expect(await tap(context, "typed", true)).toBe(`${stip.origin}/plan`);
});
