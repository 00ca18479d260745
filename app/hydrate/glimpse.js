// *Vandaag* as it looked last. The service worker writes it into the shell (public/sw.js), so that from the home
// screen a youth without a network reads what comes next before any program is there. It is a picture: the
// program draws the page behind it, and takes its place.
import { keep } from "./keep.js";

const PAGE = "/vandaag";
const html = document.documentElement;
// Safari has no quiet moments to wait for.
const idle = globalThis.requestIdleCallback ?? setTimeout;
// Milliseconds in which a page that still changes is not kept.
const QUIET = 300;
const WAYS = "a[href], button";
// A tap is made on the page if that comes this soon, in milliseconds; later it would surprise.
const SOON = 5000;
const session = () => /(?:^|; )person=([^;]+)/.exec(document.cookie)?.[1];
// Whose page it is. Somebody else may log in beside it.
const owner = html.dataset.person ?? session();

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
  let at = 0;
  const tap = ({ clientX, clientY }) => {
    const isHit = isAt(clientX, clientY);
    if ([...picture.querySelectorAll(".hide-place button")].some(isHit)) return hide();
    wanted = [...picture.querySelectorAll(WAYS)].find(isHit);
    wanted?.setAttribute("data-taken", "");
    at = performance.now();
  };
  // A finger that scrolls ends in no "pointerup"; a click on what cannot be clicked is none on an iPhone.
  addEventListener("pointerup", tap);
  const look = () => {
    if (!drawn()?.querySelector("main") || drawn().querySelector(".waiting")) return;
    watch.disconnect();
    removeEventListener("pointerup", tap);
    picture.remove();
    delete html.dataset.glimpse;
    if (!wanted || performance.now() - at > SOON) return;
    [...drawn().querySelectorAll(WAYS)].find((way) => meaning(way) === meaning(wanted))?.click();
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true });
  look();
}

// Whoever hides Stip does not wait for the program (lock.js).
function hide() {
  document.cookie = "unlocked=; Path=/; Max-Age=0; SameSite=Lax";
  location.replace("/clock.html");
}

/** Keeps how the page looks whenever it has changed, for the youth whose phone this is. */
export function follow() {
  let timer;
  let last;
  const look = async () => {
    if (location.pathname !== PAGE) last = undefined; // what is taken back elsewhere takes the picture along
    const isKept = "keeps" in html.dataset || "shell" in html.dataset;
    const isHere = location.pathname === PAGE && owner && owner === session() && !("locked" in html.dataset);
    if (!isKept || !isHere || !drawn()?.querySelector("main h2")) return;
    const page = drawn().cloneNode(true);
    for (const named of page.querySelectorAll("[id]")) named.removeAttribute("id");
    // What was said then is not said again.
    for (const said of page.querySelectorAll("[role=status]")) said.remove();
    const text = JSON.stringify({ lang: html.lang, dir: html.dir, day: new Date().toDateString(), page: page.outerHTML });
    if (text === last) return;
    // A phone that keeps nothing shows the page a moment later.
    await keep(JSON.stringify({ op: "save", owner, name: "glimpse", text })).then(
      () => (last = text),
      () => {},
    );
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(idle, QUIET, look);
  };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && look());
  soon();
}
