// Another app shares a photo and words with Stip (the manifest's share target).
import { expect, test } from "@playwright/test";
import { awake } from "../support/eyes.ts";
import { coachLogsIn, invite, joins, PHONE } from "../support/people.ts";
import { ready } from "../support/phone.ts";
import { startStip, type Stip } from "../support/stip.ts";
import { t } from "../support/texts.ts";

let stip: Stip;
test.beforeAll(async () => { stip = await startStip({ coaches: ["Sanne"] }); });
test.afterAll(async () => { await stip?.stop(); });

test("a shared photo stands in the form, and goes nowhere by itself", async ({ browser }) => {
  const desk = await coachLogsIn(browser, stip);
  const context = await browser.newContext({ viewport: PHONE });
  const phone = await joins(context, await invite(desk, stip, "Lot"), "Lot");
  await ready(phone);
  const posts: string[] = [];
  context.on("request", (request) => request.method() !== "GET" && posts.push(new URL(request.url()).pathname));
  const manifest = await (await context.request.get(`${stip.origin}/manifest.webmanifest`)).json();
  const { action, method, enctype, params } = manifest.share_target;
  // As the phone does it: a form, sent to where the manifest says.
  await phone.evaluate(
    async ({ action, method, enctype, params }) => {
      const canvas = new OffscreenCanvas(40, 30);
      canvas.getContext("2d")!.fillRect(0, 0, 40, 30);
      const given = new DataTransfer();
      given.items.add(new File([await canvas.convertToBlob({ type: "image/png" })], "foto.png", { type: "image/png" }));
      const form = Object.assign(document.createElement("form"), { action, method, enctype });
      const file = Object.assign(document.createElement("input"), { type: "file", name: params.files[0].name });
      file.files = given.files;
      const text = Object.assign(document.createElement("textarea"), { name: params.text, value: "Mijn eerste taart" });
      form.append(file, text);
      document.body.append(form);
      form.submit();
    },
    { action, method, enctype, params },
  );
  await expect(phone).toHaveURL(/\/successen\/nieuw$/);
  await awake(phone);
  await expect(phone.getByLabel(t("wins.own"))).toHaveValue("Mijn eerste taart");
  await expect(phone.locator("form img")).toBeVisible();
  // Until here nothing went to the server but the words of the worker.
  expect(posts.filter((path) => /plans|delen/.test(path) && path !== "/delen")).toEqual([]);
  await phone.getByRole("button", { name: t("action.save") }).click();
  await expect(phone.locator(".win", { hasText: "Mijn eerste taart" }).locator("img")).toBeVisible();
  expect(await phone.evaluate(async () => (await (await caches.open("shared")).keys()).length)).toBe(0);
});
