// *Vandaag* as it looked last. The service worker writes it into the shell (public/sw.js), so that from the home
// screen a youth without a network reads what comes next before any program is there. It is a picture: the
// program draws the page behind it, and takes its place.
import { keep } from "./keep.js";

const PAGE = "/vandaag";
const html = document.documentElement;
// Milliseconds in which a page that still changes is not kept.
const QUIET = 300;
const WAYS = "a[href], button";

const drawn = () => document.querySelector("body > .shell");

// Two buttons may say the same: the form around them tells them apart.
const meaning = (way) => [way.textContent, way.getAttribute("href"), new FormData(way.form ?? undefined).get("about")].join("\n");

const isAt = (x, y) => (way) => {
  const { left, right, top, bottom } = way.getBoundingClientRect();
  return left <= x && x <= right && top <= y && y <= bottom;
};

/** Lets the picture go as soon as the page is there. What was tapped in it is tapped on the page. */
export function give() {
  const picture = document.querySelector(".glimpse");
  if (!picture) return;
  let wanted;
  const tap = ({ clientX, clientY }) => (wanted = [...picture.querySelectorAll(WAYS)].find(isAt(clientX, clientY)));
  addEventListener("click", tap);
  const look = () => {
    if (!drawn()?.querySelector("main")) return;
    watch.disconnect();
    removeEventListener("click", tap);
    picture.remove();
    delete html.dataset.glimpse;
    if (wanted) [...drawn().querySelectorAll(WAYS)].find((way) => meaning(way) === meaning(wanted))?.click();
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true });
  look();
}

/** Keeps how the page looks whenever it has changed, for the youth whose phone this is. */
export function follow() {
  let timer;
  let last;
  const look = async () => {
    const owner = /(?:^|; )person=([^;]+)/.exec(document.cookie)?.[1];
    const isKept = "keeps" in html.dataset || "shell" in html.dataset;
    if (!owner || !isKept || "locked" in html.dataset || location.pathname !== PAGE || !drawn()?.querySelector("main h2")) return;
    const page = drawn().cloneNode(true);
    for (const named of page.querySelectorAll("[id]")) named.removeAttribute("id");
    // What was said then is not said again.
    for (const said of page.querySelectorAll("[role=status]")) said.remove();
    const day = new Date().toLocaleDateString("sv");
    const text = JSON.stringify({ lang: html.lang, dir: html.dir, day, page: page.outerHTML });
    if (text === last) return;
    last = text;
    // A phone that keeps nothing shows the page a moment later.
    await keep(JSON.stringify({ op: "save", owner, name: "glimpse", text })).catch(() => {});
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET);
  };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && look());
  soon();
}
