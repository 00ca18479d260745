// A photo and a voice note with a win: on the phone, at the coach's, without script, and when it does not work.
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import config from "../playwright.config.ts";
import { landscape } from "../support/camera.ts";
import { awake, watch } from "../support/eyes.ts";
import { look } from "../support/look.ts";
import { coachLogsIn, DESK, invite, joins, PHONE } from "../support/people.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

const { launchOptions } = config.use!;
const heard = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions!.args!, ...heard] } });

for (const database of ["sqlite", "postgres"] as const) {
  test.describe(database, () => {
    let stip: Stip;
    test.beforeAll(async () => { stip = await startStip({ coaches: ["Sanne"], database }); });
    test.afterAll(async () => { await stip?.stop(); });

    async function youth(browser: Browser, name: string, more = {}): Promise<{ desk: Page; context: BrowserContext; phone: Page }> {
      const desk = await coachLogsIn(browser, stip);
      const context = await browser.newContext({ viewport: PHONE, permissions: ["microphone"], ...more });
      const phone = await joins(context, await invite(desk, stip, name), name);
      return { desk, context, phone };
    }

    async function log(phone: Page): Promise<void> {
      await phone.goto(`${stip.origin}/successen/nieuw`);
      await awake(phone);
    }

    const picture = (page: Page) => page.locator(".photo img");
    const isSeen = async (page: Page) => {
      await picture(page).scrollIntoViewIfNeeded();
      await expect.poll(() => picture(page).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(1600);
    };

    test("the coach sees and hears what the youth put with a win", async ({ browser }) => {
      const { desk, phone } = await youth(browser, "Noor");
      const eyes = [watch(phone), watch(desk)];
      const camera = await landscape(phone, 2400, 1800);
      await log(phone);
      await phone.getByLabel(t("wins.own")).fill("Mijn eerste band geplakt");
      await phone.getByLabel(t("files.photo_add")).setInputFiles({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: camera });
      await isSeen(phone);
      await phone.getByRole("button", { name: t("files.voice_add") }).click();
      await expect(phone.getByText(t("files.voice_count", { seconds: "2", most: "60" }))).toBeVisible();
      if (database === "sqlite") await look(phone, "win-speaking");
      await phone.getByRole("button", { name: t("files.voice_stop") }).click();
      await expect(phone.getByRole("button", { name: t("files.voice_play") })).toBeVisible();
      if (database === "sqlite") await look(phone, "win-with-files");
      await phone.getByRole("button", { name: t("action.save") }).click();
      await expect(phone).toHaveURL(/\/successen(\?|$)/);
      await expect(phone.getByText("Mijn eerste band geplakt")).toBeVisible();

      // Not from this page's own copy: from the server, on another day.
      await phone.reload();
      await awake(phone);
      await isSeen(phone);
      await expect(picture(phone)).toHaveAttribute("alt", t("files.photo_alt", { text: "Mijn eerste band geplakt" }));
      await hears(phone);
      if (database === "sqlite") await look(phone, "wins-with-files");

      await desk.goto(`${stip.origin}/jongeren`);
      await awake(desk);
      await desk.getByRole("link", { name: /Noor/ }).first().click();
      await isSeen(desk);
      await hears(desk);
      if (database === "sqlite") {
        await desk.setViewportSize(DESK);
        await look(desk, "coach-with-files");
      }

      // Taken away: gone for both, and that there was one stays.
      const address = await picture(desk).getAttribute("src");
      await phone.locator("summary", { hasText: t("files.photo_remove") }).click();
      await phone.getByRole("button", { name: t("files.photo_remove") }).click();
      await expect(phone.getByText(t("files.photo_removed"))).toBeVisible();
      await expect(desk.getByText(t("files.photo_removed"))).toBeVisible();
      expect((await desk.request.get(stip.origin + address)).status()).toBe(404);
      for (const eye of eyes) eye.calm();
    });

    test("what is no photo is said, and the words stay", async ({ browser }) => {
      const { phone } = await youth(browser, "Yusuf");
      await log(phone);
      await phone.getByLabel(t("wins.own")).fill("Ik ben gegaan");
      await phone.getByLabel(t("files.photo_add")).setInputFiles({ name: "spel.jpg", mimeType: "image/jpeg", buffer: Buffer.from("MZ this is a program") });
      await expect(phone.getByText(t("problem.not_a_picture"))).toBeVisible();
      await expect(phone.getByLabel(t("wins.own"))).toHaveValue("Ik ben gegaan");
      await phone.getByRole("button", { name: t("action.save") }).click();
      await expect(phone).toHaveURL(/\/successen(\?|$)/);
      await expect(phone.getByText("Ik ben gegaan")).toBeVisible();
    });

    if (database === "sqlite") {
      /** Saves while the photo is still being made small; then lets that go on. */
      async function saveTooSoon(phone: Page, words: string, buffer: Buffer, button = t("action.save")): Promise<void> {
        await phone.addInitScript(() => {
          const [open, made] = [globalThis.createImageBitmap, new Promise((go) => { Object.assign(globalThis, { go }); })];
          globalThis.createImageBitmap = async (...given: unknown[]) => {
            await made;
            return Reflect.apply(open, globalThis, given);
          };
        });
        await log(phone);
        await phone.getByLabel(t("wins.own")).fill(words);
        await phone.getByLabel(t("files.photo_add")).setInputFiles({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer });
        await expect(phone.getByText(t("files.photo_busy"))).toBeVisible();
        await phone.getByRole("button", { name: button }).click();
        await phone.waitForTimeout(300);
        await expect(phone).toHaveURL(/\/nieuw$/);
        await expect(phone.locator("form[aria-busy=true]")).toBeVisible();
        // Once more harms nothing.
        await phone.getByRole("button", { name: button }).click({ force: true });
        await phone.evaluate(() => (globalThis as unknown as { go(): void }).go());
      }

      test("saving waits for the photo", async ({ browser }) => {
        const { phone } = await youth(browser, "Fenna");
        const eyes = watch(phone);
        await saveTooSoon(phone, "Snel opgeslagen", await landscape(phone, 2400, 1800));
        await expect(phone).toHaveURL(/\/successen(\?|$)/);
        await phone.reload();
        await awake(phone);
        await expect(phone.getByText("Snel opgeslagen")).toHaveCount(1);
        await isSeen(phone);
        eyes.calm();
      });

      test("a ready sentence takes along what is on the page", async ({ browser }) => {
        const { phone } = await youth(browser, "Joris");
        const eyes = watch(phone);
        const buffer = await landscape(phone, 2400, 1800);
        await log(phone);
        await phone.getByLabel(t("files.photo_add")).setInputFiles({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer });
        await isSeen(phone);
        await phone.getByLabel(t("audience.coaches"), { exact: true }).check();
        await phone.getByRole("button", { name: t("wins.quick_went") }).click();
        await expect(phone).toHaveURL(/\/successen(\?|$)/);
        await phone.reload();
        await awake(phone);
        const win = phone.locator(".win", { hasText: t("wins.quick_went") });
        await expect(win).toHaveCount(1);
        await expect(win.getByText(t("audience.coaches"))).toBeVisible();
        await isSeen(phone);

        // Also while the photo is still being made; and no typed word is lost.
        await saveTooSoon(phone, "Met de trein, alleen", buffer, t("wins.quick_new"));
        await expect(phone).toHaveURL(/\/successen(\?|$)/);
        const both = phone.locator(".win", { hasText: t("wins.quick_new") });
        await expect(both.locator(".win-words")).toHaveText(`${t("wins.quick_new")}\nMet de trein, alleen`);
        await expect(both.locator(".photo img")).toBeVisible();

        // The return key saves what was written, and takes no sentence.
        await phone.goto(`${stip.origin}/successen/nieuw`);
        await awake(phone);
        await phone.getByLabel(t("wins.own")).fill("Alleen dit");
        await phone.getByLabel(t("audience.coaches"), { exact: true }).press("Enter");
        await expect(phone).toHaveURL(/\/successen(\?|$)/);
        await expect(phone.locator(".win-words").getByText("Alleen dit", { exact: true })).toHaveCount(1);
        eyes.calm();
      });

      test("a photo that fails while saving is said first", async ({ browser }) => {
        const { phone } = await youth(browser, "Gijs");
        await saveTooSoon(phone, "Toch gegaan", Buffer.from("MZ this is a program"));
        await expect(phone.getByText(t("problem.not_a_picture"))).toBeInViewport();
        await expect(phone.locator("form[aria-busy=true]")).toHaveCount(0);
        await expect(phone).toHaveURL(/\/nieuw$/);
        await expect(phone.getByLabel(t("wins.own"))).toHaveValue("Toch gegaan");
        await phone.getByRole("button", { name: t("action.save") }).click();
        await expect(phone).toHaveURL(/\/successen(\?|$)/);
        await expect(phone.getByText("Toch gegaan")).toHaveCount(1);
      });

      test("saving ends what is being said, and keeps it", async ({ browser }) => {
        const { phone } = await youth(browser, "Hanna");
        const eyes = watch(phone);
        await log(phone);
        await phone.getByLabel(t("wins.own")).fill("Al pratend");
        await phone.getByRole("button", { name: t("files.voice_add") }).click();
        await expect(phone.getByText(t("files.voice_count", { seconds: "2", most: "60" }))).toBeVisible();
        await phone.getByRole("button", { name: t("action.save") }).click();
        await expect(phone).toHaveURL(/\/successen(\?|$)/);
        await phone.reload();
        await awake(phone);
        await expect(phone.getByText("Al pratend")).toHaveCount(1);
        await hears(phone);
        eyes.calm();
      });

      test("a photo that was refused is told as a photo", async ({ browser }) => {
        const { phone } = await youth(browser, "Iris");
        // A slow "no": the page went on by then.
        let refuse = () => {};
        const gone = new Promise<void>((resolve) => { refuse = resolve; });
        await phone.route("**/files/*", async (route) => {
          await gone;
          await route.fulfill({ status: 413 });
        });
        await log(phone);
        await phone.getByLabel(t("wins.own")).fill("Mijn woorden staan er");
        await phone.getByLabel(t("files.photo_add")).setInputFiles({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: await landscape(phone, 2000, 1500) });
        await expect(picture(phone)).toBeVisible();
        await phone.getByRole("button", { name: t("action.save") }).click();
        await expect(phone).toHaveURL(/\/successen(\?|$)/);
        await phone.getByRole("link", { name: t("nav.plan") }).click();
        refuse();
        await expect(phone.getByText(t("files.photo_failed"))).toBeVisible();
        await expect(phone.getByText(t("not_taken.file"))).toBeVisible();
        await expect(phone.getByText(t("not_taken.explain"))).toHaveCount(0);
      });
    }

    test("without script the form takes the photo as it is", async ({ browser }) => {
      const { context, phone } = await youth(browser, "Lina");
      const camera = await landscape(phone, 2000, 1500);
      const plain = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, storageState: await context.storageState() });
      const page = await plain.newPage();
      const field = page.locator("input[type=file]");
      for (const [buffer, said] of [[Buffer.from("MZ"), t("problem.not_a_picture")], [Buffer.alloc(10 * 1024 * 1024 + 1), t("problem.file_too_large")]] as const) {
        await page.goto(`${stip.origin}/successen/nieuw`);
        await page.getByLabel(t("wins.own")).fill("Een rondje gefietst");
        await field.setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer });
        await page.getByRole("button", { name: t("action.save") }).click();
        await expect(page.getByText(said).first()).toBeVisible();
        await expect(page.getByLabel(t("wins.own"))).toHaveValue("Een rondje gefietst");
      }
      await field.setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: camera });
      await page.getByRole("button", { name: t("action.save") }).click();
      await expect(page).toHaveURL(/\/successen(\?|$)/);
      await expect(picture(page)).toBeVisible();
      await phone.goto(`${stip.origin}/successen`);
      await awake(phone);
      await isSeen(phone);
      // A ready sentence takes it too.
      await page.goto(`${stip.origin}/successen/nieuw`);
      await field.setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: camera });
      await page.getByRole("button", { name: t("wins.quick_called") }).click();
      await expect(page).toHaveURL(/\/successen(\?|$)/);
      await expect(page.locator(".win", { hasText: t("wins.quick_called") }).locator(".photo img")).toBeVisible();
    });
  });
}

