// Watches the app lock while a page is open, and draws the button that hides Stip at once. Most phones have
// neither: what they need comes only when a cookie says so.
import { element, icon, places, t } from "./beside.js";

const has = (name) => new RegExp(`(?:^|; )${name}=`).test(document.cookie);
const html = document.documentElement;
// A minute, in milliseconds.
const OFTEN = 60_000;

let vault;
const there = async () => (vault ??= await import("./vault.js"));

function hide() {
  // First of all nothing may be seen.
  html.dataset.covered = "";
  if (has("lock")) document.cookie = "unlocked=; Path=/; Max-Age=0; SameSite=Lax";
  location.replace("/clock.html");
}

const drawn = places(".hide-place", (place) => {
  if (!has("hide") || place.firstElementChild) return has("hide") || place.replaceChildren();
  const button = element("button", { class: "button button-icon captioned", type: "button" }, icon("hide"), t("lock.hide"));
  button.addEventListener("click", hide);
  place.append(button);
});

// Left alone for too long: the page stays as it is, with what was typed, under the lock.
let drawing = false;
async function look() {
  if (!has("lock") || !has("person")) return open();
  if (has("unlocked")) {
    (await there()).stay();
    return open();
  }
  // The server may have said "locked" already.
  if (drawing) return;
  drawing = true;
  html.dataset.locked = "";
  (await there()).shut();
  const { drawLock } = await import("./lockscreen.js");
  // No dialog: a browser lets "Escape" close one. The stylesheet hides all that is beside it from everybody.
  const screen = element("section", { class: "lock-screen" });
  document.body.append(screen);
  await drawLock(screen, open);
}

function open() {
  drawing = false;
  delete html.dataset.locked;
  delete html.dataset.covered;
  document.querySelector(".lock-screen")?.remove();
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") return look();
  // The picture that the phone makes of open apps.
  if (has("lock")) html.dataset.covered = "";
  if (has("unlocked")) vault?.stay();
});
setInterval(() => document.visibilityState === "visible" && look(), OFTEN);
if (has("lock")) there().then(({ onChange }) => onChange(look));
look();

places(".lock-place", async (place) => {
  if (place.dataset.drawn) return;
  place.dataset.drawn = "yes";
  const { drawSettings } = await import("./locksettings.js");
  drawSettings(place, drawn);
});
