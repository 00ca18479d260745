// The app lock: a code or a passkey of this phone, what it keeps from others, and the button that hides Stip.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { accessible, awake, watch } from "../support/eyes.ts";
import { look } from "../support/look.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { count, disk, ready, reopen } from "../support/phone.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

const CODE = "27164";

let stip: Stip;
let desk: Page;
test.beforeAll(async ({ browser }) => {
  stip = await startStip({ coaches: ["Sanne"] });
  desk = await coachLogsIn(browser, stip);
});
test.afterAll(async () => { await stip?.stop(); });

async function arrives(context: BrowserContext, name: string): Promise<Page> {
  const phone = await joins(context, await invite(desk, stip, name), name);
  await phone.goto(`${stip.origin}/plan`);
  await awake(phone);
  await phone.getByLabel(t("plan.stip_label")).fill("Kok worden");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.locator(".stip-words")).toHaveText("Kok worden");
  await ready(phone);
  return phone;
}

async function locks(phone: Page, code = CODE): Promise<void> {
  await phone.goto(`${stip.origin}/ik`);
  await awake(phone);
  await phone.getByRole("link", { name: t("lock.title_page") }).click();
  await phone.getByLabel(t("lock.new_code"), { exact: true }).fill(code);
  await phone.getByLabel(t("lock.same_code")).fill(code);
  await phone.getByRole("button", { name: t("lock.turn_on"), exact: true }).click();
  await expect(phone.getByRole("heading", { name: t("lock.is_on") })).toBeVisible();
}

/** Five minutes go by in which nobody looks at Stip. */
const waitLong = (context: BrowserContext) => context.clearCookies({ name: "unlocked" });

async function opens(phone: Page, code = CODE): Promise<void> {
  await phone.getByLabel(t("lock.code_label")).fill(code);
  await phone.getByRole("button", { name: t("lock.open"), exact: true }).click();
}

const shut = (phone: Page) => phone.getByRole("heading", { name: t("lock.title") });

/** The names of the keys that lie on the phone. */
const keys = (phone: Page) =>
  phone.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const request = indexedDB.open("stip");
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction("keys").objectStore("keys").getAllKeys();
          all.onsuccess = () => (request.result.close(), resolve(all.result.map(String).sort()));
        };
      }),
  );

test("a code keeps everybody else out, with and without a network", async ({ browser }) => {
  test.slow();
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
  let phone = await arrives(context, "Amir");
  const eyes = watch(phone, [/net::ERR_/]);
  await phone.goto(`${stip.origin}/ik/slot`);
  await awake(phone);
  await expect(phone.getByLabel(t("lock.new_code"), { exact: true })).toBeVisible();
  await look(phone, "lock-off");
  // What cannot be a code is said in words.
  await phone.getByLabel(t("lock.new_code"), { exact: true }).fill("12");
  await phone.getByRole("button", { name: t("lock.turn_on"), exact: true }).click();
  await expect(phone.getByText(t("lock.too_short"))).toBeVisible();
  await phone.getByLabel(t("lock.new_code"), { exact: true }).fill(CODE);
  await phone.getByLabel(t("lock.same_code")).fill("27165");
  await phone.getByRole("button", { name: t("lock.turn_on"), exact: true }).click();
  await expect(phone.getByText(t("lock.differ"))).toBeVisible();
  await locks(phone);
  await look(phone, "lock-on");
  expect(await keys(phone)).toEqual(["lock", "open"]);

  // Back after a while: the server draws nothing of the plan, whichever page is asked for.
  await waitLong(context);
  for (const path of ["/plan", "/vandaag", "/successen", "/ik"]) {
    const answer = await context.request.get(stip.origin + path);
    expect(answer.url()).toContain("/lock.html?to=");
    expect(await answer.text()).not.toMatch(/Kok|Amir/);
  }
  await phone.goto(`${stip.origin}/plan`);
  await expect(shut(phone)).toBeVisible();
  await look(phone, "lock-shut");
  await expect.poll(() => keys(phone)).toEqual(["lock"]);
  await opens(phone, "00000");
  await expect(phone.getByText(t("lock.wrong"))).toBeVisible();
  await accessible(phone);
  await opens(phone);
  await expect(phone).toHaveURL(/\/plan$/);
  await expect(phone.locator(".stip-words")).toHaveText("Kok worden");
  await ready(phone);
  eyes.calm();

  // The same without a network; and what is written then lies under the lock too.
  await stip.away();
  await waitLong(context);
  phone = await reopen(stip, context, phone, "/successen/nieuw", false);
  await expect(shut(phone)).toBeVisible();
  await opens(phone);
  await awake(phone);
  await phone.getByLabel(t("wins.own")).fill("Ik heb pasta gekookt");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.locator(".win-words", { hasText: "Ik heb pasta gekookt" })).toBeVisible();
  await waitLong(context);
  phone = await reopen(stip, context, phone, "/successen", false);
  await expect(shut(phone)).toBeVisible();
  await expect.poll(() => keys(phone)).toEqual(["lock"]);
  expect(await disk(phone)).not.toContain("pasta");
  await opens(phone);
  await expect(phone.locator(".win-words", { hasText: "Ik heb pasta gekookt" })).toBeVisible();

  // Taken off again while it waits: it still arrives, once.
  await phone.goto(`${stip.origin}/ik/slot`);
  await awake(phone);
  await phone.getByLabel(t("lock.code_label")).fill(CODE);
  await phone.getByRole("button", { name: t("lock.turn_off") }).click();
  await expect(phone.getByText(t("lock.is_off"))).toBeVisible();
  expect(await keys(phone)).toEqual(["plan"]);
  expect(await count(phone, "outbox", "waiting")).toBe(1);
  await stip.back();
  await phone.goto(`${stip.origin}/successen`);
  await awake(phone);
  await expect.poll(() => count(phone, "outbox", "waiting"), { timeout: 20_000 }).toBe(0);
  await expect(phone.locator(".win-words", { hasText: "Ik heb pasta gekookt" })).toHaveCount(1);
});

