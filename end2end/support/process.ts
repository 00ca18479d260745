// Programs that a test starts: waits until they are ready, shows what they said when they are not.
import { type ChildProcess, spawn } from "node:child_process";

export interface Running {
  /** What it printed so far, both streams. */
  output(): string;
  kill(signal?: NodeJS.Signals): void;
  /** Ends it and waits. */
  stop(): Promise<void>;
  child: ChildProcess;
}

/** Starts a program and waits until its output matches. */
export async function start(
  command: string,
  args: string[],
  env: Record<string, string>,
  ready: RegExp,
  seconds = 30,
): Promise<Running> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let ended = false;
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const end = new Promise<void>((resolve) => child.on("exit", () => { ended = true; resolve(); }));
  const running: Running = {
    output: () => said,
    kill: (signal = "SIGKILL") => void child.kill(signal),
    stop: async () => {
      if (ended) return;
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await end;
      clearTimeout(late);
    },
    child,
  };
  const until = Date.now() + seconds * 1000;
  while (!ready.test(said)) {
    if (ended) throw new Error(`${command} stopped at once:\n${said}`);
    if (Date.now() > until) {
      child.kill("SIGKILL");
      throw new Error(`${command} was not ready in ${seconds} s:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return running;
}

/** Runs a program to its end and answers what it printed. */
export async function run(command: string, args: string[], env: Record<string, string> = {}, input?: string): Promise<string> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  child.stdin.end(input ?? "");
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${said}`);
  return said;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
