// With the keyboard alone. A coach: log in, open a youth, propose, cheer, send, log out. A youth: come in,
// tick a step, log a win, say how it goes, choose letters.
import { expect, test } from "@playwright/test";
import { awake } from "../support/eyes.ts";
import { demoDoors, type Doors } from "../support/demo.ts";
import { tabTo } from "../support/keys.ts";
import { DESK, PHONE } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
let doors: Doors;
test.beforeAll(async () => {
  stip = await startStip({ demo: true });
  doors = demoDoors(stip.log());
});
test.afterAll(async () => { await stip?.stop(); });

test("a coach needs no mouse", async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: DESK })).newPage();
  const type = (text: string) => page.keyboard.type(text);
  const enter = () => page.keyboard.press("Enter");
  await page.goto(`${stip.origin}/inloggen`);
  await awake(page);
  await tabTo(page, "input", t("login.email"));
  await type(doors.coaches[0].email);
  await tabTo(page, "input", t("login.password"));
  await type(doors.coaches[0].password);
  await enter();
  await page.waitForURL(/\/jongeren$/);
  await awake(page);

  const youth = doors.youths[0].name;
  await tabTo(page, "a", youth);
  await enter();
  await expect(page.getByRole("heading", { level: 1, name: t("coach_plan.title", { name: youth }) })).toBeVisible();

  await tabTo(page, "textarea", t("nudge.label"));
  await type("Zullen we morgen bellen?");
  await tabTo(page, "button", t("nudge.submit"));
  await enter();
  await expect(page.locator(".sent", { hasText: "Zullen we morgen bellen?" })).toBeVisible();

  await tabTo(page, "summary", t("coach_plan.propose_step"));
  await enter();
  await tabTo(page, "input", t("coach_plan.propose_label"));
  await type("Samen de brief lezen");
  await enter();
  await expect(page.getByText("Samen de brief lezen").first()).toBeVisible();

  await tabTo(page, "summary", t("coach_plan.cheer"));
  await enter();
  await tabTo(page, "textarea", t("coach_plan.cheer_label"));
  await type("Knap dat je belde");
  await tabTo(page, "button", t("coach_plan.cheer_submit"));
  await enter();
  await expect(page.getByText(t("sync.saved")).first()).toBeVisible();

  await page.goto(`${stip.origin}/jongeren`);
  await awake(page);
  await tabTo(page, "button", t("nav.log_out"));
  await enter();
  await page.waitForURL((url) => !url.pathname.startsWith("/jongeren"));
  await page.goto(`${stip.origin}/jongeren`);
  await expect(page).toHaveURL(/inloggen|\/$/);
});

test("a youth needs no finger on the glass", async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  const enter = () => page.keyboard.press("Enter");
  await page.goto(stip.origin + doors.youths[1].path);
  await awake(page);
  await tabTo(page, "button", t("invite.accept"));
  await enter();
  await page.waitForURL(/wie-ziet-wat/);
  await awake(page);
  await tabTo(page, "button", t("seen.start"));
  await enter();
  await page.waitForURL(/vandaag/);
  await awake(page);

  // The first stop leads past everything that every page has.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: t("app.skip") })).toBeFocused();
  await enter();
  await tabTo(page, "a", t("today.did_something"));
  await enter();
  await expect(page.getByRole("heading", { level: 1, name: t("wins.label") })).toBeFocused();
  await tabTo(page, "textarea", t("wins.own"));
  await page.keyboard.type("Ik vroeg de weg");
  // One stop for the five faces; the arrows choose.
  await tabTo(page, "input", t("feeling.hard"));
  for (let faces = 0; faces < 3; faces += 1) await page.keyboard.press("ArrowRight");
  await expect(page.getByLabel(t("feeling.good"), { exact: true })).toBeChecked();
  await tabTo(page, "button", t("action.save"));
  await enter();
  await expect(page.locator(".win", { hasText: "Ik vroeg de weg" })).toBeVisible();

  await tabTo(page, "a", t("nav.plan"));
  await enter();
  await expect(page.getByRole("heading", { level: 1, name: t("plan.title") })).toBeFocused();
  await tabTo(page, "summary", t("plan.goal_add"));
  await enter();
  await tabTo(page, "input", t("plan.goal_label"));
  await page.keyboard.type("Leren zwemmen");
  await enter();
  await expect(page.getByRole("heading", { name: "Leren zwemmen" })).toBeVisible();

  await page.goto(`${stip.origin}/ik/lezen`);
  await awake(page);
  await tabTo(page, "input", t("reading.usual"));
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("data-reading", "large");
  await tabTo(page, "a", t("nav.back"));
  await enter();
  await expect(page.getByRole("heading", { level: 1, name: t("me.title") })).toBeVisible();
});
