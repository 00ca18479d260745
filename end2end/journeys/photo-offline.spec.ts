// A photo without a network: seen at once, there when the app is opened again, and at the coach's in the end.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import config from "../playwright.config.ts";
import { bomb, heavy, landscape } from "../support/camera.ts";
import { awake, watch } from "../support/eyes.ts";
import { look } from "../support/look.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { count, disk, ready, reopen, seal } from "../support/phone.ts";
import { type Database, startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

const { launchOptions } = config.use!;
const heard = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions!.args!, ...heard] } });

const A_PHONE = { viewport: PHONE, hasTouch: true, isMobile: true, permissions: ["microphone"] };
// What a browser itself says of a network that is not there.
const NO_NETWORK = [/ERR_CONNECTION|ERR_INTERNET|Failed to load resource/];

const photo = (page: Page) => page.locator(".photo img");
const width = (page: Page) => photo(page).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth);
const isSeen = async (page: Page, from: RegExp) => {
  await photo(page).scrollIntoViewIfNeeded();
  await expect(photo(page)).toHaveAttribute("src", from);
  await expect.poll(() => width(page)).toBe(1600);
};

async function choose(page: Page, name: string, buffer: Buffer, mimeType = "image/jpeg"): Promise<void> {
  await page.getByLabel(t("files.photo_add")).setInputFiles({ name, mimeType, buffer });
}

