import { readFile } from "node:fs/promises";
import { connection } from "next/server";
import type { Today } from "./today.ts";

/** Read anew for every request: the page is one person's, as Stip's is. */
export async function today(): Promise<Today> {
  await connection();
  return JSON.parse(await readFile(/* turbopackIgnore: true */ process.env.COMPARE_TODAY ?? "today.json", "utf8"));
}
