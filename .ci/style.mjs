// The stylesheets say start and end, never left and right, and measure letters in letters: style.mjs <files>.
// So a script that runs the other way, and a person who needs larger letters, ask for no second stylesheet.
import { readFileSync } from "node:fs";

const rules = [
  [/(?:^|[\s;{])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*)\s*:/g, "say -inline-start, -inline-end, -block-start or -block-end"],
  [/(?:^|[\s;{])(left|right|top|bottom)\s*:/g, "say inset-inline-start and the like"],
  [/(?:^|[\s;{])((?:min-|max-)?(?:width|height))\s*:/g, "say inline-size or block-size"],
  [/(?:^|[\s;{])((?:text-align|float|clear)\s*:\s*(?:left|right))/g, "say start or end"],
  [/(?:^|[\s;{])(border-(?:top|bottom)-(?:left|right)-radius)\s*:/g, "say border-start-start-radius and the like"],
  [/(?:^|[\s;{])(font(?:-size)?\s*:[^;}]*\d(?:px|pt)[^;}]*)/g, "measure letters in rem, em or per cent"],
  [/(?:^|[\s;{])(transition\s*:[^;}]*|animation\s*:[^;}]*)/g, "move only inside @media (prefers-reduced-motion: no-preference)"],
];

const faults = [];
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  // A query looks at the window, which has a width whichever way the words run.
  const asked = text.replace(/@(?:media|container|supports)[^{]*/g, (query) => query.replace(/[^\n]/g, " "));
  const still = outsideOf(text, asked, /@media[^{]*prefers-reduced-motion:\s*no-preference[^{]*/g);
  for (const [pattern, advice] of rules) {
    const moves = advice.startsWith("move");
    for (const found of (moves ? still : asked).matchAll(pattern)) {
      const line = text.slice(0, found.index + found[0].indexOf(found[1])).split("\n").length;
      faults.push(`${path}:${line}: ${found[1].trim()}: ${advice}`);
    }
  }
}
if (faults.length) {
  console.error(faults.join("\n"));
  process.exit(1);
}

/** `text` with the blocks of the matching at-rules made blank. */
function outsideOf(whole, text, rule) {
  let result = text;
  for (const { index, 0: head } of whole.matchAll(rule)) {
    let depth = 0;
    let end = index + head.length;
    do {
      if (whole[end] === "{") depth += 1;
      if (whole[end] === "}") depth -= 1;
      end += 1;
    } while (depth > 0 && end < whole.length);
    result = result.slice(0, index) + result.slice(index, end).replace(/[^\n]/g, " ") + result.slice(end);
  }
  return result;
}
