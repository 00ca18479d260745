import { readFile } from "node:fs/promises";
import type { Today } from "./today.ts";

/** Read anew for every request: the page is one person's, as Stip's is. */
export async function today(): Promise<Today> {
  return JSON.parse(await readFile(process.env.COMPARE_TODAY ?? "today.json", "utf8"));
}
