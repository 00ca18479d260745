// The same push through real Firefox: its own subscription, its own decryption, its own notification.
// Playwright cannot drive Debian's Firefox; puppeteer does, over WebDriver BiDi.
import { expect, test } from "@playwright/test";
import puppeteer, { type Browser } from "puppeteer-core";
import { type Autopush, startAutopush } from "../support/autopush.ts";
import { coachLogsIn, invite } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
let autopush: Autopush;
let firefox: Browser;

test.beforeAll(async () => {
  autopush = await startAutopush();
  stip = await startStip({ pushHost: autopush.host, coaches: ["Sanne"] });
  firefox = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.STIP_FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    extraPrefsFirefox: {
      "dom.push.serverURL": autopush.webSocketUrl,
      "dom.push.connection.enabled": true,
      "dom.push.testing.allowInsecureServerURL": true,
      "permissions.default.desktop-notification": 1,
      // Without a desktop there is no system to show it; Firefox then draws it itself.
      "alerts.useSystemBackend": false,
      "intl.accept_languages": "nl",
    },
  });
});
test.afterAll(async () => {
  await firefox?.close();
  await stip?.stop();
  await autopush?.stop();
});

test("Firefox subscribes, receives, decrypts and shows", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const invitation = await invite(desk, stip, "Noor");

  const phone = await firefox.newPage();
  const errors: string[] = [];
  phone.on("pageerror", (error) => errors.push(String(error)));
  // Neither waitForFunction nor locators: they make a function from text in the page, which its CSP forbids in Firefox 140.
  const seen = (holds: (text: string) => boolean, text = "") =>
    expect(async () => expect(await phone.evaluate(holds, text)).toBe(true)).toPass({ timeout: 20_000 });
  const tapButton = async (name: string) => {
    await seen(() => document.documentElement.hasAttribute("data-awake"));
    const place = () =>
      phone.evaluate((text) => {
        const button = [...document.querySelectorAll("button, a")].find((one) => one.textContent?.includes(text));
        button?.scrollIntoView({ block: "center", behavior: "instant" });
        const { x, y, width, height } = button?.getBoundingClientRect() ?? new DOMRect();
        return { x: x + width / 2, y: y + height / 2, there: width > 0 };
      }, name);
    await expect(async () => expect((await place()).there).toBe(true)).toPass({ timeout: 20_000 });
    const { x, y } = await place();
    await phone.mouse.click(x, y);
  };
  await phone.goto(invitation.link);
  await tapButton(t("invite.accept"));
  await seen(() => location.pathname === "/wie-ziet-wat");
  await tapButton(t("seen.start"));
  await seen(() => location.pathname === "/vandaag");

  // Leaving a page while it still loads breaks the loads off, and Firefox calls each of them an error.
  const rest = () => phone.waitForNetworkIdle({ concurrency: 1 });
  await rest();
  // A first useful moment; then the app offers to wake the phone.
  await phone.goto(`${stip.origin}/successen/nieuw`);
  await tapButton(t("wins.quick_called"));
  await seen(() => location.pathname === "/successen" && document.querySelector(".win") !== null);
  await rest();
  await phone.goto(`${stip.origin}/meldingen`);
  await tapButton(t("notify.turn_on"));
  await seen((done: string) => document.body.innerText.includes(done), t("notify.done"));

  await desk.goto(`${stip.origin}/jongeren`);
  await desk.getByRole("link", { name: "Noor" }).click();
  await desk.getByLabel(t("nudge.label")).fill("Succes vandaag");
  await desk.getByRole("button", { name: t("nudge.submit") }).click();

  await expect.poll(() => autopush.acks.length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(autopush.acks).toEqual(autopush.acks.map(() => 100));
  expect(autopush.posts[0].headers["content-encoding"]).toBe("aes128gcm");
  const shown = () =>
    phone.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
    });
  await expect.poll(shown).toContainEqual({ title: t("push.nudge_title"), body: t("push.nudge_body") });
  await expect(desk.getByText(t("delivery.shown")).first()).toBeVisible();
  // Firefox 140 calls the live stream of a page that was left an error as well.
  const left = (error: string) => /\/api\/v1\/live was interrupted while the page was loading/.test(error);
  expect(errors.filter((error) => !left(error))).toEqual([]);
});
