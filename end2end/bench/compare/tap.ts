// Taps "Gedaan" as soon as it is seen, again and again until the page shows the step after it.
import type { BrowserContext, CDPSession, Page } from "@playwright/test";

export interface Tapped {
  /** First words on the screen, milliseconds since the address was asked for. */
  seen: number;
  /** The tap has had its effect, and the effect is drawn. */
  works: number;
  /** Bytes that came over the wire until then. */
  bytes: number;
  /** Whether the server answered the tap with a new page. */
  posted: boolean;
}

export interface Tap {
  /** The step that the page shows at first. */
  first: string;
  /** What stands on the button. */
  button: string;
  /** Waits for this selector before the first tap: "body" is as soon as the page is seen. */
  once: string;
}

/** Slow 4G and a processor four times slower: Lighthouse's figures for its devtools throttling. */
export async function slow(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  const bytes = (kilobits: number) => (kilobits * 1024) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 562.5,
    downloadThroughput: bytes(1475),
    uploadThroughput: bytes(675),
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return session;
}

/**
 * In the page, before its own program. A tap that made the browser post a form is waited for: who taps once more
 * would only start it anew. Every other tap is made again after 50 ms, whether somebody listened or not.
 */
function tapping({ first, button, once }: Tap): void {
  const report = (globalThis as unknown as { report(what: string, at: number): void }).report;
  const now = () => performance.timeOrigin + performance.now();
  const sent = new Set<string>();
  const say = (what: string, at: number) => sent.has(what) || (sent.add(what), report(what, at));
  let posted = false;
  addEventListener("submit", (event) => (posted ||= !event.defaultPrevented));
  const look = () => {
    const words = document.querySelector("h2.next-words")?.textContent?.trim();
    if (words && words !== first) {
      requestAnimationFrame(() => setTimeout(() => say("works", now())));
      return;
    }
    const painted = performance.getEntriesByName("first-contentful-paint")[0];
    if (painted && words) say("seen", performance.timeOrigin + painted.startTime);
    if (painted && words && !posted && document.querySelector(once)) {
      const found = [...document.querySelectorAll("main button")].find((found) => found.textContent?.trim() === button);
      (found as HTMLElement | undefined)?.click();
      if (posted) say("posted", now());
    }
    setTimeout(look, 50);
  };
  setTimeout(look);
}

/** Opens `address` in a browser context that has seen nothing yet. */
export async function tapAt(context: BrowserContext, address: string, tap: Tap): Promise<Tapped> {
  const page = await context.newPage();
  const told: Record<string, number> = {};
  let done = () => {};
  const works = new Promise<void>((resolve) => (done = resolve));
  await page.exposeFunction("report", (what: string, at: number) => {
    told[what] ??= at;
    if (what === "works") done();
  });
  await page.addInitScript(tapping, tap);
  const session = await slow(page);
  let bytes = 0;
  session.on("Network.dataReceived", ({ encodedDataLength }) => (bytes += encodedDataLength));
  session.on("Network.responseReceived", ({ response }) => (bytes += response.encodedDataLength));
  // Only the first page's clock counts: the answer to a post is a page with a clock of its own.
  const begun = new Promise<number>((resolve) =>
    session.once("Network.requestWillBeSent", ({ wallTime }) => resolve(wallTime * 1000)),
  );
  await page.goto(address, { waitUntil: "commit" });
  await works;
  const since = await begun;
  const counted = bytes;
  await page.close();
  return { seen: told.seen - since, works: told.works - since, bytes: counted, posted: "posted" in told };
}
