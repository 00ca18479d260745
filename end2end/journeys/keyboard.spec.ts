// The coach's journey with the keyboard alone: log in, open a youth, propose, cheer, send, log out.
import { expect, type Page, test } from "@playwright/test";
import { awake } from "../support/eyes.ts";
import { demoDoors, type Doors } from "../support/demo.ts";
import { DESK } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
let doors: Doors;
test.beforeAll(async () => {
  stip = await startStip({ demo: true });
  doors = demoDoors(stip.log());
});
test.afterAll(async () => { await stip?.stop(); });

/** Presses Tab until this has the focus; the focus must be seen on every stop. */
async function tabTo(page: Page, role: string, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const label = element.getAttribute("aria-label") ?? (element as HTMLInputElement).labels?.[0]?.innerText ?? element.innerText;
      const outline = getComputedStyle(element);
      return {
        tag: element.tagName.toLowerCase(),
        label: label.trim(),
        seen: outline.outlineStyle !== "none" || outline.boxShadow !== "none",
      };
    });
    if (!here) continue;
    expect(here.seen, `no visible focus on ${here.tag} "${here.label}"`).toBe(true);
    if (here.tag === role && here.label.startsWith(name)) return;
  }
  throw new Error(`Tab never came to ${role} "${name}"`);
}

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
