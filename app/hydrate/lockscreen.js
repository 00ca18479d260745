// The screen of the app lock: a code, or the phone's own passkey. For lock.html, and over a page that was
// left alone: what was typed there stays under it.
import { element, icon, t } from "./beside.js";
import { isCode, isOpen, kind, letGo, open } from "./vault.js";

const clock = (at) => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" }).format(at);

function codeField() {
  const given = { id: "lock-code", type: "password", inputmode: "numeric", autocomplete: "one-time-code", class: "input lock-code" };
  const field = element("input", { ...given, "aria-describedby": "lock-said" });
  return [element("label", { for: "lock-code", class: "label" }, t("lock.code_label")), field];
}

// Somebody who forgot the code comes in anew by their coach; what was not sent cannot be read without it.
function forgotten(way) {
  const form = element("form", { method: "post", action: "/form/logout" });
  form.append(element("button", { class: "button button-quiet button-wide" }, t("lock.log_out")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    letGo().finally(() => form.submit());
  });
  const label = way === "passkey" ? t("lock.stuck") : t("lock.forgot");
  const summary = element("summary", { class: "button button-plain button-wide" }, label);
  return element("details", { class: "more" }, summary, element("p", {}, t("lock.forgot_explain")), form);
}

function again(place, opened) {
  const button = element("button", { class: "button button-wide", type: "button" }, t("lock.again"));
  button.addEventListener("click", () => drawLock(place, opened));
  return button;
}

/** Draws the lock into this place, and calls `opened` once it is open. */
export async function drawLock(place, opened) {
  const said = element("p", { role: "status", class: "lock-said", id: "lock-said" });
  const title = element("h1", { tabindex: "-1" }, icon("lock"), t("lock.title"));
  const say = (text) => said.replaceChildren(text);
  const draw = (...parts) => place.replaceChildren(element("div", { class: "lock-sheet" }, title, ...parts));
  let way;
  try {
    way = await kind();
  } catch {
    // Slow, or asleep: what is on the phone is still there, so nobody is told to let go of it.
    say(t("lock.not_now"));
    draw(element("div", { class: "form card" }, said, again(place, opened)));
    return title.focus();
  }
  if (way === "off") return opened();
  const form = element("form", { class: "form card", novalidate: "" });
  const field = way === "code" ? codeField() : [];
  const button = element("button", { class: "button button-sun button-wide" }, way === "code" ? t("lock.open") : t("lock.open_passkey"));
  const back = () => (field[1] ?? button).focus();
  const tell = ({ wrong, wait }) => {
    if (wait) return say(t("lock.wait").replace("{time}", clock(wait + 60_000)));
    if (wrong) return say(way === "code" ? t("lock.wrong") : t("lock.passkey_failed"));
    opened();
  };
  form.append(...field, said, ...(way ? [button] : []));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy")) return;
    const code = field[1]?.value ?? "";
    if (way === "code" && !isCode(code)) {
      say(t("lock.too_short"));
      return back();
    }
    button.setAttribute("aria-busy", "true");
    say(t("lock.looking"));
    const answer = await open(code).catch(() => ({ wrong: true }));
    button.removeAttribute("aria-busy");
    if (field[1]) field[1].value = "";
    tell(answer);
    if (!isOpen()) back();
  });
  // The browser threw away what it kept: there is nothing left to open.
  if (!way) say(t("lock.lost"));
  draw(form, forgotten(way));
  (field[1] ?? title).focus();
}
