// What a youth's first page weighs over the wire: first-page.mjs <stip> <site>. Starts the demo network on a
// database of its own, joins as a phone does, and counts the bytes that come for the page itself.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program, site] = process.argv.slice(2);
const port = await new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const origin = `http://127.0.0.1:${port}`;
const data = mkdtempSync(join(tmpdir(), "stip-weigh-"));
const env = {
  ...process.env,
  DATABASE_URL: `sqlite://${join(data, "stip.db")}`,
  STIP_DATA_DIR: data,
  STIP_LISTEN: `127.0.0.1:${port}`,
  STIP_ORIGIN: origin,
  STIP_SITE_DIR: site,
};
const stip = spawn(program, ["serve", "--demo"], { env, stdio: ["ignore", "pipe", "inherit"] });

const cookies = new Map();
async function send(path, fields) {
  const response = await fetch(origin + path, {
    method: fields ? "POST" : "GET",
    redirect: "manual",
    headers: {
      accept: "text/html",
      origin,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    },
    body: fields && new URLSearchParams(fields),
  });
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
    cookies.set(name, value);
  }
  return response;
}

/** The answer as it comes over the wire: still compressed, head and all. */
function weigh(path) {
  const headers = {
    accept: "text/html",
    "accept-encoding": "br",
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
  return new Promise((resolve, reject) => {
    get(origin + path, { headers }, (response) => {
      let body = 0;
      response.on("data", (bytes) => (body += bytes.length));
      response.on("end", () => {
        if (response.statusCode !== 200 || response.headers["content-encoding"] !== "br") {
          reject(new Error(`${path}: ${response.statusCode}, ${response.headers["content-encoding"] ?? "not compressed"}`));
        }
        resolve({ body, head: response.rawHeaders.join("").length + response.rawHeaders.length * 2 });
      });
    }).on("error", reject);
  });
}

try {
  let said = "";
  for await (const text of stip.stdout) {
    said += text;
    if (/welkom\/\S+\s/.test(said)) break;
  }
  const code = said.match(/\/welkom\/(\S+)/)[1];
  await send("/form/redeem", { code });
  await send("/form/who-sees", {});
  const page = await weigh("/vandaag");
  const assets = JSON.parse(readFileSync(join(site, "assets.json"), "utf8"));
  const packed = (path) => statSync(`${join(site, path)}.br`).size;
  const script = [assets.js, assets.boot, ...(assets.split ? [assets.split] : [])];
  const small = page.body + packed(assets.css) + script.reduce((sum, path) => sum + packed(path), 0);
  const kb = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} KB`;
  console.log(`   ${"Vandaag: HTML (and its head, not compressed)".padEnd(46)}${kb(page.body)} (${(page.head / 1000).toFixed(1)})`);
  console.log(`   ${"HTML + stylesheet + JavaScript".padEnd(46)}${kb(small)} of 30 allowed`);
  console.log(`   ${"all of it, with the WASM".padEnd(46)}${kb(small + packed(assets.wasm))}`);
  if (small > 30_000) process.exitCode = 1;
} finally {
  stip.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
}
