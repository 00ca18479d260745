// The screen of the app lock: a code, or the phone's own passkey. For lock.html, and over a page that was
// left alone: what was typed there stays under it.
import { element, icon, t } from "./beside.js";
import { isOpen, kind, open } from "./vault.js";

const clock = (at) => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" }).format(at);

function codeField() {
  const given = { id: "lock-code", type: "password", inputmode: "numeric", autocomplete: "off", class: "input lock-code" };
  const field = element("input", given);
  return [element("label", { for: "lock-code", class: "label" }, t("lock.code_label")), field];
}

// Somebody who forgot the code comes in anew by their coach; what was not sent cannot be read without it.
const forgotten = () =>
  element(
    "details",
    { class: "more" },
    element("summary", { class: "button button-plain button-wide" }, t("lock.forgot")),
    element("p", {}, t("lock.forgot_explain")),
    element("form", { method: "post", action: "/form/logout" }, element("button", { class: "button button-quiet button-wide" }, t("lock.log_out"))),
  );

/** Draws the lock into this place, and calls `opened` once it is open. */
export async function drawLock(place, opened) {
  const said = element("p", { role: "status", class: "lock-said" });
  const title = element("h1", { tabindex: "-1" }, icon("lock"), t("lock.title"));
  const way = await kind().catch(() => undefined);
  const say = (text) => said.replaceChildren(text);
  const tell = ({ wrong, wait }) => {
    if (wait) return say(t("lock.wait").replace("{time}", clock(wait + 60_000)));
    if (wrong) return say(way === "code" ? t("lock.wrong") : t("lock.passkey_failed"));
    opened();
  };
  const form = element("form", { class: "form card", novalidate: "" });
  const field = way === "code" ? codeField() : [];
  const button = element("button", { class: "button button-sun button-wide" }, way === "code" ? t("lock.open") : t("lock.open_passkey"));
  form.append(...field, said, ...(way ? [button] : []));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    say("");
    const answer = await open(field[1]?.value ?? "").catch(() => ({ wrong: true }));
    button.removeAttribute("aria-busy");
    if (field[1]) field[1].value = "";
    tell(answer);
    if (!isOpen()) (field[1] ?? button).focus();
  });
  // The browser threw away what it kept: there is nothing left to open.
  if (!way) say(t("lock.lost"));
  place.replaceChildren(element("div", { class: "lock-sheet" }, title, form, forgotten()));
  (field[1] ?? title).focus();
}
