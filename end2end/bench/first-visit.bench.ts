// The first visit on a slow phone: how long until ticking the step on *Vandaag* works, beside the same page by
// SvelteKit and by Next.
//
// Method: one Chromium, each visit a context that has seen nothing yet (the youth is logged in: two cookies). 562.5 ms
// per request, 1,475 kbit/s down, processor four times slower: Lighthouse's devtools form of slow 4G. From the first
// paint on, "Gedaan" is tapped every 50 ms until the page shows the step after it; a tap that posts a form is waited
// for instead. The clock runs from the request of the page until the new step is drawn. The three take turns.
//
// The others show what Stip's page says, read from it a moment before, in Stip's stylesheet; the bench compares the
// words. They read it from a file: no session, no database, no keys. Both stand behind a front with brotli 11 for
// files. Their `button` is client state, the common way and the one that the goals speak of; their `form` is posted
// by the browser as long as the program sleeps, as Stip's is.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, expect, test } from "@playwright/test";
import config from "../playwright.config.ts";
import { PHONE } from "../support/people.ts";
import { next, sveltekit } from "./compare/peers.ts";
import { readToday, words } from "./compare/read.ts";
import { freshStip, type Fresh } from "./compare/stip.ts";
import { type Tapped, tapAt } from "./compare/tap.ts";
import type { Today } from "./compare/today.ts";
import { median } from "./figures.ts";

const RUNS = Number(process.env.STIP_BENCH_RUNS ?? 5);

interface Way {
  name: string;
  address: string;
  once?: string;
  context(): Promise<BrowserContext>;
  visits: Tapped[];
}

/** Stip's page as data, and its words. */
async function snapshot(stip: Fresh, browser: Browser): Promise<{ today: Today; read: string[] }> {
  const context = await stip.visit(browser, { program: false });
  const page = await context.newPage();
  await page.goto(`${stip.origin}/vandaag`);
  const read = await words(page);
  const { step, ...rest } = await readToday(page);
  await page.getByRole("button", { name: step.buttons[0].text, exact: true }).click();
  await expect(page.locator("h2.next-words")).not.toHaveText(step.words);
  const today: Today = { ...rest, steps: [step, (await readToday(page)).step] };
  await context.close();
  return { today, read };
}

function print(ways: Way[]): void {
  console.log(`   Nothing cached, 562.5 ms per request, 1,475 kbit/s, processor 4 times slower; "Gedaan" tapped from the first paint`);
  console.log(`   on until the next step is drawn; the middle of ${RUNS}, taken in turns. The others show Stip's words in Stip's style,`);
  console.log("   from a file, without session or database; their files are brotli 11, as Stip's are.");
  const middle = (way: Way, what: "seen" | "works" | "bytes") => median(way.visits.map((visit) => visit[what]));
  console.log(`   ${"".padEnd(44)}first words    works      wire  (every visit)`);
  for (const way of ways) {
    const posted = way.visits.filter((visit) => visit.posted).length;
    const how = posted === 0 ? "" : `, ${posted} of ${way.visits.length} posted`;
    const [seen, works, bytes] = [middle(way, "seen"), middle(way, "works"), middle(way, "bytes") / 1000];
    const all = way.visits.map((visit) => visit.works.toFixed(0)).join(" ");
    console.log(
      `   ${way.name.padEnd(44)}${seen.toFixed(0).padStart(8)} ms${works.toFixed(0).padStart(6)} ms${bytes.toFixed(1).padStart(7)} KB  (${all}${how})`,
    );
  }
  const works = (name: string) => middle(ways.find((way) => way.name === name)!, "works");
  for (const [name, goal] of [["SvelteKit, button", 1.1], ["Next, button", 0.85], ["SvelteKit, form", 0], ["Next, form", 0]] as const) {
    const ratio = works("Stip") / works(name);
    const verdict = goal === 0 ? "no goal" : `goal at most ${goal.toFixed(2)}: ${ratio <= goal ? "meets" : "does not meet"}`;
    console.log(`   Stip / ${name.padEnd(37)}${ratio.toFixed(2).padStart(11)}     ${verdict}`);
  }
}

test("first visit on a slow phone", async () => {
  test.setTimeout(1_200_000);
  const folder = mkdtempSync(join(tmpdir(), "stip-compare-"));
  const file = join(folder, "today.json");
  writeFileSync(file, "{}");
  const servers = await Promise.all([freshStip(), sveltekit(file), next(file)]);
  const [stip, ...peers] = servers;
  const browser = await chromium.launch(config.use?.launchOptions);
  try {
    const { today, read } = await snapshot(stip, browser);
    writeFileSync(file, JSON.stringify(today));
    const plain = () => browser.newContext({ viewport: PHONE });
    const ours = { address: `${stip.origin}/vandaag`, context: () => stip.visit(browser) };
    const ways: Way[] = [
      { ...ours, name: "Stip", visits: [] },
      ...peers.flatMap(({ name, origin }) =>
        ["button", "form"].map((kind) => ({ name: `${name}, ${kind}`, address: `${origin}/${kind}`, context: plain, visits: [] })),
      ),
      { ...ours, name: "Stip, first tap once its program is awake", once: "[data-awake]", visits: [] },
    ];
    for (const { name, address } of ways.filter(({ context }) => context === plain)) {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
      const page = await context.newPage();
      await page.goto(address);
      expect(await words(page), `${name} says what Stip says`).toEqual(read);
      await context.close();
    }
    const tap = { first: today.steps[0].words, button: today.steps[0].buttons[0].text };
    for (let run = -1; run < RUNS; run += 1) {
      for (const way of ways) {
        const context = await way.context();
        const visit = await tapAt(context, way.address, { ...tap, once: way.once ?? "body" });
        // The first round warms the servers.
        if (run >= 0) way.visits.push(visit);
        await context.close();
      }
    }
    print(ways);
  } finally {
    await browser.close();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
});
