// One stylesheet of many: @import of our own files is replaced by their text, comments and spare space go.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The stylesheet at `path` with all that it imports, made small. */
export function bundle(path) {
  return shrink(inline(path, []));
}

function inline(path, above) {
  if (above.includes(path)) throw new Error(`${path} imports itself by way of ${above.join(", ")}`);
  // Comments first: an @import inside one is not an import.
  return mapText(readFileSync(path, "utf8"), (text) => text).replace(
    /@import\s+(?:url\()?\s*["']([^"']+)["']\s*\)?\s*(?:layer\(([\w.-]+)\))?\s*([^;]*);/g,
    (whole, target, layer, media) => {
      if (/^(https?:)?\/\//.test(target)) throw new Error(`${path} imports ${target}: nothing comes from elsewhere`);
      let text = inline(join(dirname(path), target), [...above, path]);
      if (layer) text = `@layer ${layer}{${text}}`;
      return media.trim() ? `@media ${media.trim()}{${text}}` : text;
    },
  );
}

function shrink(text) {
  return mapText(text, (plain) => plain.replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").replace(/;}/g, "}")).trim();
}

// Drops comments, keeps strings and url(...) to the letter, and gives the rest to `plain`.
function mapText(text, plain) {
  const kept = /\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|url\([^"')]*\)/g;
  let result = "";
  let from = 0;
  for (const found of text.matchAll(kept)) {
    result += plain(text.slice(from, found.index)) + (found[0].startsWith("/*") ? " " : found[0]);
    from = found.index + found[0].length;
  }
  return result + plain(text.slice(from));
}
