// Lays out the site: site.mjs <folder with the WASM and its JavaScript> <site folder>
//   <site>/pkg/<hash>/…    WASM and JavaScript that belong together; they name each other, so they share a hash
//   <site>/pkg/stip.<hash>.css
//   <site>/…               public/, as it is
//   <site>/assets.json     which address is what; the server and the service worker read it
// Beside every text or WASM file lie its .br and .gz. What did not change is not written again.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bundle } from "./css.mjs";

const [pkg, site] = process.argv.slice(2);
const kept = new Set();
const hash = (...parts) => {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("hex").slice(0, 12);
};
const files = (folder, base = "") =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name), `${base}${entry.name}/`) : [base + entry.name]))
        .sort()
    : [];

const compressible = new Set([".wasm", ".js", ".css", ".svg", ".json", ".webmanifest", ".html", ".txt"]);
function put(path, bytes) {
  const target = join(site, path);
  const packed = compressible.has(extname(path)) ? [`${target}.br`, `${target}.gz`] : [];
  for (const file of [target, ...packed]) kept.add(file);
  const same = [target, ...packed].every((file) => existsSync(file)) && readFileSync(target).equals(bytes);
  if (same) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  if (packed.length === 0) return;
  // While somebody is at work, nobody waits for the last per cent.
  const quality = (process.env.STIP_WASM_PROFILE ?? "wasm-release") === "wasm-release" ? 11 : 3;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 22 };
  writeFileSync(`${target}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${target}.gz`, gzipSync(bytes, { level: 9 }));
}

// The addresses of a lazy page's parts, read from the loader that the splitter wrote.
function chunksOf(loader, base) {
  const part = /new URL\("\.\/([^"]+)"/;
  const shared = Object.fromEntries(
    [...loader.matchAll(/^const (__chunk_\d+) = makeLoad\(([\s\S]*?), \[\]\);$/gm)].map(([, name, body]) => [name, body.match(part)?.[1]]),
  );
  const pages = loader.matchAll(/^export const __wasm_split_load_(\w+) = wrapAsyncCb\(makeLoad\(([\s\S]*?), \[([^\]]*)\]\)\);?$/gm);
  return Object.fromEntries(
    [...pages].map(([, page, body, needs]) => {
      const names = needs.split(",").map((need) => shared[need.trim()]);
      return [page, [...names, body.match(part)?.[1]].filter(Boolean).map((name) => `${base}/${name}`)];
    }),
  );
}

// The small files beside the WASM, with the sentences that they ask for.
function beside(folder) {
  const names = files(folder).filter((name) => /^\w+\.js$/.test(name));
  const sources = names.map((name) => [name, readFileSync(join(folder, name), "utf8")]);
  const keys = new Set(sources.flatMap(([, text]) => [...text.matchAll(/\bt\("([\w.]+)"\)/g)].map(([, key]) => key)));
  const texts = {};
  for (const language of ["nl", "en"]) {
    const all = JSON.parse(readFileSync(`app/locale/${language}.json`, "utf8"));
    const lacking = [...keys].filter((key) => !(key in all));
    if (lacking.length) throw new Error(`app/locale/${language}.json lacks ${lacking.join(", ")}`);
    texts[language] = Object.fromEntries([...keys].map((key) => [key, all[key]]));
  }
  return sources.map(([name, text]) => [name, text.replace("/*__STIP_TEXTS__*/ {}", JSON.stringify(texts))]);
}

