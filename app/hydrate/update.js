// A newer Stip waits until the person says so, and never asks while something is being typed.
import { element, t } from "./beside.js";

const workers = navigator.serviceWorker;
const HOUR = 3_600_000;

let waiting;
let tapped = false;
let looked = Date.now();

/** Whether there are words on this page that are nowhere else yet. */
function typing() {
  return [...document.querySelectorAll("input, textarea")].some((field) => {
    if (field.type === "hidden") return false;
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    return field.value.trim() !== "" && field.value !== field.defaultValue;
  });
}

// There from the start, so that a screen reader tells what comes into it; and behind the page, because the
// page's program may still be counting what the server drew. The stylesheet shows it above.
const place = element("div", { role: "status", class: "newer-place" });
document.body.append(place);

function show() {
  if (!waiting || typing()) return place.replaceChildren();
  if (place.firstChild) return;
  const button = element("button", { class: "button", type: "button" }, t("app.update_now"));
  button.addEventListener("click", take);
  place.append(element("div", { class: "newer" }, element("p", {}, t("app.update_ready")), button));
}

function take() {
  if (typing()) return show();
  tapped = true;
  waiting?.postMessage("skip-waiting");
}

function follow(registration) {
  const look = () => {
    waiting = registration.active ? registration.waiting : null;
    show();
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  document.addEventListener("visibilitychange", () => {
    show();
    // An app on the home screen may stay open for weeks: nothing else would make it look.
    if (document.visibilityState === "hidden" || Date.now() - looked < HOUR) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
}

workers?.ready.then(follow);
for (const kind of ["input", "change", "submit", "focusout"]) {
  document.addEventListener(kind, () => setTimeout(show));
}
// The worker asks before a tapped message opens another page here.
workers?.addEventListener("message", ({ data, ports }) => data === "typing" && ports[0]?.postMessage(typing()));
// Another open window keeps the files that it has, until it is closed or asks by itself.
workers?.addEventListener("controllerchange", () => {
  if (tapped) location.reload();
});
