// Fails when an arrow of ARCHITECTURE.md runs the wrong way, or the house is not laid out as it says.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const faults = [];
const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
const lines = (text) => text.split("\n").filter(Boolean);

// --- which of our crates may name which; `also` says all that the pure ones may name besides
const may = {
  domain: { house: [], also: ["jiff", "serde", "serde_json", "thiserror", "uuid"] },
  contract: { house: ["domain"], also: ["jiff", "serde", "serde_json", "thiserror", "utoipa", "uuid"] },
  locale: { house: ["domain", "contract"], also: ["jiff", "serde", "serde_json"] },
  app: { house: ["domain", "contract", "locale"], never: /^(sqlx|axum|tokio|reqwest|hyper)/ },
  client: { house: ["app", "domain", "contract", "locale"], never: /^(sqlx|axum|tokio|reqwest|hyper)/ },
  hydrate: { house: ["app", "client"], also: ["leptos", "wasm-bindgen"] },
  storage: { house: ["domain"], never: /^(sqlx|axum|leptos|reqwest)/ },
  "storage-sqlite": { house: ["domain", "storage"], never: /^(axum|leptos|reqwest)/ },
  "storage-postgres": { house: ["domain", "storage"], never: /^(axum|leptos|reqwest)/ },
  service: { house: ["domain", "contract", "locale", "storage"], never: /^(sqlx|axum|leptos|reqwest)/ },
  jobs: { house: ["domain", "locale", "service", "storage"], never: /^(sqlx|axum|leptos)/ },
  server: { house: ["app", "domain", "contract", "locale", "storage", "storage-sqlite", "storage-postgres", "service", "jobs"] },
};
const { packages } = JSON.parse(run("cargo", "metadata", "--no-deps", "--format-version", "1"));
const house = new Set(packages.map(({ name }) => name));
for (const { name, dependencies } of packages) {
  const rule = may[name];
  if (!rule) {
    faults.push(`${name} has no rule in .ci/arrows.mjs`);
    continue;
  }
  // Tests may reach further: a use case is tested on a real database.
  for (const { name: found, kind } of dependencies.filter(({ kind }) => kind !== "dev")) {
    if (house.has(found) ? !rule.house.includes(found) : rule.also && !rule.also.includes(found)) {
      faults.push(`${name} must not name ${found}${kind ? ` (${kind})` : ""}`);
    } else if (rule.never?.test(found)) {
      faults.push(`${name} must not name ${found}: no I/O of that kind here`);
    }
  }
}

// --- what must never reach the browser, and what rendering must not reach past the Backend trait
function tree(crate, forbidden, where, ...options) {
  const names = lines(run("cargo", "tree", "-q", "-p", crate, "-e", "normal,no-proc-macro", "--prefix", "none", "-f", "{p}", ...options));
  if (names.length < 20) faults.push(`the tree of ${crate} looks empty: nothing was checked`);
  for (const found of new Set(names.map((line) => line.split(" ")[0]))) {
    if (forbidden.test(found)) faults.push(`${found} is ${where}`);
  }
}
const native =
  /^(sqlx.*|axum.*|tokio|hyper.*|reqwest|aws-lc.*|ring|rustls.*|openssl.*|native-tls|leptos_axum|storage.*|service|jobs|server)$/;
tree("hydrate", native, "in the WASM", "--target", "wasm32-unknown-unknown");
tree("app", /^(sqlx.*|storage.*|service|jobs|server|reqwest)$/, "reached by app with ssr", "--features", "ssr");

// --- the house: five visible folders, no file that grows without end, no drawer for everything
const tracked = lines(run("git", "ls-files")).filter(existsSync);
const folders = [...new Set(tracked.filter((file) => file.includes("/")).map((file) => file.split("/")[0]))];
const visible = folders.filter((folder) => !folder.startsWith(".")).sort().join(" ");
if (visible !== "app end2end public server style") faults.push(`the visible folders are: ${visible}`);
for (const file of tracked) {
  if (/(^|\/)(mod|utils?|helpers?|common|misc)\.(rs|ts|js|mjs|css)$/.test(file)) faults.push(`${file}: name it after what it does`);
  if (!/\.(rs|css|js|mjs|ts|sql|html|md)$/.test(file) && !file.startsWith(".ci/")) continue;
  const length = readFileSync(file, "utf8").split("\n").length - 1;
  if (length > 400) faults.push(`${file} has ${length} lines; 400 is the most`);
}

if (faults.length > 0) {
  console.error(`The house is not as ARCHITECTURE.md says:\n${faults.map((fault) => `   ${fault}`).join("\n")}`);
  process.exit(1);
}
console.log("   every arrow runs down");
