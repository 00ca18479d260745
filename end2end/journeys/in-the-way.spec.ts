// The pages in between: something is in the way, and nothing that was typed is lost.
import { expect, type Page, test } from "@playwright/test";
import { coachLogsIn, DESK, invite, joins, PHONE } from "../support/people.ts";
import { look } from "../support/look.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

const typed = "Ik belde de garage, en het was niet eens eng";

/** Posts a success as a browser without script does. */
async function post(page: Page, plan: string, more: Record<string, string> = {}): Promise<void> {
  const fields = { ask: "log_win", change: "0198b1f2-7c00-7000-8000-000000000777", back: "wins", text: typed, ...more };
  await page.evaluate(([action, fields]) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action });
    for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement("input"), { name, value }));
    document.body.append(form);
    form.submit();
  }, [`/form/plans/${plan}`, fields] as const);
}

for (const [place, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
  test(`what was typed is never lost, ${place}`, async ({ browser }) => {
    const stip: Stip = await startStip({ coaches: ["Sanne"] });
    try {
      const desk = await coachLogsIn(browser, stip);
      const context = await browser.newContext({ viewport });
      const page = await joins(context, await invite(desk, stip, "Noa"), "Noa");
      const { plan } = await (await context.request.get(`${stip.origin}/api/v1/me`)).json();

      await post(page, plan, { strange: "field" });
      await expect(page.getByRole("heading", { name: t("error.form_title") })).toBeVisible();
      await expect(page.getByText(typed)).toBeVisible();
      await look(page, "error");

      // A pass that ran out: the page in between goes on by itself, unless its script does not come.
      await page.goto(`${stip.origin}/vandaag`);
      await page.route("**/refresh.js", (route) => route.abort());
      // The open page would renew its pass by itself as soon as the server is back.
      await page.route("**/auth/refresh", (route) =>
        route.request().resourceType() === "fetch" ? route.abort() : route.continue(),
      );
      await stip.wakeLater("+6m");
      await post(page, plan);
      await expect(page.getByRole("heading", { name: t("session.refreshing") })).toBeVisible();
      await look(page, "refresh");
      await page.getByRole("button", { name: t("session.continue") }).click();
      await expect(page.locator(".win-words", { hasText: typed })).toBeVisible();
      await expect(page.getByText(t("wins.saved"))).toBeVisible();

      // Nobody is logged in any more: the words stand there to be copied, with the way back in.
      await context.clearCookies();
      await page.goto(`${stip.origin}/welkom`);
      await post(page, plan);
      await expect(page.getByRole("heading", { name: t("session.expired_title") })).toBeVisible();
      await expect(page.getByText(typed)).toBeVisible();
      await expect(page.getByText(t("session.new_code"))).toBeVisible();
      await look(page, "lost");
      await page.getByRole("link", { name: t("welcome.have_code") }).click();
      await expect(page).toHaveURL(/\/welkom$/);
    } finally {
      await stip.stop();
    }
  });
}