for (const database of ["sqlite", "postgres"] satisfies Database[]) {
  test.describe(database, () => {
    let stip: Stip;
    test.beforeAll(async () => { stip = await startStip({ coaches: ["Sanne"], database }); });
    test.afterAll(async () => { await stip?.stop(); });

    test("a day without a network arrives whole, once and in order", async ({ browser }) => {
      const desk = await coachLogsIn(browser, stip);
      const context = await browser.newContext(A_PHONE);
      let phone = await joins(context, await invite(desk, stip, "Daan"), "Daan");
      await phone.getByRole("link", { name: t("nav.plan") }).click();
      await phone.getByText(t("plan.goal_add"), { exact: true }).click();
      await phone.getByLabel(t("plan.goal_label")).fill("Meelopen in een garage");
      await phone.getByLabel(t("plan.step_label")).first().fill("Garage Bakker bellen");
      await phone.getByRole("button", { name: t("action.add") }).first().click();
      await expect.poll(() => count(phone, "outbox", "waiting")).toBe(0);
      await phone.goto(`${stip.origin}/vandaag`);
      await awake(phone);
      await ready(phone);
      const camera = await landscape(phone, 2400, 1800);

      await stip.away();
      phone = await reopen(stip, context, phone, "/plan");
      const eyes = watch(phone, NO_NETWORK);
      await expect(phone.getByRole("heading", { name: "Meelopen in een garage" })).toBeVisible();
      await phone.getByRole("link", { name: t("nav.today") }).click();
      await phone.getByRole("button", { name: t("today.step_done") }).click();
      await expect(phone.getByText(t("sync.waiting"))).toBeVisible();
      await phone.getByRole("link", { name: t("today.did_something") }).click();
      await phone.getByLabel(t("wins.own")).fill("Ik heb de garage gebeld");
      await choose(phone, "IMG_0001.jpg", camera);
      await isSeen(phone, /^blob:/);
      await look(phone, "win-offline-photo");
      await phone.getByRole("button", { name: t("action.save") }).click();
      await expect(phone.locator(".win-words", { hasText: "Ik heb de garage gebeld" })).toBeVisible();
      await isSeen(phone, /^blob:/);
      if (database === "sqlite") await look(phone, "wins-offline-photo");
      await phone.getByRole("link", { name: t("nav.plan") }).click();
      await phone.getByRole("link", { name: `${t("action.edit")}: Meelopen in een garage` }).click();
      await phone.locator("form.step-below").getByLabel(t("plan.goal_label")).fill("Een dag meelopen in een garage");
      await phone.locator("form.step-below").getByRole("button", { name: t("action.save") }).first().click();
      await expect(phone.getByRole("heading", { name: "Een dag meelopen in een garage" })).toBeVisible();
      eyes.calm();

      // Closed, and opened again: still without a network.
      phone = await reopen(stip, context, phone, "/plan");
      await expect(phone.getByRole("heading", { name: "Een dag meelopen in een garage" })).toBeVisible();
      phone = await reopen(stip, context, phone, "/successen");
      await expect(phone.locator(".win-words", { hasText: "Ik heb de garage gebeld" })).toBeVisible();
      await isSeen(phone, /^blob:/);
      expect(await count(phone, "outbox", "waiting")).toBe(4);
      expect(await count(phone, "files")).toBe(1);
      // The picture lies sealed.
      expect(await disk(phone)).not.toContain("JFIF");

      await stip.back();
      await expect.poll(() => count(phone, "outbox", "waiting"), { timeout: 30_000 }).toBe(0);
      expect(await count(phone, "refused")).toBe(0);
      await desk.goto(`${stip.origin}/jongeren`);
      await awake(desk);
      await desk.getByRole("link", { name: "Daan" }).click();
      await expect(desk.getByText("Ik heb de garage gebeld")).toHaveCount(1);
      await expect(photo(desk)).toHaveCount(1);
      await isSeen(desk, /\/files\//);
      await expect(desk.getByRole("heading", { name: "Een dag meelopen in een garage" })).toHaveCount(1);
      const plan = /files/.test((await photo(desk).getAttribute("src"))!) && (await photo(desk).getAttribute("src"))!.split("/")[4];
      const { entries } = await (await desk.request.get(`${stip.origin}/api/v1/plans/${plan}?after=0`)).json();
      const kinds = entries.map((entry: { change: { kind: string } }) => entry.change.kind);
      expect(kinds.slice(-4)).toEqual(["step_state_set", "win_logged", "file_added", "text_edited"]);
      for (const kind of ["win_logged", "file_added", "text_edited"]) expect(kinds.filter((one: string) => one === kind)).toHaveLength(1);
      // Another phone of the same youth gets it from the server.
      await phone.reload();
      await awake(phone);
      await isSeen(phone, /./);
    });

    test("what the server does not take is told, and the words are there", async ({ browser }) => {
      const { context, phone } = await youth(browser.newContext(A_PHONE), browser, "Samira");
      await phone.route("**/files/*", (route) => route.request().method() === "PUT"
        ? route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ code: "files_full", status: 409, title: "", type: "" }) })
        : route.continue());
      await write(phone, "Ik durfde te vragen");
      await choose(phone, "foto.jpg", await landscape(phone, 2400, 1800));
      await isSeen(phone, /^blob:/);
      await phone.getByRole("button", { name: t("action.save") }).click();
      // The win is there, so the form is done: who taps once more would log it twice.
      await expect(phone).toHaveURL(/\/successen(\?|$)/);
      // What was refused is said; after a slow "no" in other words.
      const said = phone.locator(".status");
      await expect(said.getByText(t("problem.files_full")).or(said.getByText(t("sync.not_taken")))).toBeVisible();
      await expect(phone.locator(".win-words", { hasText: "Ik durfde te vragen" })).toHaveCount(1);
      await phone.goto(`${stip.origin}/successen`);
      await awake(phone);
      await expect(phone.locator(".win-words", { hasText: "Ik durfde te vragen" })).toHaveCount(1);
      await phone.goto(`${stip.origin}/plan`);
      await awake(phone);
      await expect(phone.getByText(t("files.photo_failed"))).toBeVisible();
      await expect(phone.getByText(t("problem.files_full"))).toBeVisible();
      await look(phone, "photo-not-taken");
      await phone.getByRole("button", { name: t("action.remove") }).first().click();
      await expect(phone.getByText(t("files.photo_failed"))).toHaveCount(0);
      expect(await count(phone, "files")).toBe(0);
      await context.close();
    });

    async function youth(made: Promise<BrowserContext>, browser: import("@playwright/test").Browser, name: string): Promise<{ context: BrowserContext; phone: Page }> {
      const desk = await coachLogsIn(browser, stip);
      const context = await made;
      const phone = await joins(context, await invite(desk, stip, name), name);
      await ready(phone);
      return { context, phone };
    }

    async function write(phone: Page, words: string): Promise<void> {
      await phone.goto(`${stip.origin}/successen/nieuw`);
      await awake(phone);
      await phone.getByLabel(t("wins.own")).fill(words);
    }

    if (database === "sqlite") {
      test("whatever is chosen, there is a plain sentence and a way on", async ({ browser }) => {
        const { phone } = await youth(browser.newContext(A_PHONE), browser, "Bo");
        const eyes = watch(phone);
        await write(phone, "Toch gedaan");
        const drawing = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>`);
        const wrong: [string, string, Buffer][] = [
          ["IMG_0002.HEIC", "image/heic", Buffer.from("0000001866747970686569630000000068656963", "hex")],
          ["tekening.svg", "image/svg+xml", drawing],
          ["tekening.jpg", "image/jpeg", drawing],
          ["spel.jpg", "image/jpeg", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(5000, 7)])],
          ["bom.png", "image/png", bomb()],
        ];
        const photoButton = phone.locator("input[name=photo]");
        for (const [name, mimeType, buffer] of wrong) {
          await photoButton.setInputFiles({ name, mimeType, buffer });
          await expect(phone.getByText(t("problem.not_a_picture"))).toBeVisible();
          await expect(photo(phone)).toHaveCount(0);
        }
        await look(phone, "photo-not-read");
        // 10 MB is nothing: it is made small here.
        await photoButton.setInputFiles({ name: "groot.jpg", mimeType: "image/jpeg", buffer: heavy(await landscape(phone, 4000, 3000), 11_000_000) });
        await isSeen(phone, /^blob:/);
        await expect(phone.getByText(t("problem.not_a_picture"))).toHaveCount(0);
        await phone.getByRole("button", { name: t("action.save") }).click();
        await expect(phone.locator(".win-words", { hasText: "Toch gedaan" })).toBeVisible();
        await expect.poll(() => count(phone, "outbox", "waiting")).toBe(0);
        expect(await count(phone, "refused")).toBe(0);
        eyes.calm();
      });

      test("what is said without a network is heard at once, and later at the coach's", async ({ browser }) => {
        const { context, phone: first } = await youth(browser.newContext(A_PHONE), browser, "Ilse");
        await stip.away();
        let phone = await reopen(stip, context, first, "/successen/nieuw");
        await phone.getByLabel(t("wins.own")).fill("Ingesproken");
        await phone.getByRole("button", { name: t("files.voice_add") }).click();
        await expect(phone.getByText(t("files.voice_count", { seconds: "2", most: "60" }))).toBeVisible();
        await phone.getByRole("button", { name: t("files.voice_stop") }).click();
        await hears(phone, /^blob:/);
        await phone.getByRole("button", { name: t("action.save") }).click();
        await expect(phone.locator(".win-words", { hasText: "Ingesproken" })).toBeVisible();
        phone = await reopen(stip, context, phone, "/successen");
        await hears(phone, /^blob:/);
        await stip.back();
        await expect.poll(() => count(phone, "outbox", "waiting"), { timeout: 30_000 }).toBe(0);
        expect(await count(phone, "refused")).toBe(0);
        const desk = await coachLogsIn(browser, stip);
        await desk.goto(`${stip.origin}/jongeren`);
        await awake(desk);
        await desk.getByRole("link", { name: "Ilse" }).click();
        await hears(desk, /\/files\//);
      });

      test("a phone that changes hands keeps no photo of the first", async ({ browser }) => {
        const { context, phone } = await youth(browser.newContext(A_PHONE), browser, "Tim");
        await phone.route("**/files/*", (route) => route.abort("connectionreset"));
        await write(phone, "Nog niet verstuurd");
        await choose(phone, "foto.jpg", await landscape(phone, 2000, 1500));
        await isSeen(phone, /^blob:/);
        await phone.getByRole("button", { name: t("action.save") }).click();
        await expect(phone.locator(".win-words", { hasText: "Nog niet verstuurd" })).toBeVisible();
        // The words do not wait for the photo.
        await expect.poll(() => count(phone, "outbox", "waiting")).toBe(1);
        expect(await count(phone, "files")).toBe(1);
        await phone.close();
        const desk = await coachLogsIn(browser, stip);
        const other = await joins(context, await invite(desk, stip, "Zoë"), "Zoë");
        await expect.poll(() => seal(other, "plan")).not.toBe("");
        expect(await count(other, "files")).toBe(0);
        expect(await count(other, "outbox")).toBe(0);
      });

      test("a phone that is full keeps the words, and says that the photo does not fit", async ({ browser }) => {
        const context = await browser.newContext(A_PHONE);
        await context.addInitScript(() => {
          const put = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: [unknown, IDBValidKey?]) {
            if (this.name === "files") throw new DOMException("full", "QuotaExceededError");
            return put.apply(this, given);
          };
        });
        const { phone } = await youth(Promise.resolve(context), browser, "Kim");
        await write(phone, "Past dit nog?");
        await choose(phone, "foto.jpg", await landscape(phone, 2000, 1500));
        await expect(phone.getByText(t("files.photo_no_room"))).toBeVisible();
        await expect(photo(phone)).toHaveCount(0);
        await phone.getByRole("button", { name: t("action.save") }).click();
        await expect(phone.locator(".win-words", { hasText: "Past dit nog?" })).toBeVisible();
        await expect.poll(() => count(phone, "outbox", "waiting")).toBe(0);
      });
    }
  });
}

/** The voice note plays, from there. */
async function hears(page: Page, from: RegExp): Promise<void> {
  const sound = page.locator("audio");
  await expect(sound).toHaveAttribute("src", from);
  await page.getByRole("button", { name: t("files.voice_play") }).click();
  await expect.poll(() => sound.evaluate((one: HTMLAudioElement) => one.ended || one.currentTime > 0.5)).toBe(true);
}
