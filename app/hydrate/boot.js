// Starts the app once the page has had a quiet moment: reading and every form work before that.
import init, { hydrate } from "./stip.js";

const load = async () => {
  await init({ module_or_path: new URL("./stip.wasm", import.meta.url) });
  hydrate();
};
// A load that breaks off (another page was opened, or the network went away) leaves a page that can be
// read and whose forms work. It is tried once more when the network returns.
const start = () => load().catch(() => addEventListener("online", start, { once: true }));
// What a page showed to somebody who is logged out now must not come back with "back".
addEventListener("pageshow", (event) => event.persisted && location.reload());
if (document.documentElement.hasAttribute("data-shell")) {
  start(); // nothing is drawn yet
} else if ("requestIdleCallback" in window) {
  requestIdleCallback(start, { timeout: 1000 });
} else {
  setTimeout(start, 1);
}
