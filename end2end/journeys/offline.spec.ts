// A phone without a network: the app opens cold, everything can be read and written, and nothing is lost.
import { expect, test } from "@playwright/test";
import { accessible, awake } from "../support/eyes.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { count, disk, ready, reopen, seal } from "../support/phone.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
test.beforeEach(async () => { stip = await startStip({ coaches: ["Sanne"] }); });
test.afterEach(async () => { await stip?.stop(); });

test("read and write without a network", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const invitation = await invite(desk, stip, "Daan");
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
  let phone = await joins(context, invitation, "Daan");
  await phone.getByRole("link", { name: t("nav.plan") }).click();
  await phone.getByLabel(t("plan.stip_label")).fill("Automonteur worden");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await phone.getByText(t("plan.goal_add"), { exact: true }).click();
  await phone.getByLabel(t("plan.goal_label")).fill("Meelopen in een garage");
  await phone.getByLabel(t("plan.step_label")).first().fill("Garage Bakker bellen");
  await phone.getByRole("button", { name: t("action.add") }).first().click();
  // On a slow machine it is kept first and sent a moment later.
  const sent = phone.getByText(t("sync.saved"), { exact: true }).or(phone.getByText(t("sync.sent"), { exact: true }));
  await expect(sent).toBeVisible();
  await phone.goto(`${stip.origin}/vandaag`);
  await awake(phone);
  await expect(phone.getByRole("heading", { name: "Garage Bakker bellen" })).toBeVisible();
  await ready(phone);

  await stip.away();
  // From the home screen: the front door knows whose phone it is.
  phone = await reopen(stip, context, phone, "/");
  await expect(phone).toHaveURL(/\/vandaag$/);
  await expect(phone.getByText(t("today.hello", { name: "Daan" }))).toBeVisible();
  await expect(phone.getByRole("heading", { name: "Garage Bakker bellen" })).toBeVisible();
  await expect(phone.getByText(t("sync.offline"))).toBeVisible();
  await phone.getByRole("link", { name: t("today.did_something") }).scrollIntoViewIfNeeded();
  await accessible(phone);
  await phone.getByRole("button", { name: t("today.step_done") }).click();
  await expect(phone.getByText(t("sync.waiting"))).toBeVisible();

  await phone.getByRole("link", { name: t("today.did_something") }).click();
  await phone.getByLabel(t("wins.own")).fill("Ik heb de garage gebeld");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.locator(".win-words", { hasText: "Ik heb de garage gebeld" })).toBeVisible();

  await phone.getByRole("link", { name: t("nav.plan") }).click();
  await phone.getByText(t("plan.goal_add"), { exact: true }).click();
  await phone.getByLabel(t("plan.goal_label")).fill("Mijn rijbewijs halen");
  await phone.getByRole("button", { name: t("action.add") }).first().click();
  await expect(phone.getByRole("heading", { name: "Mijn rijbewijs halen" })).toBeVisible();

  // Closed and opened again, still without a network.
  phone = await reopen(stip, context, phone, "/successen");
  await expect(phone.locator(".win-words", { hasText: "Ik heb de garage gebeld" })).toBeVisible();
  phone = await reopen(stip, context, phone, "/plan");
  await expect(phone.getByRole("heading", { name: "Mijn rijbewijs halen" })).toBeVisible();
  await expect(phone.getByText("Automonteur worden").first()).toBeVisible();
  expect(await count(phone, "outbox", "waiting")).toBe(3);

  // Nothing on the phone's disk can be read without its key.
  const rows = await disk(phone);
  for (const word of ["garage", "rijbewijs", "Automonteur", "Daan"]) expect(rows).not.toContain(word);

  // The network is back: all of it arrives once, in order, on the coach's page too.
  await stip.back();
  await expect.poll(() => count(phone, "outbox", "waiting"), { timeout: 20_000 }).toBe(0);
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await desk.getByRole("link", { name: "Daan" }).click();
  await expect(desk.getByRole("heading", { name: "Mijn rijbewijs halen" })).toHaveCount(1);
  await expect(desk.getByText("Ik heb de garage gebeld")).toHaveCount(1);
  await expect(phone.getByRole("heading", { name: "Mijn rijbewijs halen" })).toHaveCount(1);
});

test("another account on the same phone sees nothing of the first", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const first = await invite(desk, stip, "Daan");
  const second = await invite(desk, stip, "Noor");
  const context = await browser.newContext({ viewport: PHONE });
  let phone = await joins(context, first, "Daan");
  await phone.goto(`${stip.origin}/vandaag`);
  await awake(phone);
  await ready(phone);
  await phone.close();
  phone = await joins(context, second, "Noor");
  await expect.poll(() => seal(phone, "plan")).not.toBe("");
  await stip.away();
  phone = await reopen(stip, context, phone, "/vandaag");
  await expect(phone.getByText(t("today.hello", { name: "Noor" }))).toBeVisible();
  await expect(phone.getByText(/\bDaan\b/)).toHaveCount(0);
});

test("after logging out nothing is left on the phone", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const invitation = await invite(desk, stip, "Daan");
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, invitation, "Daan");
  await phone.goto(`${stip.origin}/vandaag`);
  await awake(phone);
  await ready(phone);
  await phone.goto(`${stip.origin}/ik`);
  await awake(phone);
  await phone.getByRole("button", { name: t("me.log_out") }).click();
  await expect(phone.getByRole("heading", { level: 1, name: t("welcome.title") })).toBeVisible();
  const left = await phone.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(left).toEqual([]);
});

test("logging out asks before it throws away what was not sent", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const invitation = await invite(desk, stip, "Daan");
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, invitation, "Daan");
  await ready(phone);
  await phone.goto(`${stip.origin}/successen/nieuw`);
  await awake(phone);
  await phone.route("**/changes", (route) => route.abort("connectionreset"));
  await phone.getByLabel(t("wins.own")).fill("Ik was op tijd");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.getByText(t("sync.waiting"))).toBeVisible();
  await phone.goto(`${stip.origin}/ik`);
  await awake(phone);
  await phone.getByRole("button", { name: t("me.log_out") }).click();
  await expect(phone.getByText(t("me.log_out_unsent"))).toBeVisible();
  expect(await count(phone, "outbox", "waiting")).toBe(1);
  // With the network back it goes out first, and nothing is asked.
  await phone.unroute("**/changes");
  await phone.reload();
  await awake(phone);
  await phone.getByRole("button", { name: t("me.log_out") }).click();
  await expect(phone.getByRole("heading", { level: 1, name: t("welcome.title") })).toBeVisible();
  await desk.goto(`${stip.origin}/jongeren`);
  await desk.getByRole("link", { name: "Daan" }).click();
  await expect(desk.getByText("Ik was op tijd")).toHaveCount(1);
});
