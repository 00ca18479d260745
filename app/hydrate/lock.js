// Watches the app lock while a page is open, and draws the button that hides Stip. Most phones have neither:
// what they need comes only when a cookie says so.
import { element, icon, places, t } from "./beside.js";

const has = (name) => new RegExp(`(?:^|; )${name}=`).test(document.cookie);
// Without a session there is nothing to lock.
const isOn = () => has("lock") && has("person");
const html = document.documentElement;
// A minute, in milliseconds.
const OFTEN = 60_000;

const screen = () => document.querySelector(".lock-screen");
let vault;
const there = async () => (vault ??= await import("./vault.js"));
let focused;

// A section over the page, which stays as it is, with what was typed. No dialog: a browser lets "Escape" close
// one. The stylesheet hides all that is beside it from everybody.
function cover(...parts) {
  focused ??= document.activeElement;
  screen()?.remove();
  const made = element("section", { class: "lock-screen" }, ...parts);
  document.body.append(made);
  return made;
}

function open() {
  delete html.dataset.locked;
  delete html.dataset.covered;
  screen()?.remove();
  focused?.focus?.();
  focused = undefined;
}

// Left alone for too long.
async function look() {
  if ("hidden" in html.dataset) return;
  if (!isOn()) return open();
  if (has("unlocked")) {
    (await there()).stay();
    return open();
  }
  if (screen()) return;
  html.dataset.locked = "";
  const place = cover();
  try {
    await (await there()).shutUnseen();
    if (has("unlocked")) return open();
    const { drawLock } = await import("./lockscreen.js");
    await drawLock(place, open);
  } catch {
    // Its file did not come. The words under it are worth more than a page that closes.
    const button = element("button", { class: "button button-wide", type: "button" }, t("lock.again"));
    button.addEventListener("click", () => (place.remove(), look()));
    place.replaceChildren(element("div", { class: "lock-sheet" }, element("h1", {}, icon("lock"), t("lock.title")), button));
  }
}

// Behind a clock, as every phone has one. The page stays under it; a tap on the clock comes back, to the lock if
// there is one.
function hide() {
  const before = { title: document.title, address: location.href };
  html.dataset.hidden = "";
  if (isOn()) there().then(({ shut }) => shut());
  const [time, date] = [element("button", { type: "button", class: "clock-time" }), element("p")];
  const language = html.lang;
  const tick = () => {
    const now = new Date();
    time.textContent = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(now);
    date.textContent = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" }).format(now);
  };
  tick();
  const timer = setInterval(tick, 1000);
  const place = cover(time, date);
  place.classList.add("clock");
  document.title = t("lock.clock");
  history.replaceState(history.state, "", "/clock.html");
  time.addEventListener("click", () => {
    clearInterval(timer);
    document.title = before.title;
    history.replaceState(history.state, "", before.address);
    delete html.dataset.hidden;
    place.remove();
    look();
  });
  time.focus();
}

function draw(place) {
  if (!has("hide") || place.firstElementChild) return has("hide") || place.replaceChildren();
  const button = element("button", { class: "button button-icon captioned", type: "button" }, icon("hide"), t("lock.hide"));
  button.addEventListener("click", hide);
  place.append(button);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") return look();
  // The picture that the phone makes of open apps.
  if (isOn()) html.dataset.covered = "";
  if (has("unlocked")) vault?.stay();
});
setInterval(() => document.visibilityState === "visible" && look(), OFTEN);
if (isOn()) there().then(({ onChange }) => onChange(look)).catch(() => {});
look();

// The program must find the page as the server drew it: places are filled once it is awake.
const fill = () => {
  if (!("awake" in html.dataset)) return false;
  const drawn = places(".hide-place", draw);
  places(".lock-place", async (place) => {
    if (place.dataset.drawn) return;
    place.dataset.drawn = "yes";
    const { drawSettings } = await import("./locksettings.js");
    drawSettings(place, drawn);
  });
  return true;
};
if (!fill()) {
  const watch = new MutationObserver(() => fill() && watch.disconnect());
  watch.observe(html, { attributes: true, attributeFilter: ["data-awake"] });
}
