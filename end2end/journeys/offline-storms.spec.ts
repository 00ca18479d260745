// What can befall a phone that keeps words: no word is ever gone, and each is written down once.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { accessible, awake } from "../support/eyes.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { count, ready, reopen } from "../support/phone.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
test.beforeEach(async () => { stip = await startStip({ coaches: ["Sanne"] }); });
test.afterEach(async () => { await stip?.stop(); });

async function begin(browser: Browser, before?: () => void) {
  const desk = await coachLogsIn(browser, stip);
  const invitation = await invite(desk, stip, "Daan");
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
  if (before) await context.addInitScript(before);
  const phone = await joins(context, invitation, "Daan");
  return { desk, context, phone };
}

/** Writes a success down, on a page that is open or opens by a link: no network is needed. */
async function win(phone: Page, words: string): Promise<void> {
  await phone.getByRole("link", { name: t("nav.today") }).click();
  await phone.getByRole("link", { name: t("today.did_something") }).click();
  await phone.getByLabel(t("wins.own")).fill(words);
  await phone.getByRole("button", { name: t("action.save") }).click();
}

const shown = (page: Page, words: string) => page.locator(".win-words").getByText(words, { exact: true });

async function coachSees(desk: Page, ...words: string[]): Promise<void> {
  await desk.goto(`${stip.origin}/jongeren`);
  await desk.getByRole("link", { name: "Daan" }).click();
  for (const word of words) await expect(desk.getByText(word, { exact: true })).toHaveCount(1);
}

const nothingWaits = (page: Page) => expect.poll(() => count(page, "outbox", "waiting"), { timeout: 20_000 }).toBe(0);

test("the server is put back to an earlier day", async ({ browser }) => {
  const { desk, phone } = await begin(browser);
  await win(phone, "Ik was op tijd");
  await expect.poll(() => count(phone, "outbox", "settled")).toBe(1);
  await stip.away();
  stip.backUp();
  await stip.back();
  await win(phone, "Ik heb gebeld");
  await expect.poll(() => count(phone, "outbox", "settled"), { timeout: 20_000 }).toBe(2);
  await coachSees(desk, "Ik was op tijd", "Ik heb gebeld");

  await stip.away();
  stip.restore();
  await stip.back();
  await phone.goto(`${stip.origin}/successen`);
  await awake(phone);
  await expect(shown(phone, "Ik heb gebeld")).toHaveCount(1);
  await expect.poll(async () => {
    await desk.reload();
    return desk.getByText("Ik heb gebeld", { exact: true }).count();
  }).toBe(1);
  await coachSees(desk, "Ik was op tijd", "Ik heb gebeld");
});

test("the app is renewed while something waits", async ({ browser }) => {
  const built = process.env.STIP_SITE_DIR ?? join(dirname(dirname(process.env.STIP_BIN ?? "")), "site");
  const site = mkdtempSync(join(tmpdir(), "stip-site-"));
  cpSync(built, site, { recursive: true });
  // Another release: the same program at another address, so that every file is a new one.
  const { js } = JSON.parse(readFileSync(join(site, "assets.json"), "utf8")) as { js: string };
  const old = dirname(js);
  renameSync(join(site, old), join(site, "pkg/anotherbuild"));
  for (const name of ["assets.json", "sw.js", "shell.html"]) {
    const text = readFileSync(join(site, name), "utf8").replaceAll(old, "/pkg/anotherbuild");
    writeFileSync(join(site, name), text.replace(/const VERSION = "[^"]+"/, 'const VERSION = "another"'));
    for (const packed of [".br", ".gz"]) rmSync(join(site, name + packed), { force: true });
  }
  try {
    const begun = await begin(browser);
    let phone = begun.phone;
    await ready(phone);
    await stip.away();
    await win(phone, "Ik was op tijd");
    await expect(shown(phone, "Ik was op tijd")).toBeVisible();
    await stip.backWith(site);
    phone = await reopen(stip, begun.context, phone, "/successen");
    await expect(phone.locator("script[src='/pkg/anotherbuild/boot.js']")).toHaveCount(1);
    await expect(shown(phone, "Ik was op tijd")).toBeVisible();
    await nothingWaits(phone);
    await coachSees(begun.desk, "Ik was op tijd");
    // The new worker waits for nobody's page: once all are closed, the new shell opens without a network.
    await expect.poll(() => phone.evaluate(async () => (await caches.keys()).includes("files-another"))).toBe(true);
    await phone.close();
    await stip.away();
    phone = await begun.context.newPage();
    await phone.goto(`${stip.origin}/successen`);
    await awake(phone);
    await expect(shown(phone, "Ik was op tijd")).toBeVisible();
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
});

test("two tabs write at once", async ({ browser }) => {
  const { desk, context, phone } = await begin(browser);
  await ready(phone);
  const second = await context.newPage();
  await second.goto(`${stip.origin}/vandaag`);
  await awake(second);
  await stip.away();
  await Promise.all([win(phone, "Ik was op tijd"), win(second, "Ik heb gebeld")]);
  await expect(shown(phone, "Ik was op tijd")).toBeVisible();
  await expect(shown(second, "Ik heb gebeld")).toBeVisible();
  await second.reload();
  await awake(second);
  await expect(shown(second, "Ik was op tijd")).toBeVisible();
  await stip.back();
  await nothingWaits(phone);
  await coachSees(desk, "Ik was op tijd", "Ik heb gebeld");
});

test("the browser has thrown away what it kept", async ({ browser }) => {
  const { desk, context, phone: first } = await begin(browser);
  await ready(first);
  await win(first, "Ik was op tijd");
  await nothingWaits(first);
  await first.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("stip").onsuccess = done)));
  // The page that is still open keeps nothing now; the server takes what it writes.
  await win(first, "Ik heb gebeld");
  await expect(shown(first, "Ik heb gebeld")).toBeVisible();
  const phone = await reopen(stip, context, first, "/successen");
  await expect(shown(phone, "Ik was op tijd")).toBeVisible();
  await ready(phone);
  await stip.away();
  await win(phone, "Ik was weer op tijd");
  await expect(shown(phone, "Ik was weer op tijd")).toBeVisible();
  await stip.back();
  await nothingWaits(phone);
  await coachSees(desk, "Ik was op tijd", "Ik heb gebeld", "Ik was weer op tijd");
});

