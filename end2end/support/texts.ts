// The sentences on the screens, from the locale files themselves: a test finds what a person reads.
import { readFileSync } from "node:fs";

type Tree = { [key: string]: string | Tree };

function load(language: string): Tree {
  const file = new URL(`../../app/locale/${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Tree;
}

const trees: Record<string, Tree> = { nl: load("nl"), en: load("en") };

/** The sentence of a key, with its {names} filled in. Fails when the key is not there. */
export function t(key: string, names: Record<string, string> = {}, language = "nl"): string {
  const whole = trees[language];
  const flat = whole[key];
  let text: string | Tree | undefined = flat;
  if (text === undefined) {
    text = whole;
    for (const part of key.split(".")) {
      text = typeof text === "object" ? text[part] : undefined;
    }
  }
  if (typeof text !== "string") throw new Error(`no text ${key} in ${language}.json`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = names[name];
    if (value === undefined) throw new Error(`text ${key} needs {${name}}`);
    return value;
  });
}
