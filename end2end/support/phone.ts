// Looks into what a phone keeps (app/hydrate/keep.js), and opens the app cold.
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { awake } from "./eyes.ts";
import type { Stip } from "./stip.ts";

type Store = "kept" | "outbox" | "refused" | "files";

/** The worker has every file, and the phone its plan: from here on the network may go. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const name = (await caches.keys()).find((key) => key.startsWith("files-"));
    if (active?.state !== "activated" || !name) return false;
    const kept = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    return kept.includes("/shell.html") && kept.some((path) => path.endsWith("/stip.wasm"));
  });
  await expect.poll(() => seal(page, "plan")).not.toBe("");
}

/** How something is sealed that the phone keeps by this name: other each time, "" for nothing. Only looks. */
export function seal(page: Page, name: "me" | "plan" | "glimpse"): Promise<string> {
  return page.evaluate(async (name) => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "stip")) return "";
    return new Promise<string>((resolve, reject) => {
      const open = indexedDB.open("stip");
      open.onerror = () => reject(open.error);
      open.onsuccess = () => {
        const asked = open.result.transaction("kept").objectStore("kept").get(name);
        asked.onsuccess = () => {
          open.result.close();
          resolve(String(asked.result?.iv ?? ""));
        };
      };
    });
  }, name);
}

/** How many rows a store of the phone holds, in this state; only looks, and makes no database. */
export function count(page: Page, store: Store, state?: "waiting" | "sent" | "settled"): Promise<number> {
  return page.evaluate(
    async ([store, state]) => {
      if (!(await indexedDB.databases()).some(({ name }) => name === "stip")) return 0;
      return new Promise<number>((resolve, reject) => {
        const open = indexedDB.open("stip");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const asked = open.result.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => {
            open.result.close();
            resolve((asked.result as { state?: string }[]).filter((row) => !state || row.state === state).length);
          };
        };
      });
    },
    [store, state] as const,
  );
}

/** Everything that lies on the phone's disk, as text. */
export function disk(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const open = indexedDB.open("stip");
        open.onsuccess = async () => {
          const all: unknown[] = [];
          for (const store of open.result.objectStoreNames) {
            const asked = open.result.transaction(store).objectStore(store).getAll();
            await new Promise((done) => (asked.onsuccess = done));
            all.push(asked.result);
          }
          open.result.close();
          const bytes = (_: string, value: unknown) =>
            value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value) : value;
          resolve(JSON.stringify(all, bytes));
        };
      }),
  );
}

/** Closes the page and opens the app again; it does not wake while the app lock is shut. */
export async function reopen(stip: Stip, context: BrowserContext, old: Page, path: string, wakes = true): Promise<Page> {
  await old.close();
  const page = await context.newPage();
  await page.goto(stip.origin + path);
  if (wakes) await awake(page);
  return page;
}
