// What the small files beside the WASM share. Their sentences are in the language of the page: the build
// fills in, from app/locale, those that they ask for, and fails when there is none.
const TEXTS = /*__STIP_TEXTS__*/ {};

/** The sentence of a key. */
export const t = (key) => (TEXTS[document.documentElement.lang] ?? TEXTS.nl)[key];

/** An element with these attributes and children; a string is a text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A picture of the sprite; the words beside it say the same. */
export function icon(name) {
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(NAMESPACE, "svg");
  const use = document.createElementNS(NAMESPACE, "use");
  use.setAttribute("href", `/icons.svg#${name}`);
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  picture.append(use);
  return picture;
}

/** Draws into the places of this kind, now and whenever a page brings one. Answers how to draw again. */
export function places(selector, draw) {
  const look = () => document.querySelectorAll(selector).forEach(draw);
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
  return look;
}
