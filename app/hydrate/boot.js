// Starts the app once the page has been seen: reading and every form work before that.

// A browser's first page holds this text itself, and the stylesheet (app/src/shell.rs).
const HERE = /*__STIP_HERE__*/ import.meta.url;
const BROUGHT = /*__STIP_BROUGHT__*/ null;
const file = (name) => new URL(name, HERE).href;

// The server writes on <html> how this person likes to read. A page without a server asks the cookie.
const html = document.documentElement;
html.dataset.reading ??= document.cookie.match(/(?:^|; )reading=([a-z.]+)/)?.[1].replaceAll(".", " ") ?? "";

// With the app lock shut nothing is drawn; the server says the same where there is one (vault.js). Without a
// session there is nothing to lock: a coach may log in here, and an invitation be opened.
const has = (name) => new RegExp(`(?:^|; )${name}=`).test(document.cookie);
const isShut = has("person") && has("lock") && !has("unlocked");

// Asked for at the youth's tap, never at the first look. The browser says it once, and early.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  globalThis.stipInstall = event;
  dispatchEvent(new Event("stip-install"));
});

const program = new AbortController();
// A form that is sent before the program is awake: it is seen at once that the tap was taken, and the answer
// is the page itself, which spares a slow network a way to and fro (server/src/http/forms/plan.rs).
const takeEarly = ({ target, submitter, defaultPrevented }) => {
  if (defaultPrevented || !target.action.includes("/form/plans/")) return;
  (submitter ?? target).dataset.taken = "";
  // The answer brings a page with a program of its own: the one on its way would only keep it waiting.
  program.abort();
  if (!target.action.includes("?")) target.action += "?here";
};
document.addEventListener("submit", takeEarly);

// On a phone's first visit the program is awake before it has the plan. Until then the server takes a form sooner.
// A phone with a worker has been here before, and keeps the plan.
const isFirst = BROUGHT && !navigator.serviceWorker?.controller;
addEventListener(
  "submit",
  (event) => {
    const isSooner = isFirst && navigator.onLine && !("planned" in html.dataset);
    if (!isSooner || !event.target.action.includes("/form/plans/")) return;
    event.stopPropagation();
    takeEarly(event);
  },
  { capture: true },
);

// What was typed before the program came stays where it is (app/src/ui/more.rs).
addEventListener("input", ({ target }) => "awake" in html.dataset || target.closest?.("details")?.setAttribute("data-typed", ""));

// A task of its own for each part of the work: between them a tap is heard.
const breath = () => new Promise((resolve) => setTimeout(resolve));

// The lazy parts that the page's program will ask for, fetched beside it.
const NEEDS = /*__STIP_NEEDS__*/ {};
function ahead() {
  const { pathname } = location;
  const entry = pathname === "/" || ["/welkom", "/inloggen", "/meekijken"].some((path) => pathname.startsWith(path));
  // *Vandaag* itself is in what everybody loads.
  const own = pathname === "/vandaag" ? "plan" : "youth";
  for (const path of NEEDS[pathname.startsWith("/jongeren") ? "coach" : entry ? "entry" : own] ?? []) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "", href: file(path) });
    document.head.append(link);
  }
}

const load = async () => {
  const { signal } = program;
  const wasm = fetch(file("stip.wasm"), { signal });
  wasm.catch(() => {}); // told below
  if (location.pathname !== "/vandaag") ahead();
  const { default: init, hydrate, settle } = await import(file("stip.js"));
  await init({ module_or_path: wasm });
  // A tap on *Vandaag* needs the plan behind it: next, for it must not keep the program waiting.
  if (location.pathname === "/vandaag") ahead();
  await breath();
  hydrate();
  // Until then the page must stay as the server drew it: its program is still looking for its places.
  await new Promise((resolve) => {
    const look = () => "awake" in html.dataset && resolve();
    new MutationObserver(look).observe(html, { attributes: true });
    look();
  });
  await breath();
  settle();
};
// A load that breaks off (another page was opened, or the network went away) leaves a page that can be
// read and whose forms work. It is tried once more when the network returns.
const start = () =>
  load().catch(() => {
    // A picture of the page that nothing will replace may at least be read and walked through.
    document.querySelector(".glimpse")?.removeAttribute("inert");
    addEventListener("online", start, { once: true });
  });
// What a page showed to somebody who is logged out now must not come back with "back".
addEventListener("pageshow", (event) => event.persisted && location.reload());
// What a browser can do beside the pages. Each is small, and nothing waits for it.
const part = (name) => import(file(`${name}.js`)).catch(() => {});
const beside = () => {
  ["aloud", "install", "lock", "reading", "share", "update"].forEach(part);
  part("glimpse").then((made) => made?.follow());
};
// The next page may ask for the files: they lie here then.
const fetchFiles = async () => {
  if (!BROUGHT) return;
  const came = await Promise.all(BROUGHT.files.map((path) => fetch(path)));
  if (!came.every(({ ok }) => ok)) return;
  document.cookie = `files=${BROUGHT.build}; path=/; max-age=31536000; samesite=lax`;
};
// Until the browser has nothing more to draw, but half a second at most. Safari cannot say.
const quiet = (then) => (globalThis.requestIdleCallback ? requestIdleCallback(then, { timeout: 500 }) : setTimeout(then, 100));
const begin = () => start().then(beside).then(fetchFiles).catch(() => {});
const give = () => "glimpse" in html.dataset && part("glimpse").then((made) => made?.give());
if (has("lock") || has("hide")) part("lock");
// The answer to a form holds words that were typed: the lock comes over it instead.
if (isShut && !("page" in html.dataset) && !("locked" in html.dataset)) {
  location.replace(`/lock.html?to=${encodeURIComponent(location.pathname)}`);
} else if (isShut || ("shell" in html.dataset && !("glimpse" in html.dataset)) || document.visibilityState === "hidden") {
  give();
  begin(); // nobody looks at anything yet; the answer to a form stays as it is, under the lock
} else {
  // The first picture stands.
  requestAnimationFrame(() =>
    setTimeout(() => {
      give();
      quiet(begin);
    }),
  );
}
