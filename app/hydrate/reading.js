// *Lezen*: a choice is seen at once, and kept on this device, with and without a network.
const FORM = 'form[action="/form/reading"]';
const YEAR = 365 * 24 * 3600;

function keep(form) {
  const words = [...new FormData(form).values()].filter((word) => word !== "usual");
  document.documentElement.dataset.reading = words.join(" ");
  document.cookie = `reading=${words.join(".")}; Path=/; Max-Age=${YEAR}; SameSite=Lax`;
  const status = form.querySelector("[data-kept]");
  if (status) status.textContent = status.dataset.kept;
  // Safari forgets after a week what a script wrote; what the server writes stays.
  const body = new URLSearchParams(new FormData(form));
  fetch(form.getAttribute("action"), { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
}

document.addEventListener("change", ({ target }) => {
  const form = target.closest(FORM);
  if (form) keep(form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(FORM)) return;
  event.preventDefault();
  keep(event.target);
});