test("left alone, a page goes under the lock with what was typed", async ({ browser }) => {
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await arrives(context, "Bea");
  await locks(phone);
  await phone.goto(`${stip.origin}/successen/nieuw`);
  await awake(phone);
  await phone.getByLabel(t("wins.own")).fill("Nog niet klaar");
  await waitLong(context);
  await phone.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(shut(phone)).toBeVisible();
  await expect(phone.getByLabel(t("wins.own"))).toBeHidden();
  await phone.keyboard.press("Escape");
  await phone.keyboard.press("Escape");
  await expect(shut(phone)).toBeVisible();
  await opens(phone);
  await expect(phone.getByLabel(t("wins.own"))).toHaveValue("Nog niet klaar");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.locator(".win-words", { hasText: "Nog niet klaar" })).toBeVisible();
});

test("who guesses has to wait, and who forgot it comes in anew", async ({ browser }) => {
  test.slow();
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await arrives(context, "Cas");
  await locks(phone);
  await waitLong(context);
  await phone.clock.install();
  await phone.goto(`${stip.origin}/vandaag`);
  for (const guess of ["1111", "2222", "3333", "4444"]) {
    await opens(phone, guess);
    await expect(phone.getByText(t("lock.wrong"))).toBeVisible();
  }
  await opens(phone, "5555");
  const wait = phone.getByText(t("lock.wait", { time: "" }).replace(/ \.$/, ""));
  await expect(wait).toBeVisible();
  // Starting anew gives no tries for nothing, and the right code has to wait too.
  await phone.reload();
  await opens(phone);
  await expect(wait).toBeVisible();
  await phone.clock.fastForward("01:05");
  await opens(phone);
  await expect(phone).toHaveURL(/\/vandaag$/);

  await waitLong(context);
  await phone.goto(`${stip.origin}/vandaag`);
  await phone.getByText(t("lock.forgot")).click();
  await expect(phone.getByText(t("lock.forgot_explain"))).toBeVisible();
  await accessible(phone);
  await phone.getByRole("button", { name: t("lock.log_out") }).click();
  await expect(phone).not.toHaveURL(/lock/);
  const left = (await context.cookies()).map(({ name }) => name);
  for (const name of ["lock", "unlocked", "person", "__Host-stip"]) expect(left).not.toContain(name);
  // Another youth on this phone needs no code of the one before.
  await phone.close();
  await joins(context, await invite(desk, stip, "Dina"), "Dina");
});

