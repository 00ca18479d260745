// A plan as a whole: not knowing yet, an example, a step with a day, putting away and bringing back, how it
// went, two versions of one text. On a phone, with the coach beside it.
import { expect, type Page, test } from "@playwright/test";
import { awake, watch } from "../support/eyes.ts";
import { look } from "../support/look.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
test.beforeAll(async () => { stip = await startStip({ coaches: ["Sanne"] }); });
test.afterAll(async () => { await stip?.stop(); });

/** Opens a line that opens, by its words. */
async function unfold(page: Page, words: string): Promise<void> {
  await page.locator("summary:visible").filter({ hasText: words }).first().click();
}

/** The day after this many days, as a date field has it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test("from not knowing yet to a road with goals", async ({ browser }) => {
  // Many screens are looked at on the way.
  test.slow();
  const desk = await coachLogsIn(browser, stip);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(desk, stip, "Noor"), "Noor");
  const eyes = watch(phone);
  await phone.goto(`${stip.origin}/plan`);
  await awake(phone);
  await look(phone, "plan-empty");

  // "Ik weet het nog niet" is an answer, with something small to try.
  await phone.getByRole("button", { name: t("plan.stip_unknown") }).click();
  await expect(phone.locator(".stip-words")).toHaveText(t("plan.stip_unknown"));
  await look(phone, "plan-unknown");
  await phone.getByRole("link", { name: t("plan.stip_try") }).click();
  await phone.getByRole("link", { name: t("domain.work"), exact: true }).click();
  await look(phone, "examples");
  await phone.getByRole("link", { name: t("example.work_look") }).click();
  await expect(phone.getByLabel(t("example.steps"))).toHaveValue(new RegExp(t("example.work_look_first")));
  await look(phone, "example");
  await phone.getByLabel(t("plan.goal_label")).fill("Een ochtend bij de bakker");
  await phone.getByRole("button", { name: t("example.use") }).click();
  await expect(phone).toHaveURL(/\/plan$/);
  const goal = phone.locator(".goal", { hasText: "Een ochtend bij de bakker" });
  await expect(goal.locator(".step")).toHaveCount(3);
  await expect(phone.locator(".way-row")).toHaveCount(2);

  // The step gets a day and courage; Vandaag says so in kind words.
  await goal.getByRole("link", { name: `${t("action.edit")}: ${t("example.work_look_then")}` }).click();
  const arrange = goal.locator("form", { has: phone.getByLabel(t("step.when")) }).first();
  await arrange.getByLabel(t("step.when")).fill(inDays(0));
  await arrange.getByLabel(t("step.daring_label")).check();
  await look(phone, "step-arrange");
  await arrange.getByRole("button", { name: t("action.save") }).click();
  await expect(goal.locator(".step-marks")).toContainText(t("step.daring"));
  await expect(goal.locator(".step-marks")).toContainText(t("date.today"));
  await phone.goto(`${stip.origin}/vandaag`);
  await awake(phone);
  await expect(phone.locator(".next-words")).toHaveText(t("example.work_look_then"));
  await expect(phone.locator(".next .tag")).toHaveText(t("step.due_today"));
  await look(phone, "today-due");

  // Two directions side by side; one is put away and brought back.
  await phone.goto(`${stip.origin}/plan`);
  await awake(phone);
  for (const words of ["Bakker", "Iets met dieren"]) {
    if (!(await phone.getByLabel(t("direction.label")).isVisible())) await unfold(phone, t("direction.add"));
    await phone.getByLabel(t("direction.label")).fill(words);
    await phone.locator(".directions").getByRole("button", { name: t("action.add") }).click();
    await expect(phone.locator(".direction-words", { hasText: words })).toBeVisible();
  }
  await phone.getByRole("button", { name: `${t("direction.archive")}: Bakker` }).click();
  await expect(phone.locator(".directions > ul .direction-words")).toHaveText(["Iets met dieren"]);
  await unfold(phone, t("direction.away"));
  await phone.getByRole("button", { name: `${t("archive.back")}: Bakker` }).click();
  await expect(phone.locator(".directions > ul .direction-words")).toHaveText(["Bakker", "Iets met dieren"]);

  // And a dot after all.
  await unfold(phone, t("plan.stip_choose"));
  await phone.getByLabel(t("plan.stip_label")).fill("Bakker met een eigen zaak");
  await phone.getByRole("button", { name: t("action.save") }).first().click();
  await expect(phone.locator(".stip-words")).toHaveText("Bakker met een eigen zaak");

  // Put away with a reason, seen by the coach, and brought back whole.
  await goal.locator("summary", { hasText: t("archive.open") }).click();
  await goal.getByLabel(t("archive.later")).check();
  await goal.getByLabel(t("archive.text")).fill("Eerst even rust");
  await goal.getByRole("button", { name: t("archive.do") }).click();
  await expect(goal).toHaveCount(0);
  await unfold(phone, t("archive.list"));
  await expect(phone.locator(".away")).toContainText("Eerst even rust");
  await look(phone, "plan-away");
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await desk.getByRole("link", { name: "Noor" }).click();
  await expect(desk.locator(".stip-words")).toHaveText("Bakker met een eigen zaak");
  await unfold(desk, t("archive.list"));
  await expect(desk.locator(".away")).toContainText("Eerst even rust");
  await expect(desk.getByRole("button", { name: t("archive.back") })).toHaveCount(0);
  await phone.getByRole("button", { name: t("archive.back_of", { what: "Een ochtend bij de bakker" }) }).click();
  await expect(goal.locator(".step")).toHaveCount(3);
  await expect(goal.locator(".step-marks")).toContainText(t("step.daring"));
  eyes.calm();
});

test("my coach, with one tap, as far as the coach wants", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(desk, stip, "Mo"), "Mo");
  const eyes = watch(phone);
  await phone.getByRole("link", { name: t("people.title") }).click();
  await expect(phone.getByText(t("people.no_number", { coach: "Sanne" }))).toBeVisible();
  await expect(phone.getByText(t("people.readers_none"))).toBeVisible();
  await look(phone, "people-none");
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await desk.getByRole("link", { name: t("reach.open") }).click();
  await desk.getByLabel(t("reach.phone")).fill("bel maar");
  await desk.getByRole("button", { name: t("action.save") }).click();
  await expect(desk.getByText(t("problem.invalid")).first()).toBeVisible();
  await expect(desk.getByLabel(t("reach.phone"))).toHaveValue("bel maar");
  await desk.getByLabel(t("reach.phone")).fill("06 12 34 56 78");
  await desk.getByLabel(t("reach.whatsapp")).check();
  await desk.getByRole("button", { name: t("action.save") }).click();
  await expect(desk.getByText(t("reach.saved"), { exact: true })).toBeVisible();
  await expect(desk.getByLabel(t("reach.phone"))).toHaveValue("+31612345678");
  await look(desk, "reach");
  await phone.reload();
  await awake(phone);
  await expect(phone.getByRole("link", { name: t("people.call", { coach: "Sanne" }) })).toHaveAttribute("href", "tel:+31612345678");
  await expect(phone.getByRole("link", { name: t("people.chat", { coach: "Sanne" }) })).toHaveAttribute("href", "https://wa.me/31612345678");
  await expect(phone.getByRole("link", { name: t("people.mail", { coach: "Sanne" }) })).toHaveCount(0);
  await look(phone, "people");
  eyes.calm();
});

test("two versions of one text: one is chosen, or both are kept", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(desk, stip, "Jip"), "Jip");
  const eyes = watch(phone);
  const { plan } = await (await context.request.get(`${stip.origin}/api/v1/me`)).json();
  const name = (number: number) => `018bcfe5-6800-7000-8000-${String(Date.now() % 1e9).padStart(9, "0")}${String(number).padStart(3, "0")}`;
  const at = Date.now() * 1000;
  let seen = 0;
  // Two devices that had not seen each other: what the app itself sends, one after the other.
  const send = async (change: object) => {
    const id = name(++seen);
    const reply = await context.request.post(`${stip.origin}/api/v1/plans/${plan}/changes`, {
      headers: { origin: stip.origin },
      data: { changes: [{ id, authored_at: at, base: 0, audience: "everyone", change }] },
    });
    expect((await reply.json()).outcomes[0].outcome).toBe("recorded");
    return id;
  };
  const goal = name(100);
  const first = await send({ kind: "goal_added", goal, title: "Rijbewijs" });
  const rewrite = (text: string) => send({ kind: "text_edited", field: { goal }, text, replaces: [first] });
  await rewrite("Mijn rijbewijs halen");
  await rewrite("Eerst een scooter");
  await phone.goto(`${stip.origin}/plan`);
  await awake(phone);
  const conflict = phone.locator(".conflict");
  await expect(conflict.locator(".version .words")).toHaveText(["Mijn rijbewijs halen", "Eerst een scooter"]);
  await expect(conflict.locator(".version-who").first()).toContainText(t("conflict.your_version"));
  await expect(conflict.locator(".version-who").first()).toContainText(t("date.today"));
  await look(phone, "plan-conflict");
  await conflict.getByRole("button", { name: t("conflict.keep_both") }).click();
  await expect(conflict).toHaveCount(0);
  await expect(phone.locator(".goal h3")).toHaveText("Mijn rijbewijs halen / Eerst een scooter");

  // And again, now one of them.
  const strength = name(200);
  const made = await send({ kind: "goal_added", goal: strength, title: "Sporten" });
  for (const text of ["Twee keer sporten", "Elke dag lopen"]) {
    await send({ kind: "text_edited", field: { goal: strength }, text, replaces: [made] });
  }
  await expect(conflict).toBeVisible();
  await conflict.locator(".version", { hasText: "Elke dag lopen" }).getByRole("button", { name: t("conflict.keep"), exact: true }).click();
  await expect(conflict).toHaveCount(0);
  await expect(phone.locator(".goal h3").last()).toHaveText("Elke dag lopen");
  eyes.calm();
});
