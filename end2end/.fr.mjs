import { chromium } from "@playwright/test";
const c = await chromium.launchPersistentContext("/tmp/fr/profile", { executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu","--disable-quic"], viewport: { width: 390, height: 800 }, locale: "nl-NL" });
const p = c.pages()[0] ?? await c.newPage();
p.on("console", m => console.log("console", m.type(), m.text())); p.on("pageerror", e => console.log("pageerror", e.message));
const [mode, arg] = process.argv.slice(2);
if (mode === "in") { await p.goto(arg); await p.locator("main form button").first().click(); await p.waitForURL(/wie-ziet-wat/); await p.locator("main button").first().click(); await p.waitForTimeout(2500); }
if (mode === "in") { await p.goto("http://127.0.0.1:3000/successen"); await p.waitForTimeout(1500); console.log((await p.locator("main").innerText()).slice(0,300)); const l = p.locator("main a[href]").first(); console.log(await l.getAttribute("href")); await l.click(); await p.waitForTimeout(1500); await p.locator("main form button").first().click(); await p.waitForTimeout(2000);}
if (mode === "see") { await p.goto("http://127.0.0.1:3000" + arg); await p.waitForTimeout(2500); }
console.log(p.url(), await p.title(), (await p.locator("body").innerText()).slice(0, 900));
for (const a of await p.locator("a[href]").all()) console.log("  a", await a.getAttribute("href"));
await p.screenshot({ path: `/tmp/fr/${mode}.png` });
await c.close();
