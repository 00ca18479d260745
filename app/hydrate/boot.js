// Starts the app once the page has had a quiet moment: reading and every form work before that.
import init, { hydrate } from "./stip.js";

const start = async () => {
  await init({ module_or_path: new URL("./stip.wasm", import.meta.url) });
  hydrate();
};
if ("requestIdleCallback" in window) {
  requestIdleCallback(start, { timeout: 1000 });
} else {
  setTimeout(start, 1);
}
