// Stip on the home screen: which way fits this browser, and whether it was offered before. And the badge:
// whoever has Stip open has seen what is new.
import { element, icon, places, t } from "./beside.js";

const html = document.documentElement;
const OFFERED = "stip-install-offered";

// Safari is the browser that has no question of its own, and no other browser on an iPhone has one.
const apple =
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);

let show = () => {};

function look() {
  const done = matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
  html.dataset.install = done ? "done" : globalThis.stipInstall ? "ask" : apple ? "ios" : "menu";
  show();
}

function wasOffered() {
  try {
    return localStorage.getItem(OFFERED) !== null;
  } catch {
    return true; // A browser that keeps nothing would be asked every day.
  }
}

// Once: the next visit does not ask again.
const offered = wasOffered();

function draw(place) {
  if (offered || !["ask", "ios"].includes(html.dataset.install)) return place.firstElementChild?.remove();
  if (place.firstElementChild) return;
  const way = element("a", { class: "button button-quiet", href: "/ik/beginscherm" }, t("install.show"));
  place.append(element("p", { class: "notice" }, icon("phone"), element("span", {}, t("install.offer")), way));
  try {
    localStorage.setItem(OFFERED, "");
  } catch {
    // Then it may come once more.
  }
}

async function ask() {
  const question = globalThis.stipInstall;
  if (!question) return;
  // A browser lets each question be asked once.
  globalThis.stipInstall = undefined;
  await question.prompt();
  const { outcome } = await question.userChoice;
  if (outcome === "accepted") html.dataset.install = "done";
  else look();
}

look();
show = places(".install-place", draw);
addEventListener("stip-install", look);
addEventListener("appinstalled", () => {
  globalThis.stipInstall = undefined;
  html.dataset.install = "done";
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-install-now]")) ask();
});

function seen() {
  if (document.visibilityState === "visible") navigator.clearAppBadge?.().catch(() => {});
}
document.addEventListener("visibilitychange", seen);
seen();
