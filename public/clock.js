// The page behind which Stip hides: a clock, as every phone has one. A tap on it goes back.
const language = /(?:^|; )language=en/.test(document.cookie) ? "en" : "nl";
document.documentElement.lang = language;
const [time, date] = [document.querySelector("time"), document.querySelector("p")];

function tick() {
  const now = new Date();
  time.textContent = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(now);
  date.textContent = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" }).format(now);
}
tick();
setInterval(tick, 1000);
