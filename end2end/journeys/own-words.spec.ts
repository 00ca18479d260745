// Own words: written anew, taken away, and shown also where the plan has no place for them.
import { expect, type Page, test } from "@playwright/test";
import { accessible, awake, watch } from "../support/eyes.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
test.beforeAll(async () => { stip = await startStip({ coaches: ["Sanne"] }); });
test.afterAll(async () => { await stip?.stop(); });

async function rewrite(page: Page, before: string, label: string, after: string): Promise<void> {
  await page.getByRole("link", { name: `${t("action.edit")}: ${before}` }).click();
  const form = page.locator("form.step-below");
  await expect(form.getByLabel(label)).toHaveValue(before);
  await form.getByLabel(label).fill(after);
  await form.getByRole("button", { name: t("action.save") }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByText(after, { exact: true })).toBeVisible();
  await expect(page.getByText(before, { exact: true })).toHaveCount(0);
}

test("strengths, wins and notes are written anew, and go away whole", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(desk, stip, "Noor"), "Noor");
  const eyes = watch(phone);
  await phone.getByRole("link", { name: t("nav.me"), exact: true }).click();
  await phone.getByText(t("plan.strength_add"), { exact: true }).click();
  await phone.getByLabel(t("plan.strength_label")).fill("Goed met handen");
  await phone.locator("section", { has: phone.getByRole("heading", { name: t("plan.strengths") }) }).last().getByRole("button", { name: t("action.add") }).click();
  await rewrite(phone, "Goed met handen", t("plan.strength_label"), "Goed met honden");
  await phone.getByRole("link", { name: t("nav.plan") }).click();

  await phone.getByText(t("plan.note_add"), { exact: true }).click();
  await phone.getByLabel(t("plan.note_label")).fill("Morgen bellen");
  await phone.getByRole("button", { name: t("action.save") }).last().click();
  await expect(phone.locator(".note", { hasText: "Morgen bellen" })).toBeVisible();
  await rewrite(phone, "Morgen bellen", t("plan.note_label"), "Overmorgen bellen");
  await accessible(phone);

  // The coach writes a note of her own, and may change that one only.
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await desk.getByRole("link", { name: "Noor" }).click();
  await expect(desk.getByText("Overmorgen bellen")).toBeVisible();
  await expect(desk.getByRole("link", { name: t("action.edit") })).toHaveCount(0);
  await desk.getByText(t("plan.note_add"), { exact: true }).click();
  await desk.getByLabel(t("plan.note_label")).fill("We spraken af");
  await desk.getByRole("button", { name: t("action.save") }).click();
  await rewrite(desk, "We spraken af", t("plan.note_label"), "We spraken af op maandag");
  await expect(desk).toHaveURL(/\/jongeren\/[0-9a-f-]{36}$/);

  // Every version goes, not only the last.
  const note = phone.locator(".note", { hasText: "Overmorgen bellen" });
  await note.getByText(t("action.remove"), { exact: true }).click();
  await note.getByRole("button", { name: t("remove.confirm") }).click();
  await expect(phone.getByText("Overmorgen bellen")).toHaveCount(0);
  const { plan } = await (await context.request.get(`${stip.origin}/api/v1/me`)).json();
  await expect.poll(async () => (await context.request.get(`${stip.origin}/api/v1/plans/${plan}/view`)).text()).not.toContain("orgen bellen");

  // A success: said at once that it is kept, and only once.
  await phone.getByRole("link", { name: t("nav.wins") }).click();
  await phone.getByRole("link", { name: t("wins.log") }).click();
  await phone.getByLabel(t("wins.own")).fill("Ik was op tijt");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.getByText(t("wins.saved"))).toBeVisible();
  await expect(phone).toHaveURL(/\/successen$/);
  await rewrite(phone, "Ik was op tijt", t("wins.label"), "Ik was op tijd");
  await phone.reload();
  await expect(phone.getByText("Ik was op tijd", { exact: true })).toBeVisible();
  await expect(phone.getByText(t("wins.saved"))).toHaveCount(0);
  eyes.calm();
});

test("a first stip that was not taken keeps its words", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(desk, stip, "Jip"), "Jip");
  await phone.getByRole("link", { name: t("nav.plan") }).click();
  // The server says no, for a reason that the phone could not know.
  await phone.route("**/changes", async (route) => {
    const { changes } = route.request().postDataJSON() as { changes: { id: string }[] };
    const outcomes = changes.map(({ id }) => ({ outcome: "refused", id, code: "unfit" }));
    await route.fulfill({ json: { outcomes } });
  });
  const field = phone.getByLabel(t("plan.stip_label"));
  await field.fill("Bakker worden");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.locator("main").getByText(t("problem.unfit")).first()).toBeVisible();
  // A quick "no" leaves them in the field; after a slow one they stand at the top.
  const above = phone.getByRole("article").getByText("Bakker worden");
  await expect.poll(async () => (await field.inputValue()) === "Bakker worden" || (await above.isVisible())).toBe(true);
  await phone.unroute("**/changes");
  await field.fill("Bakker worden");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.locator(".stip-words")).toHaveText("Bakker worden");
});

test("what the plan has no place for is shown at its end", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(desk, stip, "Sem"), "Sem");
  const me = await (await context.request.get(`${stip.origin}/api/v1/me`)).json();
  const author = { role: "youth", person: me.person };
  const entry = (change: object) => ({
    seq: 1, id: "0193b000-0000-7000-8000-000000000001", author, authored_at: 1793635200000000,
    recorded_at: 1793635200000000, base: 0, audience: "everyone", change,
  });
  // No server takes such an entry today: an older one may have, or two phones at once.
  const mend = async (page: Page) => page.route("**/api/v1/plans/*/view", async (route) => {
    const response = await route.fetch();
    const view = await response.json();
    view.plan.unknown = [2];
    view.plan.misfits = [
      { why: "missing", entry: entry({ kind: "step_added", step: "0193b000-0000-7000-8000-000000000007", goal: "0193b000-0000-7000-8000-000000000008", title: "Fiets laten maken" }) },
    ];
    await route.fulfill({ response, json: view });
  });
  await mend(phone);
  await mend(desk);
  await phone.goto(`${stip.origin}/vandaag`);
  await awake(phone);
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await desk.getByRole("link", { name: "Sem" }).click();
  const plan = phone.waitForResponse("**/view");
  await phone.getByRole("link", { name: t("nav.plan") }).click();
  await plan;
  for (const page of [phone, desk]) {
    await expect(page.getByText(t("leftover.newer"))).toBeVisible();
    await expect(page.getByRole("heading", { name: t("leftover.title") })).toBeVisible();
    await expect(page.locator(".note", { hasText: "Fiets laten maken" })).toBeVisible();
    await accessible(page);
    const phoneSize = page === phone;
    await page.getByText(t("leftover.newer")).scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/screens/leftovers-${phoneSize ? 360 : 1280}.png`, fullPage: true });
  }
  await phone.getByRole("link", { name: t("leftover.update") }).click();
  await expect(phone.getByRole("heading", { level: 1, name: t("plan.title") })).toBeVisible();
  // What is still asked must not be asked of a server that is gone.
  for (const page of [phone, desk]) await page.unrouteAll({ behavior: "ignoreErrors" });
});