test("a passkey of this phone opens it", async ({ browser }) => {
  // A passkey is for a name, never for a number.
  const named = await startStip({ coaches: ["Sanne"], host: "localhost" });
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(await coachLogsIn(browser, named), named, "Eva"), "Eva");
  const device = await context.newCDPSession(phone);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true,
      hasPrf: true, automaticPresenceSimulation: true, isUserVerified: true,
    },
  });
  await phone.goto(`${named.origin}/ik/slot`);
  await awake(phone);
  const button = phone.getByRole("button", { name: t("lock.turn_on_passkey"), exact: true });
  await expect(button).toBeVisible();
  await look(phone, "lock-choose");
  await button.click();
  await expect(phone.getByRole("heading", { name: t("lock.is_on") })).toBeVisible();
  await waitLong(context);
  await phone.goto(`${named.origin}/mijn-mensen`);
  await expect(shut(phone)).toBeVisible();
  await phone.getByRole("button", { name: t("lock.open_passkey") }).click();
  await expect(phone).toHaveURL(/\/mijn-mensen$/);
  await waitLong(context);
  await phone.goto(`${named.origin}/mijn-mensen`);
  // Somebody else's finger.
  await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await phone.getByRole("button", { name: t("lock.open_passkey") }).click();
  await expect(phone.getByText(t("lock.passkey_failed"))).toBeVisible();
  await expect(phone).toHaveURL(/lock\.html/);
  await named.stop();
});

test("one tap hides Stip behind a clock", async ({ browser }) => {
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await arrives(context, "Finn");
  await expect(phone.getByRole("button", { name: t("lock.hide") })).toHaveCount(0);
  await locks(phone);
  await phone.getByLabel(t("lock.hide_choice")).check();
  await phone.goto(`${stip.origin}/vandaag`);
  await awake(phone);
  await expect(phone.getByRole("button", { name: t("lock.hide") })).toBeVisible();
  await look(phone, "lock-hide-button");
  // Whatever was being typed is still there afterwards.
  await phone.goto(`${stip.origin}/successen/nieuw`);
  await awake(phone);
  await phone.getByLabel(t("wins.own")).fill("Nog niet klaar");
  await phone.getByRole("button", { name: t("lock.hide") }).click();
  await expect(phone).toHaveURL(/\/clock\.html$/);
  await expect(phone.locator(".clock-time")).toHaveText(/^\d\d:\d\d$/);
  await expect(phone).toHaveTitle(t("lock.clock"));
  expect(await phone.locator("body").innerText()).not.toMatch(/stip|finn|klaar/i);
  await phone.screenshot({ path: "test-results/screens/lock-clock-360-light.png" });
  // A tap on the clock goes back, to the lock.
  await phone.locator(".clock-time").click();
  await expect(shut(phone)).toBeVisible();
  await opens(phone);
  await expect(phone.getByLabel(t("wins.own"))).toHaveValue("Nog niet klaar");
  await expect(phone).toHaveURL(/\/successen\/nieuw$/);
  // Loaded anew while it is hidden, it is a clock that knows of nothing.
  await phone.getByRole("button", { name: t("lock.hide") }).click();
  await phone.reload();
  await expect(phone.locator("time")).toHaveText(/^\d\d:\d\d$/);
  expect(await phone.content()).not.toMatch(/stip|finn/i);
  await phone.locator("time").click();
  await expect(shut(phone)).toBeVisible();
});

test("a lock whose cookie went, or stayed behind, is put right", async ({ browser }) => {
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await arrives(context, "Gijs");
  await locks(phone);
  // Safari lets go of what a script wrote: the lock counts all the same.
  await context.clearCookies({ name: "lock" });
  await waitLong(context);
  await phone.goto(`${stip.origin}/plan`);
  await awake(phone);
  await expect.poll(async () => (await context.cookies()).some(({ name }) => name === "lock")).toBe(true);
  await phone.goto(`${stip.origin}/plan`);
  await expect(shut(phone)).toBeVisible();
  await opens(phone);
  await expect(phone.locator(".stip-words")).toHaveText("Kok worden");
  await phone.goto(`${stip.origin}/ik/slot`);
  await awake(phone);
  await phone.getByLabel(t("lock.code_label")).fill(CODE);
  await phone.getByRole("button", { name: t("lock.turn_off") }).click();
  await expect(phone.getByText(t("lock.is_off"))).toBeVisible();
  // The word of it did not arrive: nobody is locked out for that.
  await context.addCookies([{ name: "lock", value: "on", url: stip.origin }]);
  await waitLong(context);
  await phone.goto(`${stip.origin}/plan`);
  await expect(phone.locator(".stip-words")).toHaveText("Kok worden");
  expect(await keys(phone)).toEqual(["plan"]);
});
