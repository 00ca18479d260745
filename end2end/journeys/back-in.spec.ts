// A youth who is logged out comes in again: the app says how, the coach makes a new invitation.
import { expect, type Page, test } from "@playwright/test";
import { accessible, awake } from "../support/eyes.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
test.beforeAll(async () => { stip = await startStip({ coaches: ["Sanne"] }); });
test.afterAll(async () => { await stip?.stop(); });

const made = (desk: Page) => desk.getByRole("heading", { level: 1, name: t("coach_invite.ready", { name: "Lina" }) });

test("a youth who is logged out comes in again", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const first = await invite(desk, stip, "Lina");

  // Never came in: the list has a new invitation for her.
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await desk.getByRole("button", { name: t("invite_again.make") }).click();
  await expect(made(desk)).toBeVisible();
  await expect(desk).toHaveURL(/\/jongeren\/uitnodigen$/);
  const second = {
    link: (await desk.locator(".link-words").innerText()).trim(),
    code: (await desk.locator(".code-words").innerText()).trim(),
    words: await desk.locator(".two-words .word").allInnerTexts(),
  };
  expect(second.code).not.toBe(first.code);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, second, "Lina");

  // Inside: a second phone needs more than the coach's word, and the page says so.
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await expect(desk.getByRole("button", { name: t("invite_again.make") })).toHaveCount(0);
  await desk.getByRole("link", { name: "Lina" }).click();
  await desk.getByRole("button", { name: t("invite_again.make") }).click();
  await expect(desk.getByText(t("invite_again.inside", { name: "Lina" }))).toBeVisible();
  await accessible(desk);

  // Logged out elsewhere while she writes: told once, with the way back; her words stay.
  await phone.goto(`${stip.origin}/plan`);
  await awake(phone);
  await phone.evaluate(() => fetch("/api/v1/session", { method: "DELETE" }));
  const stipField = phone.getByLabel(t("plan.stip_label"));
  await stipField.fill("Kapper worden");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.getByText(t("problem.logged_out"))).toHaveCount(1);
  await expect(phone.getByText(t("session.new_code"))).toHaveCount(1);
  await expect(stipField).toHaveValue("Kapper worden");
  // As tall as the page: the fixed bar covers what a person scrolls past.
  await phone.setViewportSize({ ...PHONE, height: 1600 });
  await accessible(phone);
  await phone.setViewportSize(PHONE);
  await phone.getByRole("link", { name: t("welcome.have_code") }).click();
  await expect(phone).toHaveURL(/\/welkom$/);

  // The coach makes one more, this time from the plan.
  await desk.getByRole("button", { name: t("invite_again.make") }).click();
  await expect(made(desk)).toBeVisible();
  const code = (await desk.locator(".code-words").innerText()).trim();
  await phone.getByLabel(t("welcome.code_label")).fill(code);
  await phone.getByRole("button", { name: t("welcome.code_submit") }).click();
  await phone.getByRole("button", { name: t("invite.accept") }).click();
  await expect(phone).toHaveURL(/vandaag|wie-ziet-wat/);
});

test("without script too", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  await invite(desk, stip, "Mo");
  const plain = await browser.newContext({ storageState: await desk.context().storageState(), javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`${stip.origin}/jongeren`);
  await page.locator("li", { hasText: "Mo" }).getByRole("button", { name: t("invite_again.make") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("coach_invite.ready", { name: "Mo" }) })).toBeVisible();
  const code = (await page.locator(".code-words").innerText()).trim();
  const phone = await (await browser.newContext({ viewport: PHONE, javaScriptEnabled: false })).newPage();
  await phone.goto(`${stip.origin}/welkom/${code}`);
  await phone.getByRole("button", { name: t("invite.accept") }).click();
  await expect(phone.getByRole("heading", { name: t("seen.title") })).toBeVisible();
  await page.goto(`${stip.origin}/jongeren`);
  await page.getByRole("link", { name: "Mo" }).click();
  await page.getByRole("button", { name: t("invite_again.make") }).click();
  await expect(page.getByText(t("invite_again.inside", { name: "Mo" }))).toBeVisible();
});

test("a front door opens behind a session that is over", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(desk, stip, "Ali"), "Ali");
  const elsewhere = await browser.newContext({ storageState: await context.storageState() });
  const ended = await elsewhere.request.delete(`${stip.origin}/api/v1/session`, { headers: { origin: stip.origin } });
  expect(ended.status()).toBe(204);
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await desk.getByRole("link", { name: "Ali" }).click();
  await desk.getByRole("button", { name: t("invite_again.make") }).click();
  const link = (await desk.locator(".link-words").innerText()).trim();

  // The page is open, its pass runs out, and a link leads to the invitation without a new page.
  await stip.wakeLater("+6m");
  await phone.evaluate((path) => {
    const way = Object.assign(document.createElement("a"), { href: path, textContent: "verder" });
    document.querySelector("main")!.append(way);
  }, new URL(link).pathname);
  await phone.getByText("verder", { exact: true }).click();
  await phone.getByRole("button", { name: t("invite.accept") }).click();
  await expect(phone).toHaveURL(/vandaag|wie-ziet-wat/);
});
