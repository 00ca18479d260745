// A Stip of its own for a test: fresh data, fresh port, on SQLite or on PostgreSQL.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, run, type Running, start } from "./process.ts";

export type Database = "sqlite" | "postgres";

export interface Stip {
  origin: string;
  /** Everything that the server wrote to its log and its start-up lines. */
  log(): string;
  /** Is gone until `back()`: for a phone the same as no network. */
  away(): Promise<void>;
  back(): Promise<void>;
  /** Comes back with another build of the site. */
  backWith(site: string): Promise<void>;
  /** While it is away: remembers its data (SQLite only), and later puts them back. */
  backUp(): void;
  restore(): void;
  /** Stops it hard and starts it again on the same data and port. */
  crash(): Promise<void>;
  /** The same, and its clock goes on from so much later, such as "+6m". */
  wakeLater(shift: string): Promise<void>;
  stop(): Promise<void>;
  /** The coaches of `options.coaches`, each of an organisation of their own name's. */
  coaches: Coach[];
}

function binary(): string {
  const path = process.env.STIP_BIN;
  if (!path) throw new Error("STIP_BIN is not set: run the suite with end2end/run, or `make test`");
  return path;
}

/** Makes a database, and says how to reach and drop it. */
async function database(kind: Database, dataDir: string): Promise<{ url: string; drop(): Promise<void> }> {
  if (kind === "sqlite") return { url: `sqlite://${join(dataDir, "stip.db")}`, drop: async () => {} };
  const base = process.env.STIP_TEST_POSTGRES_URL;
  if (!base) throw new Error("STIP_TEST_POSTGRES_URL is not set: run the suite with `make test`");
  const name = `e2e_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await run("psql", [base, "-qc", `CREATE DATABASE ${name}`]);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: url.href, drop: async () => void (await run("psql", [base, "-qc", `DROP DATABASE ${name} WITH (FORCE)`])) };
}

export interface Coach {
  name: string;
  email: string;
  password: string;
}

export interface Options {
  /** Names of coaches to make before the server starts, as an operator does: on the command line. */
  coaches?: string[];
  database?: Database;
  demo?: boolean;
  /** A folder with the built site, when a test wants one of its own. */
  site?: string;
  /** The name of the machine in addresses; 127.0.0.1 unless a test wants a name. */
  host?: string;
  /** host:port of the push service of the test. */
  pushHost?: string;
}

export async function startStip(options: Options = {}): Promise<Stip> {
  const dataDir = mkdtempSync(join(tmpdir(), "stip-e2e-"));
  const db = await database(options.database ?? "sqlite", dataDir);
  const port = await freePort();
  const origin = `http://${options.host ?? "127.0.0.1"}:${port}`;
  const env = {
    DATABASE_URL: db.url,
    STIP_LISTEN: `127.0.0.1:${port}`,
    STIP_ORIGIN: origin,
    STIP_DATA_DIR: dataDir,
    ...(options.site && { STIP_SITE_DIR: options.site }),
    STIP_PUSH_HOSTS: options.pushHost ?? "",
    RUST_LOG: "debug,hyper=info,sqlx=info,h2=info,rustls=info",
  };
  let site: string | undefined;
  const copy = `${dataDir}-backup`;
  const serve = (shift?: string) => {
    const command = [binary(), ...(options.demo ? ["serve", "--demo"] : ["serve"])];
    if (shift) command.unshift("faketime", "-f", shift);
    return start(command[0], command.slice(1), { ...env, ...(site && { STIP_SITE_DIR: site }), FAKETIME_DONT_FAKE_MONOTONIC: "1" }, /http:\/\/[\w.]+:\d+[\s\S]*\n/, 60);
  };
  const coaches: Coach[] = [];
  if (options.coaches?.length) {
    const organisation = (await run(binary(), ["admin", "add-organisation", "Leerwerkplek Zuid"], env)).trim().split("\n").pop()!;
    for (const name of options.coaches) {
      const email = `${name.toLowerCase()}@voorbeeld.nl`;
      const said = await run(binary(), ["admin", "add-coach", "--organisation", organisation, "--name", name, "--email", email], env);
      coaches.push({ name, email, password: said.trim().split("\n").pop()! });
    }
  }
  let running: Running = await serve();
  let earlier = "";
  const away = async () => {
    earlier += running.output();
    const gone = new Promise((resolve) => running.child.on("exit", resolve));
    running.kill("SIGKILL");
    await gone;
  };
  const again = async (shift?: string) => {
    await away();
    running = await serve(shift);
  };
  return {
    origin,
    coaches,
    log: () => earlier + running.output(),
    crash: () => again(),
    away,
    back: async () => { running = await serve(); },
    backWith: async (other) => {
      site = other;
      running = await serve();
    },
    backUp: () => cpSync(dataDir, copy, { recursive: true }),
    restore: () => {
      rmSync(dataDir, { recursive: true });
      cpSync(copy, dataDir, { recursive: true });
    },
    wakeLater: (shift) => again(shift),
    stop: async () => {
      await running.stop();
      await db.drop();
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(copy, { recursive: true, force: true });
    },
  };
}
