// Reads from the start-up lines of `stip serve --demo` who can come in, and how.
import type { Coach } from "./stip.ts";

export interface Doors {
  coaches: Coach[];
  /** Every youth's name with the path of a fresh invitation, in the order of the list. */
  youths: { name: string; path: string }[];
}

export function demoDoors(said: string): Doors {
  const coaches = [...said.matchAll(/^ {2}(\S.*?)\s+(\S+@\S+)\s+(\S+)\s*$/gm)].map(([, name, email, password]) => ({ name, email, password }));
  const youths = [...said.matchAll(/^ {2}(\S.*?)\s+\S{5}-\S{5}\s+(https?:\/\/\S+)\s*$/gm)].map(([, name, link]) => ({
    name,
    path: new URL(link).pathname,
  }));
  if (!coaches.length || !youths.length) throw new Error(`no doors in:\n${said}`);
  return { coaches, youths };
}
