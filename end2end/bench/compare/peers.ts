// The two others, as .ci/compare built them: the same page by SvelteKit and by Next, each behind a front.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { freePort, start } from "../../support/process.ts";
import { front } from "./front.ts";

export interface Peer {
  name: string;
  origin: string;
  stop(): Promise<void>;
}

const cache = join(process.env.STIP_CACHE ?? join(homedir(), ".cache", "stip"), "compare");

export const sveltekit = (today: string): Promise<Peer> => serve("SvelteKit", "sveltekit/build/index.js", /Listening on/, today);
export const next = (today: string): Promise<Peer> => serve("Next", "next/.next/standalone/server.js", /Ready in/, today);

async function serve(name: string, program: string, ready: RegExp, today: string): Promise<Peer> {
  const path = join(cache, program);
  if (!existsSync(path)) throw new Error(`${path} is not there: run .ci/compare`);
  const [port, behind] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${port}`;
  const env = { HOST: "127.0.0.1", HOSTNAME: "127.0.0.1", PORT: String(behind), PROTOCOL_HEADER: "x-forwarded-proto", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", COMPARE_TODAY: today };
  const running = await start(process.execPath, [path], env, ready);
  const before = await front(port, behind);
  const stop = async () => {
    before.closeAllConnections();
    before.close();
    await running.stop();
  };
  return { name, origin, stop };
}
