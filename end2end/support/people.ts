// The first steps that most journeys share: an organisation with a coach, an invitation, a phone.
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { awake } from "./eyes.ts";
import type { Coach, Stip } from "./stip.ts";
import { t } from "./texts.ts";

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

/** Logs a coach in on a laptop. */
export async function coachLogsIn(browser: Browser, stip: Stip, coach: Coach = stip.coaches[0]): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK });
  const page = await context.newPage();
  await page.goto(`${stip.origin}/inloggen`);
  await awake(page);
  await page.getByLabel(t("login.email")).fill(coach.email);
  await page.getByLabel(t("login.password"), { exact: true }).fill(coach.password);
  await page.getByRole("button", { name: t("login.submit") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("caseload.title") })).toBeVisible();
  return page;
}

export interface Invitation {
  link: string;
  code: string;
  words: string[];
}

/** The coach invites somebody and reads what the screen says. */
export async function invite(page: Page, stip: Stip, name: string): Promise<Invitation> {
  await page.goto(`${stip.origin}/jongeren/uitnodigen`);
  await awake(page);
  await page.getByLabel(t("coach_invite.name")).fill(name);
  await page.getByRole("button", { name: t("coach_invite.make") }).click();
  await expect(page.getByText(t("coach_invite.ready", { name }))).toBeVisible();
  const link = await page.locator(".link-words").innerText();
  const code = await page.locator(".code-words").innerText();
  const words = await page.locator(".two-words .word").allInnerTexts();
  return { link: link.trim(), code: code.trim(), words };
}

/** A clean phone opens the link, compares the words, and is in. */
export async function joins(context: BrowserContext, invitation: Invitation, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(invitation.link);
  await expect(page.getByText(t("invite.words_title"))).toBeVisible();
  // Exactly these two, in this order.
  await expect(page.locator(".two-words .word")).toHaveText(invitation.words);
  await awake(page);
  await page.getByRole("button", { name: t("invite.accept") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/(vandaag|wie-ziet-wat)/);
  if (page.url().includes("/wie-ziet-wat")) {
    await expect(page.getByRole("heading", { name: t("seen.title") })).toBeVisible();
    await awake(page);
    await page.getByRole("button", { name: t("seen.start") }).click();
  }
  await expect(page).toHaveURL(/\/vandaag/);
  await expect(page.getByText(t("today.hello", { name }))).toBeVisible();
  await awake(page);
  return page;
}
