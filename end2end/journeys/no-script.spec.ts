// Without script: every core form works, an expired pass loses nothing, a problem keeps what was typed.
import { expect, test } from "@playwright/test";
import { invite, coachLogsIn, PHONE } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
test.beforeAll(async () => { stip = await startStip({ coaches: ["Sanne"] }); });
test.afterAll(async () => { await stip?.stop(); });

test("a youth joins and works without script", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const invitation = await invite(desk, stip, "Yusuf");
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  const phone = await context.newPage();

  await phone.goto(`${stip.origin}/welkom`);
  await phone.getByLabel(t("welcome.code_label")).fill("AAAAA-AAAAA");
  await phone.getByRole("button", { name: t("welcome.code_submit") }).click();
  await expect(phone.getByText(t("problem.wrong_code"))).toBeVisible();
  await phone.goto(`${stip.origin}/welkom`);
  await phone.getByLabel(t("welcome.code_label")).fill(invitation.code.toLowerCase());
  await phone.getByRole("button", { name: t("welcome.code_submit") }).click();
  await expect(phone.getByText(invitation.words[0], { exact: true })).toBeVisible();
  await phone.getByRole("button", { name: t("invite.accept") }).click();
  await expect(phone.getByRole("heading", { name: t("seen.title") })).toBeVisible();
  await phone.getByRole("button", { name: t("seen.start") }).click();
  await expect(phone).toHaveURL(/vandaag/);

  await phone.getByRole("link", { name: t("nav.plan") }).click();
  await phone.getByLabel(t("plan.stip_label")).fill("Kapper worden");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.getByText("Kapper worden")).toBeVisible();

  await phone.getByText(t("plan.goal_add"), { exact: true }).click();
  await phone.getByLabel(t("plan.goal_label")).fill("x".repeat(201));
  await phone.getByRole("button", { name: t("action.add") }).first().click();
  // Not taken: said in plain words, and what was typed still stands there.
  await expect(phone.getByText(t("problem.text_too_long")).first()).toBeVisible();
  await expect(phone.getByLabel(t("plan.goal_label"))).toHaveValue("x".repeat(201));
  await phone.getByLabel(t("plan.goal_label")).fill("Proefdag bij kapper Ela");

  // Meanwhile the pass of five minutes runs out, and the server crashed and came back.
  await stip.wakeLater("+6m");
  await phone.getByRole("button", { name: t("action.add") }).first().click();
  await phone.getByRole("button", { name: t("session.continue") }).click();
  await expect(phone).toHaveURL(/\/plan/);
  const goal = phone.locator(".goal", { hasText: "Proefdag bij kapper Ela" });
  await expect(goal).toBeVisible();

  // A step with a day; not knowing after all; put away with a reason, and back.
  await goal.getByText(t("plan.step_add"), { exact: true }).click();
  await goal.getByText(t("step.arrange"), { exact: true }).click();
  await goal.getByLabel(t("plan.step_label")).fill("Ela bellen");
  await goal.getByLabel(t("step.when")).fill("2026-12-01");
  await goal.getByLabel(t("step.daring_label")).check();
  await goal.getByRole("button", { name: t("action.add") }).click();
  await expect(goal.locator(".step-marks")).toContainText(t("step.daring"));
  await goal.getByText(t("archive.open"), { exact: true }).click();
  await goal.getByLabel(t("archive.later")).check();
  await goal.getByRole("button", { name: t("archive.do") }).click();
  await expect(goal).toHaveCount(0);
  await phone.getByText(t("archive.list"), { exact: true }).click();
  await phone.getByRole("button", { name: t("archive.back_of", { what: "Proefdag bij kapper Ela" }) }).click();
  await expect(goal.getByText("Ela bellen")).toBeVisible();
  await phone.goto(`${stip.origin}/plan?open=stip`);
  await phone.getByRole("button", { name: t("plan.stip_unknown") }).click();
  await expect(phone.locator(".stip-words")).toHaveText(t("plan.stip_unknown"));
  await expect(phone.getByText(t("plan.stip_before", { stip: "Kapper worden" }))).toBeVisible();

  await phone.getByRole("link", { name: t("nav.wins") }).click();
  await phone.getByRole("link", { name: t("wins.log") }).click();
  await phone.getByLabel(t("wins.own")).fill("Ik durfde te vragen 🎉 مرحبا");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.getByText("Ik durfde te vragen 🎉 مرحبا")).toBeVisible();
  await expect(phone.getByText(t("wins.saved"))).toBeVisible();
  await phone.getByRole("link", { name: new RegExp(`^${t("action.edit")}: Ik durfde`) }).click();
  await phone.getByLabel(t("wins.label")).fill("Ik durfde het te vragen");
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.getByText("Ik durfde het te vragen", { exact: true })).toBeVisible();
  await expect(phone.getByText("مرحبا")).toHaveCount(0);
  await phone.locator("summary", { hasText: t("action.remove") }).click();
  await phone.getByRole("button", { name: t("remove.confirm") }).click();
  await expect(phone.getByText(t("removed.text"))).toBeVisible();
  await phone.goto(`${stip.origin}/hoe-gaat-het`);
  await phone.getByLabel(t("feeling.good"), { exact: true }).check();
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.getByText(t("check_in.saved"))).toBeVisible();
  await expect(phone.locator(".feel-card")).toContainText(t("feeling.good"));
  await phone.goto(`${stip.origin}/ik`);
  await phone.getByText(t("pause.open"), { exact: true }).click();
  await phone.getByRole("button", { name: new RegExp(`^${t("pause.week")} `) }).click();
  await expect(phone.getByRole("button", { name: t("pause.end") })).toBeVisible();
});