test("the phone is full", async ({ browser }) => {
  const full = () => {
    const put = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function add(value: unknown, key?: IDBValidKey) {
      if ((window as { isFull?: boolean }).isFull && this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
      return put.call(this, value, key);
    };
  };
  const { desk, phone } = await begin(browser, full);
  await ready(phone);
  await phone.reload();
  await awake(phone);
  await phone.evaluate(() => Object.assign(window, { isFull: true }));
  // With a network nothing has to be kept.
  await win(phone, "Ik was op tijd");
  await expect(shown(phone, "Ik was op tijd")).toBeVisible();
  // Without one it says so, and the words stay where they are.
  await stip.away();
  await win(phone, "Ik heb gebeld");
  await expect(phone.getByRole("alert").getByText(t("problem.no_room"))).toBeVisible();
  await expect(phone.getByLabel(t("wins.own"))).toHaveValue("Ik heb gebeld");
  await accessible(phone);
  await stip.back();
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(shown(phone, "Ik heb gebeld")).toBeVisible();
  await coachSees(desk, "Ik was op tijd", "Ik heb gebeld");
});

test("a browser that keeps nothing", async ({ browser }) => {
  const forbid = () => {
    IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };
  };
  const { desk, phone } = await begin(browser, forbid);
  await phone.reload();
  await awake(phone);
  await win(phone, "Ik was op tijd");
  await expect(shown(phone, "Ik was op tijd")).toBeVisible();
  await coachSees(desk, "Ik was op tijd");
});

test("a network that says nothing keeps nobody waiting", async ({ browser }) => {
  const { desk, phone } = await begin(browser);
  let asked = 0;
  await phone.route("**/changes", async (route) => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 6000));
    await route.continue();
  });
  await win(phone, "Ik was op tijd");
  await expect(phone.getByText(t("sync.waiting"))).toBeVisible({ timeout: 3000 });
  await expect(shown(phone, "Ik was op tijd")).toBeVisible({ timeout: 1000 });
  await expect(phone.getByText(t("sync.sent"))).toBeVisible({ timeout: 15_000 });
  expect(asked).toBe(1);
  await coachSees(desk, "Ik was op tijd");
});

test("logged out while something waits", async ({ browser }) => {
  const { desk, context, phone: first } = await begin(browser);
  await ready(first);
  await stip.away();
  await win(first, "Ik was op tijd");
  await expect(shown(first, "Ik was op tijd")).toBeVisible();
  await first.route("**/changes", (route) => route.abort());
  await stip.back();
  // The session is over, and this browser was not there to hear it.
  const ended = await context.request.delete(`${stip.origin}/api/v1/session`, { headers: { origin: stip.origin } });
  expect(ended.ok()).toBe(true);
  const phone = await reopen(stip, context, first, "/");
  await expect(phone.getByRole("heading", { level: 1, name: t("welcome.title") })).toBeVisible();
  expect(await count(phone, "outbox", "waiting")).toBe(1);

  // In again, with a new code: it goes out by itself.
  await desk.goto(`${stip.origin}/jongeren`);
  await awake(desk);
  await desk.getByRole("link", { name: "Daan" }).click();
  await desk.getByRole("button", { name: t("invite_again.make") }).click();
  const link = (await desk.locator(".link-words").innerText()).trim();
  await phone.goto(link);
  await awake(phone);
  await phone.getByRole("button", { name: t("invite.accept") }).click();
  await expect(phone).toHaveURL(/vandaag|wie-ziet-wat/);
  if (phone.url().includes("/wie-ziet-wat")) {
    await awake(phone);
    await phone.getByRole("button", { name: t("seen.start") }).click();
  }
  await nothingWaits(phone);
  await coachSees(desk, "Ik was op tijd");
});
