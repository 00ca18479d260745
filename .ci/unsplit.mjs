// Lets a WASM with lazy pages run in one piece: unsplit.mjs <folder with stip.js and stip.wasm>
// Every lazy function is an import that the splitter would connect. Here the import calls the export
// of the same file, and "load the part" answers at once that it is there.
import { readFileSync, writeFileSync } from "node:fs";

const folder = process.argv[2];
const module = new WebAssembly.Module(readFileSync(`${folder}/stip.wasm`));
const lazy = WebAssembly.Module.imports(module).filter(({ module }) => module.startsWith("__wasm_split"));
const exported = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));

const lines = lazy.map(({ name }) => {
  if (name.startsWith("__wasm_split_load_")) {
    return `export const ${name} = (callback, data) => exports().__indirect_function_table.get(callback)(data, true);`;
  }
  const target = name.replace(/(00_)import(_[0-9a-f]{32})/, "$1export$2");
  if (!exported.has(target)) throw new Error(`the WASM imports ${name} but exports no ${target}`);
  return `export const ${name} = (...values) => exports().${target}(...values);`;
});

const head = 'import { initSync } from "./stip.js";\nconst exports = () => initSync(undefined);\n';
writeFileSync(`${folder}/__wasm_split.js`, `${head}${lines.join("\n")}\n`);
const glue = readFileSync(`${folder}/stip.js`, "utf8");
writeFileSync(`${folder}/stip.js`, glue.replaceAll('from "__wasm_split_placeholder__"', 'from "./__wasm_split.js"'));