test("a phone that may not listen, or cannot, says so", async ({ browser }) => {
  const stip = await startStip({ coaches: ["Sanne"] });
  try {
    const desk = await coachLogsIn(browser, stip);
    const context = await browser.newContext({ viewport: PHONE });
    await context.addInitScript(() => {
      const refuse = () => Promise.reject(new DOMException("no", "NotAllowedError"));
      navigator.mediaDevices.getUserMedia = refuse;
    });
    const phone = await joins(context, await invite(desk, stip, "Sam"), "Sam");
    await phone.goto(`${stip.origin}/successen/nieuw`);
    await awake(phone);
    await phone.getByRole("button", { name: t("files.voice_add") }).click();
    await expect(phone.getByText(t("files.voice_denied"))).toBeVisible();
    await context.addInitScript(() => { Object.defineProperty(globalThis, "MediaRecorder", { value: undefined }); });
    await phone.reload();
    await awake(phone);
    await phone.getByRole("button", { name: t("files.voice_add") }).click();
    await expect(phone.getByText(t("files.voice_none"))).toBeVisible();
  } finally {
    await stip.stop();
  }
});

/** The voice note plays, to its end. */
async function hears(page: Page): Promise<void> {
  await page.getByRole("button", { name: t("files.voice_play") }).click();
  await expect.poll(() => page.locator("audio").evaluate((sound: HTMLAudioElement) => sound.ended || sound.currentTime > 0.5)).toBe(true);
}
