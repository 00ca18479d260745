// *Slot op Stip*: turning the app lock on and off, and the button that hides Stip.
import { element, icon, t } from "./beside.js";
import { hasPasskeys, isCode, isOn, kind, lockWithCode, lockWithPasskey, open, shut, unlockForGood } from "./vault.js";

const YEAR = 31_536_000;

function field(id, label, hint) {
  const given = { id, type: "password", inputmode: "numeric", autocomplete: "one-time-code", class: "input lock-code", maxlength: "12" };
  if (hint) given["aria-describedby"] = `${id}-hint`;
  return element(
    "div",
    { class: "field" },
    element("label", { for: id, class: "label" }, label),
    ...(hint ? [element("p", { id: `${id}-hint`, class: "hint" }, hint)] : []),
    element("input", given),
  );
}

function form(title, parts, label, work) {
  const said = element("p", { role: "status", class: "lock-said" });
  const button = element("button", { class: "button button-wide" }, label);
  const made = element("form", { class: "form card", novalidate: "" }, element("h2", {}, title), ...parts, said, button);
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    said.textContent = "";
    const values = [...made.querySelectorAll("input")].map(({ value }) => value);
    const wrong = await work(...values).catch((fault) => (fault.name === "NotSupportedError" ? t("lock.no_passkey") : t("lock.failed")));
    button.removeAttribute("aria-busy");
    if (wrong) {
      said.textContent = wrong;
      made.querySelector("input")?.focus();
    }
  });
  return made;
}

/** Draws it into this place; `drawHide` draws the hiding button anew. */
export async function drawSettings(place, drawHide) {
  const again = async (said) => {
    await drawSettings(place, drawHide);
    // What had the focus is gone: a screen reader goes on where it now says how things stand.
    place.querySelector("h2[tabindex]")?.focus();
    if (said) place.querySelector(".lock-done").textContent = said;
  };
  const done = element("p", { role: "status", class: "lock-done" });
  const parts = isOn() ? await locked(again) : await unlocked(again);
  place.replaceChildren(done, ...parts, hiding(drawHide));
}

async function unlocked(again) {
  const code = form(
    t("lock.with_code"),
    [field("lock-first", t("lock.new_code"), t("lock.new_code_hint")), field("lock-second", t("lock.same_code"))],
    t("lock.turn_on"),
    async (first, second) => {
      if (!isCode(first)) return t("lock.too_short");
      if (first !== second) return t("lock.differ");
      await lockWithCode(first);
      again();
    },
  );
  if (!(await hasPasskeys())) return [code];
  const passkey = form(t("lock.with_passkey"), [element("p", {}, t("lock.passkey_lead"))], t("lock.turn_on_passkey"), async () => {
    await lockWithPasskey();
    again();
  });
  return [code, passkey];
}

async function locked(again) {
  const now = element("button", { class: "button button-wide", type: "button" }, icon("lock"), t("lock.shut_now"));
  now.addEventListener("click", () => shut().then(() => location.reload()));
  const way = await kind().catch(() => undefined);
  const off = form(t("lock.off_title"), way === "code" ? [field("lock-off", t("lock.code_label"))] : [], t("lock.turn_off"), async (code) => {
    if (way === "code" && !isCode(code)) return t("lock.too_short");
    const { wrong, wait } = await open(code);
    if (wait) return t("lock.wait_a_while");
    if (wrong) return way === "code" ? t("lock.wrong") : t("lock.passkey_failed");
    await unlockForGood();
    again(t("lock.is_off"));
  });
  return [element("section", { class: "card" }, element("h2", { tabindex: "-1" }, t("lock.is_on")), element("p", {}, t("lock.on_explain")), now), off];
}

function hiding(drawHide) {
  const box = element("input", { type: "checkbox", id: "lock-hide" });
  box.checked = /(?:^|; )hide=/.test(document.cookie);
  box.addEventListener("change", () => {
    document.cookie = `hide=on; Path=/; Max-Age=${box.checked ? YEAR : 0}; SameSite=Lax`;
    const body = new URLSearchParams({ hide: box.checked ? "on" : "off" });
    fetch("/form/lock", { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
    drawHide();
  });
  const label = element("label", { class: "choice", for: "lock-hide" }, box, element("span", { class: "choice-face" }, t("lock.hide_choice")));
  return element("section", { class: "card" }, element("h2", {}, t("lock.hide_title")), element("p", {}, t("lock.hide_explain")), label);
}