const parts = files(pkg).map((name) => [name, readFileSync(join(pkg, name))]);
const loader = parts.find(([name]) => name === "__wasm_split.js")?.[1].toString() ?? "";
// Which files each kind of page needs, for whoever starts it: boot.js.
const needs = Object.fromEntries(
  Object.entries(chunksOf(loader, ".")).flatMap(([part, paths]) => [[part.match(/^(entry|youth|coach|plan)_part/)?.[1], paths]].filter(([kind]) => kind)),
);
const scripts = Object.fromEntries(beside("app/hydrate").map(([name, text]) => [name, text.replace("/*__STIP_NEEDS__*/ {}", JSON.stringify(needs))]));
for (const [name, text] of Object.entries(scripts)) parts.push([name, Buffer.from(text)]);
// While somebody is at work they read the scripts as they are written.
let small = (text) => text;
if ((process.env.STIP_WASM_PROFILE ?? "wasm-release") === "wasm-release") {
  const esbuild = createRequire(`${process.env.STIP_CACHE}/npm/`)("esbuild");
  const options = { minify: true, format: "esm", target: "es2022", charset: "utf8", legalComments: "none" };
  small = (text) => esbuild.transformSync(text, options).code;
}
for (const part of parts) if (part[0].endsWith(".js")) part[1] = Buffer.from(small(part[1].toString()));
const base = `/pkg/${hash(...parts.flat())}`;
for (const [name, bytes] of parts) put(`${base}/${name}`, bytes);

const style = Buffer.from(bundle("style/main.css"));
const css = `/pkg/stip.${hash(style)}.css`;
put(css, style);

// The first page that a browser opens brings these two along.
const build = hash(base, css);
const whatItBrings = JSON.stringify({ build, files: [css, `${base}/boot.js`] });
const within = (text, mark, value) => {
  if (!text.includes(mark)) throw new Error(`app/hydrate/boot.js lacks ${mark}`);
  return text.replace(mark, () => value);
};
const script = small(
  within(
    within(scripts["boot.js"], "/*__STIP_HERE__*/ import.meta.url", `location.origin + "${base}/"`),
    "/*__STIP_BROUGHT__*/ null",
    whatItBrings,
  ),
);
if (/<\/(script|style)|<!--/i.test(script + style)) throw new Error("this cannot stand within a page");

const assets = {
  css,
  js: `${base}/stip.js`,
  wasm: `${base}/stip.wasm`,
  split: loader ? `${base}/__wasm_split.js` : null,
  boot: `${base}/boot.js`,
  brought: { build, script },
  chunks: chunksOf(loader, base),
};
const open = files("public").map((name) => [name, readFileSync(join("public", name))]);
const version = hash(base, css, ...open.flat());
// What works without a network is the youth's: nobody's data is spent on what only a coach opens.
const { coach_part: coach = [], ...others } = assets.chunks;
const coachAlone = new Set(coach.filter((path) => !Object.values(others).flat().includes(path)));
const precache = [css, ...parts.map(([name]) => `${base}/${name}`)].filter((path) => !coachAlone.has(path));
// The worker and the page for without a network name the files of this build.
const filled = (text) =>
  text
    .replaceAll("__STIP_VERSION__", version)
    .replaceAll("/*__STIP_PRECACHE__*/[]", JSON.stringify(precache))
    .replaceAll("__STIP_CSS__", css)
    .replaceAll("__STIP_JS__", assets.js)
    .replaceAll("__STIP_WASM__", assets.wasm)
    .replaceAll("__STIP_BOOT__", assets.boot)
    .replaceAll("__STIP_LOCK__", `${base}/lockpage.js`);
const names = new Set(["sw.js", "shell.html", "lock.html"]);
for (const [name, bytes] of open) put(name, names.has(name) ? Buffer.from(filled(bytes.toString())) : bytes);
put("assets.json", Buffer.from(JSON.stringify({ version, ...assets, precache, files: open.map(([name]) => `/${name}`) }, null, 1)));

for (const name of files(site)) if (!kept.has(join(site, name))) rmSync(join(site, name));

const packed = (path) => readFileSync(join(site, `${path}.br`)).length;
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const wasms = parts.filter(([name]) => name.endsWith(".wasm") && name !== "stip.wasm").map(([name]) => packed(`${base}/${name}`));
console.log(
  `   ${version}: core ${kb(packed(assets.wasm))}, JavaScript ${kb(packed(assets.js) + packed(assets.boot) + (loader ? packed(assets.split) : 0))}, ` +
    `style ${kb(packed(css))}, ${wasms.length} lazy parts ${kb(wasms.reduce((sum, size) => sum + size, 0))} (brotli)`,
);
