// Reads from the start-up lines of `stip serve --demo` who can come in, and how.
import type { Coach } from "./stip.ts";

export interface Doors {
  coaches: Coach[];
  /** Every youth's name with the path of a fresh invitation, in the order of the list. */
  youths: { name: string; path: string }[];
  /** Who may read along, with whom, and the path of a fresh invitation. */
  readers: { name: string; youth: string; path: string }[];
}

export function demoDoors(said: string): Doors {
  const coaches = [...said.matchAll(/^ {2}(\S.*?)\s+(\S+@\S+)\s+(\S+)\s*$/gm)].map(([, name, email, password]) => ({ name, email, password }));
  const all = [...said.matchAll(/^ {2}(\S.*?)\s+\S{5}-\S{5}\s+(https?:\/\/\S+)\s*$/gm)].map(([, name, link]) => ({
    name,
    path: new URL(link).pathname,
  }));
  const youths = all.filter(({ name }) => !name.includes(" of "));
  const readers = all.filter(({ name }) => name.includes(" of ")).map(({ name: who, path }) => {
    const [name, youth] = who.split(" of ");
    return { name, youth, path };
  });
  if (!coaches.length || !youths.length || !readers.length) throw new Error(`no doors in:\n${said}`);
  return { coaches, youths, readers };
}
