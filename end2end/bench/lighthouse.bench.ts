// What Lighthouse says of the two pages that a youth opens most.
//
// Method: Lighthouse's own settings for a phone (simulated slow 4G, processor four times slower), a Chromium of its
// own, the demo's first youth logged in: the one with the longest plan. Every visit is a first one: the session is
// put in anew, and Lighthouse empties the rest. The middle of five; then what keeps a page from its goals.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, expect, test } from "@playwright/test";
import lighthouse, { type Result } from "lighthouse";
import config from "../playwright.config.ts";
import { start } from "../support/process.ts";
import { type Fresh, freshStip } from "./compare/stip.ts";
import { faults } from "./compare/faults.ts";
import { median } from "./figures.ts";

const RUNS = Number(process.env.STIP_BENCH_RUNS ?? 5);

const pages = [
  { name: "Vandaag", path: "/vandaag" },
  { name: "Mijn plan", path: "/plan" },
];

interface Figure {
  name: string;
  of(result: Result): number;
  digits?: number;
  goal?: { words: string; holds(figure: number): boolean };
}

const audit = (id: string) => (result: Result) => result.audits[id].numericValue ?? Number.NaN;
const score = (id: string) => (result: Result) => (result.categories[id].score ?? 0) * 100;
const figures: Figure[] = [
  { name: "performance", of: score("performance"), goal: { words: "at least 98", holds: (figure) => figure >= 98 } },
  { name: "accessibility", of: score("accessibility"), goal: { words: "100", holds: (figure) => figure === 100 } },
  { name: "total blocking time, ms", of: audit("total-blocking-time"), goal: { words: "at most 150", holds: (figure) => figure <= 150 } },
  { name: "layout shift", of: audit("cumulative-layout-shift"), digits: 3, goal: { words: "0", holds: (figure) => figure === 0 } },
  { name: "first contentful paint, ms", of: audit("first-contentful-paint") },
  { name: "largest contentful paint, ms", of: audit("largest-contentful-paint") },
  { name: "speed index, ms", of: audit("speed-index") },
];

/** One look by a Chromium that nobody else drives: whoever else is attached to the page would be measured with it. */
async function look(stip: Fresh, browser: Browser, path: string): Promise<Result> {
  const joined = await stip.visit(browser, { program: false });
  const { cookies } = await joined.storageState();
  await joined.close();
  const profile = mkdtempSync(join(tmpdir(), "stip-lighthouse-"));
  const { executablePath = "", args = [] } = config.use?.launchOptions ?? {};
  const own = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const running = await start(executablePath, [...args, ...own], {}, /DevTools listening on ws:\/\/\S+:\d+/);
  try {
    const port = Number(running.output().match(/listening on ws:\/\/[^:]+:(\d+)/)?.[1]);
    const link = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    await link.contexts()[0].addCookies(cookies);
    await link.close();
    const seen = await lighthouse(stip.origin + path, {
      port,
      onlyCategories: ["performance", "accessibility"],
      logLevel: "error",
    });
    if (!seen) throw new Error("Lighthouse saw nothing");
    const { lhr } = seen;
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    expect(new URL(lhr.finalDisplayedUrl).pathname, "the youth is logged in").toBe(path);
    return lhr;
  } finally {
    await running.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 30 });
  }
}

function print(name: string, results: Result[]): void {
  console.log(`   ${name}, Lighthouse ${results[0].lighthouseVersion}, ${RUNS} visits`);
  let missed = false;
  for (const { name, of, digits = 0, goal } of figures) {
    const all = results.map(of);
    const middle = median(all);
    const verdict = goal ? `  goal ${goal.words}: ${goal.holds(middle) ? "met" : "missed"}` : "";
    missed ||= goal !== undefined && !goal.holds(middle);
    console.log(`     ${name.padEnd(30)}${middle.toFixed(digits).padStart(8)}  (${all.map((figure) => figure.toFixed(digits)).join(" ")})${verdict}`);
  }
  if (missed) for (const line of faults(results)) console.log(`     - ${line}`);
}

test("Lighthouse", async () => {
  test.setTimeout(1_200_000);
  const stip = await freshStip();
  const browser = await chromium.launch(config.use?.launchOptions);
  try {
    const seen = pages.map(({ name, path }) => ({ name, path, results: [] as Result[] }));
    for (let run = 0; run < RUNS; run += 1) {
      // On a busy machine Lighthouse now and then misses the beginning of a visit.
      for (const { path, results } of seen) results.push(await look(stip, browser, path).catch(() => look(stip, browser, path)));
    }
    console.log("   A logged-in youth's first visit, nothing cached; Lighthouse's phone: simulated slow 4G, processor 4 times slower; the middle");
    for (const { name, results } of seen) print(name, results);
  } finally {
    await browser.close();
    await stip.stop();
  }
});
