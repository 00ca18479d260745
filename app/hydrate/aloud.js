// Reads the page aloud, with a voice that lives on this device. Other voices are left alone: they would
// send the words of a plan to whoever makes them. Without a voice there is no button.
import { element, icon, places, t } from "./beside.js";

const html = document.documentElement;
const speech = globalThis.speechSynthesis;

// The accents that most people here know.
const HOME = { nl: "nl-NL", en: "en-GB" };
// What is no content: ways elsewhere, pictures, what can be typed, and buttons. Buttons that are an
// answer, and the one thing to do next, are content.
const SKIP =
  "nav, footer, svg, .way, input, textarea, select, summary, .aloud-place, .trial, .brand, .topbar, [role=status], " +
  "details:not([open]) > :not(summary), [aria-hidden=true], a.button-icon, button:not(.choice-face, .button-sun), a.button:not(.button-sun)";

function voiceOf(language) {
  const tag = (voice) => voice.lang.replace("_", "-");
  const own = speech.getVoices().filter((voice) => voice.localService && tag(voice).split("-")[0] === language);
  return own.find((voice) => tag(voice) === HOME[language]) ?? own[0];
}

/** Every block of text that a person sees, in order, each with its language. */
function blocks() {
  const shell = document.querySelector(".shell");
  const found = [];
  if (!shell) return found;
  const walker = document.createTreeWalker(shell, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode(node) {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      const skip = node.matches(SKIP) || getComputedStyle(node).display === "none";
      return skip ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    },
  });
  let last;
  while (walker.nextNode()) {
    const words = walker.currentNode.data;
    let block = walker.currentNode.parentElement;
    if (!words.trim() || !block.getClientRects().length) continue;
    const language = block.closest("[lang]").lang;
    while (/^(inline|contents)/.test(getComputedStyle(block).display)) block = block.parentElement;
    if (block === last) {
      found.at(-1).text += words;
    } else {
      found.push({ text: words, language });
    }
    last = block;
  }
  // A list of signs only would be read as "dash, dash".
  return found
    .map(({ text, language }) => ({ text: text.replace(/\s+/g, " ").trim(), language }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

let run = 0;
let speaking = false;
// Some browsers forget a sentence that nobody holds on to, and its end never comes.
let saying;

function stop() {
  run += 1;
  speech.cancel();
  tell(false);
}

function start() {
  stop();
  const mine = run;
  const page = document.querySelector(".shell");
  const rest = blocks();
  tell(true);
  const next = () => {
    if (run !== mine) return;
    const block = rest.shift();
    if (!block || !page.isConnected) {
      stop();
      return;
    }
    saying = new SpeechSynthesisUtterance(block.text);
    saying.lang = block.language;
    saying.voice = voiceOf(block.language) ?? voiceOf(html.lang);
    // Slower than people talk: who listens also wants to follow along.
    saying.rate = 0.9;
    saying.onend = next;
    saying.onerror = () => run === mine && stop();
    speech.speak(saying);
  };
  next();
}

function tell(now) {
  speaking = now;
  show();
}

// The page's program keeps marks of its own in the place; only the button is ours.
function draw(place) {
  const there = place.firstElementChild;
  const name = speaking ? "stop" : "aloud";
  if (!voiceOf(html.lang)) {
    there?.remove();
  } else if (there?.dataset.aloud !== name) {
    const look = { class: `button button-icon captioned aloud aloud-${name}`, type: "button" };
    const button = there ?? place.appendChild(element("button", look));
    button.dataset.aloud = name;
    button.className = look.class;
    button.replaceChildren(icon(name), speaking ? t("reading.stop") : t("reading.aloud"));
  }
}

let show = () => {};
if (speech) {
  show = places(".aloud-place", draw);
  // Some browsers know their voices only later.
  speech.addEventListener?.("voiceschanged", () => show());
  document.addEventListener("click", ({ target }) => {
    if (target.closest(".aloud")) {
      if (speaking) stop();
      else start();
    } else if (speaking && target.closest("a[href], form button")) {
      stop();
    }
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && speaking) stop();
  });
  // A page that is left would go on talking.
  addEventListener("pagehide", stop);
  addEventListener("popstate", stop);
}
