// Starts the app once the page has had a quiet moment: reading and every form work before that.
import init, { hydrate } from "./stip.js";

// The server writes on <html> how this person likes to read. A page without a server asks the cookie.
const html = document.documentElement;
html.dataset.reading ??= document.cookie.match(/(?:^|; )reading=([a-z.]+)/)?.[1].replaceAll(".", " ") ?? "";

// With the app lock shut nothing is drawn; the server says the same where there is one (vault.js).
const has = (name) => new RegExp(`(?:^|; )${name}=`).test(document.cookie);
const isShut = has("lock") && !has("unlocked");

// Asked for at the youth's tap, never at the first look. The browser says it once, and early.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  globalThis.stipInstall = event;
  dispatchEvent(new Event("stip-install"));
});

const load = async () => {
  await init({ module_or_path: new URL("./stip.wasm", import.meta.url) });
  hydrate();
  // Until then the page must stay as the server drew it: its program is still looking for its places.
  await new Promise((resolve) => {
    const look = () => "awake" in html.dataset && resolve();
    new MutationObserver(look).observe(html, { attributes: true });
    look();
  });
};
// A load that breaks off (another page was opened, or the network went away) leaves a page that can be
// read and whose forms work. It is tried once more when the network returns.
const start = () => load().catch(() => addEventListener("online", start, { once: true }));
// What a page showed to somebody who is logged out now must not come back with "back".
addEventListener("pageshow", (event) => event.persisted && location.reload());
// What a browser can do beside the pages. Each is small, and nothing waits for it.
const beside = () => ["aloud", "install", "lock", "reading", "update"].forEach((part) => import(`./${part}.js`).catch(() => {}));
const begin = () => start().then(beside);
if (isShut) {
  location.replace(`/lock.html?to=${encodeURIComponent(location.pathname)}`);
} else if (html.hasAttribute("data-shell")) {
  begin(); // nothing is drawn yet
} else if ("requestIdleCallback" in window) {
  requestIdleCallback(begin, { timeout: 1000 });
} else {
  setTimeout(begin, 1);
}
