// The first whole journey, from a coach's invitation to a notification on a phone; on both databases.
import { expect, test } from "@playwright/test";
import { accessible, awake, watch } from "../support/eyes.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { deliver, notifications, Phone, type PushService, startPushService, tap } from "../support/push.ts";
import { type Database, startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

for (const database of ["sqlite", "postgres"] satisfies Database[]) {
  test.describe(`on ${database}`, () => {
    let stip: Stip;
    let push: PushService;

    test.beforeAll(async () => {
      push = await startPushService();
      stip = await startStip({ database, pushHost: push.host, coaches: ["Sanne"] });
    });
    test.afterAll(async () => {
      await stip?.stop();
      await push?.stop();
    });

    test("one youth, one coach, one plan, a real push", async ({ browser }) => {
      const desk = await coachLogsIn(browser, stip);
      const deskEyes = watch(desk);
      const invitation = await invite(desk, stip, "Daan");

      const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
      const device = new Phone(push);
      await device.giveTo(context, stip.origin);
      const phone = await joins(context, invitation, "Daan");
      const phoneEyes = watch(phone);

      // The coach has the plan open, and does not touch it.
      await desk.goto(`${stip.origin}/jongeren`);
      await awake(desk);
      await desk.getByRole("link", { name: "Daan" }).click();
      await expect(desk.getByRole("heading", { level: 1, name: t("coach_plan.title", { name: "Daan" }) })).toBeVisible();
      await awake(desk);

      await phone.getByRole("link", { name: t("nav.plan") }).click();
      await expect(phone.getByRole("heading", { level: 1, name: t("plan.title") })).toBeVisible();
      await phone.getByLabel(t("plan.stip_label")).fill("Automonteur worden");
      await phone.getByLabel(t("plan.why_label")).fill("Ik wil iets met mijn handen doen");
      await phone.getByRole("button", { name: t("action.save") }).click();
      await expect(desk.getByText("Automonteur worden")).toBeVisible({ timeout: 2_000 });

      await phone.getByText(t("plan.goal_add"), { exact: true }).click();
      await phone.getByLabel(t("plan.goal_label")).fill("Meelopen in een garage");
      await phone.getByLabel(t("plan.step_label")).first().fill("Garage Bakker bellen");
      await phone.getByRole("button", { name: t("action.add") }).first().click();
      await expect(desk.getByRole("heading", { name: "Meelopen in een garage" })).toBeVisible({ timeout: 2_000 });
      const goal = phone.locator(".goal", { hasText: "Meelopen in een garage" });
      await goal.getByText(t("plan.step_add"), { exact: true }).click();
      await goal.getByLabel(t("plan.step_label")).fill("Werkschoenen kopen");
      await goal.getByRole("button", { name: t("action.add") }).click();
      await expect(desk.getByText("Werkschoenen kopen")).toBeVisible({ timeout: 2_000 });

      await phone.getByRole("link", { name: t("nav.wins") }).click();
      await phone.getByRole("link", { name: t("wins.log") }).click();
      await phone.getByRole("button", { name: t("wins.quick_called") }).click();
      await expect(phone.locator(".win", { hasText: t("wins.quick_called") })).toBeVisible();
      await expect(desk.getByText(t("wins.quick_called"))).toBeVisible({ timeout: 2_000 });

      // After the first useful moment the phone offers to be woken; the tap is the youth's.
      await phone.getByRole("link", { name: t("nav.today") }).click();
      await phone.getByRole("link", { name: t("me.turn_on") }).click();
      await phone.getByRole("button", { name: t("notify.turn_on") }).click();
      await expect(phone.getByText(t("notify.done"))).toBeVisible();
      await phone.getByRole("link", { name: t("action.next") }).click();

      // The coach proposes, the youth says yes.
      await desk.getByText(t("coach_plan.propose_step"), { exact: true }).click();
      const proposing = desk.locator("details", { hasText: t("coach_plan.propose_step") });
      await proposing.getByLabel(t("coach_plan.propose_label")).fill("Samen naar de garage fietsen");
      await proposing.getByRole("button", { name: t("coach_plan.propose_submit") }).click();
      await expect(phone.getByText(t("today.proposal_waiting", { coach: "Sanne" }))).toBeVisible();
      const first = await device.next(1);
      expect(first.received.problems).toEqual([]);
      await phone.getByRole("link", { name: t("today.proposal_look") }).click();
      const idea = phone.locator(".idea", { hasText: "Samen naar de garage fietsen" });
      await idea.getByRole("button", { name: t("proposal.accept") }).click();
      await expect(phone.locator(".idea")).toHaveCount(0);
      await expect(phone.locator(".road", { hasText: "Samen naar de garage fietsen" })).toBeVisible();
      await expect(desk.getByText(t("proposal.waiting"))).toHaveCount(0, { timeout: 2_000 });

      // A nudge travels: sealed, through the strict service, into the page's own service worker.
      const secret = "Succes morgen bij garage Bakker";
      await desk.getByLabel(t("nudge.label")).fill(secret);
      await desk.getByRole("button", { name: t("nudge.submit") }).click();
      const { received, plaintext } = await device.next(2);
      expect(received.problems).toEqual([]);
      expect(received.over_bridge_limit).toBe(false);
      const headers = Object.fromEntries(received.headers);
      expect(headers["content-encoding"]).toBe("aes128gcm");
      expect(Number(headers.ttl)).toBeGreaterThan(0);
      expect(headers.topic).toMatch(/^[0-9a-f]{32}$/);
      expect(plaintext).not.toContain("Bakker");
      const message = JSON.parse(plaintext) as { web_push: number; notification: { title: string; body: string; navigate: string; tag: string } };
      expect(message.web_push).toBe(8030);
      expect(message.notification.tag).toBe(headers.topic);
      await expect(desk.getByText(t("delivery.sent")).first()).toBeVisible();

      await deliver(phone, stip.origin, plaintext);
      await expect.poll(() => notifications(phone)).toContainEqual({
        title: t("push.nudge_title"),
        body: t("push.nudge_body"),
        tag: message.notification.tag,
      });
      await expect(desk.getByText(t("delivery.shown")).first()).toBeVisible();

      // A tap on the notification opens the plan, and the coach sees it.
      await phone.goto(await tap(context, message.notification.tag));
      await expect(desk.getByText(t("delivery.opened")).first()).toBeVisible();
      await expect(phone.getByText(secret)).toBeVisible();

      await accessible(phone);
      await accessible(desk);
      phoneEyes.calm();
      deskEyes.calm();
      for (const typed of ["Automonteur", "Bakker", "Werkschoenen", "fietsen", stip.coaches[0].email]) expect(stip.log()).not.toContain(typed);
    });
  });
}
