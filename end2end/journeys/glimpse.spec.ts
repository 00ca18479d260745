// From the home screen without a network: *Vandaag* as it looked last stands there before any program, for nobody
// but whose phone it is.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { awake } from "../support/eyes.ts";
import { picture } from "../support/look.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { ready, seal } from "../support/phone.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

const STEP = "Garage Bakker bellen";

let stip: Stip;
let desk: Page;
test.beforeEach(async ({ browser }) => {
  stip = await startStip({ coaches: ["Sanne"] });
  desk = await coachLogsIn(browser, stip);
});
test.afterEach(async () => { await stip?.stop(); });

/** A youth with one goal of two steps, on *Vandaag*; the phone has it all. */
async function arrives(context: BrowserContext, name: string): Promise<Page> {
  const phone = await joins(context, await invite(desk, stip, name), name);
  await phone.goto(`${stip.origin}/plan`);
  await awake(phone);
  await phone.getByLabel(t("plan.stip_label")).fill("Automonteur worden");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await phone.getByText(t("plan.goal_add"), { exact: true }).click();
  await phone.getByLabel(t("plan.goal_label")).fill("Meelopen in een garage");
  await phone.getByLabel(t("plan.step_label")).first().fill(STEP);
  await phone.getByRole("button", { name: t("action.add") }).first().click();
  await expect(phone.locator(".step-words", { hasText: STEP })).toBeVisible();
  const before = await seal(phone, "glimpse");
  await phone.goto(`${stip.origin}/vandaag`);
  await awake(phone);
  await expect(phone.getByRole("heading", { name: STEP })).toBeVisible();
  await ready(phone);
  await expect.poll(() => seal(phone, "glimpse")).not.toBe(before);
  return phone;
}

/** Starts from the home screen; what the page held before the program. */
async function opens(context: BrowserContext, old: Page, prepare?: (page: Page) => Promise<unknown>): Promise<[Page, string]> {
  await old.close();
  const page = await context.newPage();
  await prepare?.(page);
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => (sessionStorage.given ??= document.documentElement.outerHTML));
  });
  await page.goto(`${stip.origin}/`);
  await page.waitForLoadState();
  return [page, await page.evaluate(() => String(sessionStorage.given))];
}

test("what comes next is there at once, and the page takes its place", async ({ browser }) => {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
  let phone = await arrives(context, "Daan");
  await stip.away();
  let given: string;
  [phone, given] = await opens(context, phone);
  expect(given).toContain(STEP);
  expect(given).toContain("Automonteur worden");
  await awake(phone);
  await expect(phone.locator(".glimpse")).toHaveCount(0);
  await expect(phone.getByRole("heading", { level: 1 })).toHaveCount(1);
  // Ticked off without a network: the next start knows.
  const before = await seal(phone, "glimpse");
  await phone.getByRole("button", { name: t("today.step_done") }).click();
  await expect(phone.getByRole("heading", { name: STEP })).toHaveCount(0);
  await expect(phone.getByText(t("sync.waiting"))).toBeVisible();
  await expect.poll(() => seal(phone, "glimpse")).not.toBe(before);
  [phone, given] = await opens(context, phone);
  expect(given).toContain("data-glimpse");
  expect(given).not.toContain(`id="next">${STEP}`);
  expect(given).not.toContain(t("sync.waiting"));
});

test("a tap on it is a tap on the page", async ({ browser }) => {
  const context = await browser.newContext({ viewport: PHONE });
  let phone = await arrives(context, "Daan");
  await stip.away();
  // A phone so slow that a person is quicker than the program.
  const slowly = (page: Page) =>
    page.addInitScript(() => {
      const { instantiateStreaming } = WebAssembly;
      WebAssembly.instantiateStreaming = async (...given) => {
        WebAssembly.instantiateStreaming = instantiateStreaming;
        await new Promise((resolve) => setTimeout(resolve, 2000));
        return instantiateStreaming(...given);
      };
    });
  [phone] = await opens(context, phone, slowly);
  const seen = phone.locator(".glimpse");
  await expect(seen).toBeVisible();
  await picture(phone, "glimpse");
  const box = await seen.getByText(t("today.step_done"), { exact: true }).boundingBox();
  await phone.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
  await awake(phone);
  await expect(phone.getByText(t("sync.waiting"))).toBeVisible();
  await expect(phone.getByRole("heading", { name: STEP })).toHaveCount(0);
});

test("nobody else sees it", async ({ browser }) => {
  const context = await browser.newContext({ viewport: PHONE });
  let phone = await arrives(context, "Daan");
  let given: string;
  // With the app lock shut.
  await phone.goto(`${stip.origin}/ik/slot`);
  await awake(phone);
  await phone.getByLabel(t("lock.new_code"), { exact: true }).fill("27164");
  await phone.getByLabel(t("lock.same_code")).fill("27164");
  await phone.getByRole("button", { name: t("lock.turn_on"), exact: true }).click();
  await expect(phone.getByRole("heading", { name: t("lock.is_on") })).toBeVisible();
  expect(await seal(phone, "glimpse"), "the old key is gone").toBe("");
  await phone.goto(`${stip.origin}/vandaag`);
  await awake(phone);
  await expect.poll(() => seal(phone, "glimpse")).not.toBe("");
  await stip.away();
  [phone, given] = await opens(context, phone);
  expect(given, "the lock is open").toContain(STEP);
  await context.clearCookies({ name: "unlocked" });
  [phone, given] = await opens(context, phone);
  expect(given, "the lock is shut").not.toContain(STEP);
  expect(given).not.toContain("Automonteur");
  // In the session of somebody else, and in nobody's.
  await context.addCookies([{ name: "unlocked", value: "yes", url: stip.origin }]);
  const [mine] = (await context.cookies()).filter(({ name }) => name === "person");
  for (const person of ["019dbe80-b800-75ea-ada0-b08f40d77205", undefined]) {
    await context.clearCookies({ name: "person" });
    if (person) await context.addCookies([{ ...mine, value: person }]);
    [phone, given] = await opens(context, phone);
    expect(given, String(person)).not.toContain(STEP);
  }
});
