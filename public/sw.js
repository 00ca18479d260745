// The service worker: keeps the built files, says so when there is no network, and shows messages.
// It never waits for WASM, never keeps a page, and never takes over from an older one by itself.

// The build fills these in, so that every release is a new worker.
const VERSION = "__STIP_VERSION__";
const BUILT = /*__STIP_PRECACHE__*/[];

const FILES = `files-${VERSION}`;
const SHELL = "/shell.html";
const STILL = [
  ...[SHELL, "/lock.html", "/offline.html", "/offline.css", "/icons.svg", "/favicon.svg", "/icon-192.png"],
  ...["/clock.html", "/clock.css", "/clock.js"],
];
// Where another app's "share" goes (manifest), and the page that takes it up (share.js).
const SHARED = "/delen";
const TAKES = "/successen/nieuw";
const RECEIPTS = "/api/v1/push/receipts";
const TYPES = {
  css: "text/css",
  html: "text/html",
  js: "javascript",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
};

// --- files -------------------------------------------------------------------------------------

self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => event.waitUntil(begin()));

// Only at the person's own wish ("Nu bijwerken").
self.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && request.method === "POST" && url.pathname === SHARED) {
    event.respondWith(take(request));
    return;
  }
  if (request.mode === "navigate" && request.method === "POST") {
    event.respondWith(fetch(request).catch(async () => (await caches.match("/offline.html")) || Response.error()));
    return;
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/pkg/") || STILL.includes(url.pathname)) {
    event.respondWith(file(request));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event));
  }
});

// What another app shares waits here until the page has it: it may not go to the server as it is.
async function take(request) {
  try {
    const given = await request.formData();
    const cache = await caches.open("shared");
    const [photo, text] = [given.get("photo"), [given.get("title"), given.get("text")].filter(Boolean).join("\n")];
    if (photo instanceof File) await cache.put("/photo", new Response(photo, { headers: { "content-type": photo.type } }));
    if (text) await cache.put("/text", new Response(text));
  } catch {
    // No room, or nothing that can be read: the page opens without it.
  }
  return Response.redirect(TAKES, 303);
}

// What a proxy says while the server behind it is away is no page of ours.
const AWAY = [502, 503, 504];
// A network that says nothing for this long is as good as none, in milliseconds.
const PATIENCE = 3000;
// What only works with a network.
const ONLINE = ["/jongeren"];

async function page(event) {
  const asked = (async () => (await event.preloadResponse) || fetch(event.request))();
  const tired = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  let response;
  try {
    response = (await Promise.race([asked, tired])) || (await shell(event.request));
    if (response && !isAway(response)) {
      event.waitUntil(complete());
      return response;
    }
    return response ? (await instead(event.request)) || response : await asked;
  } catch {
    return (await instead(event.request)) || Response.error();
  } finally {
    asked.catch(() => {}); // it may fail long after the shell is shown
  }
}

const isAway = (response) => AWAY.includes(response.status) && !response.headers.has("x-app-version");

const instead = async (request) => (await shell(request)) || caches.match("/offline.html");

// The same app, without what the server writes into a page: it draws what this phone keeps. Only of this
// build, whose files are here too.
async function shell(request) {
  const { pathname } = new URL(request.url);
  if (ONLINE.some((path) => pathname.startsWith(path))) return undefined;
  const seen = OPENED.includes(pathname) && Promise.race([glimpse(), late()]);
  const cache = await caches.open(FILES);
  const [plain, ...there] = await Promise.all([SHELL, ...BUILT].map((path) => cache.match(path)));
  if (!there.every(Boolean)) return undefined;
  const last = plain && (await seen);
  return last ? withGlimpse(plain, last) : plain;
}

// What stands on the screen before the program does, after a start from the home screen.
const OPENED = ["/", "/vandaag"];
// A store that says nothing for this long keeps nobody waiting, in milliseconds.
const late = () => new Promise((resolve) => setTimeout(resolve, 300));

// *Vandaag* as it looked last (app/hydrate/glimpse.js), if who is logged in here owns this phone and the app lock
// is open. The rules and the seal are those of keep.js. Nothing, where a browser does not say which cookies it has.
async function glimpse() {
  try {
    const [person, lock, unlocked, reading] = await Promise.all(
      ["person", "lock", "unlocked", "reading"].map(async (name) => (await self.cookieStore.get(name))?.value),
    );
    if (!person || (lock && !unlocked)) return undefined;
    const [owner, plain, locked, open, seal] = await kept();
    const key = locked ? unlocked && open : plain;
    if (owner?.person !== person || !key || !seal) return undefined;
    const additionalData = new TextEncoder().encode(`${person}/glimpse`);
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: seal.iv, additionalData }, key, seal.data);
    return { ...JSON.parse(new TextDecoder().decode(bytes)), reading: /^[a-z.]+$/.exec(reading ?? "")?.[0] ?? "" };
  } catch {
    return undefined;
  }
}

// What glimpse() needs of the phone's store. It only looks, and makes none.
function kept() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("stip");
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const found = request.result;
      try {
        const transaction = found.transaction(["keys", "kept"]);
        const [keys, kept] = [transaction.objectStore("keys"), transaction.objectStore("kept")];
        const asked = [kept.get("owner"), keys.get("plan"), keys.get("lock"), keys.get("open"), kept.get("glimpse")];
        transaction.oncomplete = () => resolve(asked.map(({ result }) => result));
        transaction.onabort = () => reject(transaction.error);
      } catch (fault) {
        reject(fault);
      } finally {
        found.close(); // once that is done
      }
    };
  });
}

async function withGlimpse(shell, { lang, dir, day, reading, page }) {
  const age = day === new Date().toDateString() ? "" : "old";
  const html = `<html lang="${lang}" dir="${dir}" data-shell data-glimpse="${age}" data-reading="${reading.replaceAll(".", " ")}">`;
  const text = (await shell.text())
    .replace(/<html[^>]*>/, () => html)
    .replace(/<link rel="(module)?preload"[^>]*>/g, "") // the program comes after it
    .replace("<body>", () => `<body><div class="glimpse" inert>${page}</div>`);
  const headers = new Headers(shell.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return new Response(text, { headers });
}

async function file(request) {
  // This release first: the one before, which may be kept too, has other icons under the same names.
  const cache = await caches.open(FILES);
  const asked = { ignoreSearch: request.mode === "navigate" };
  const kept = (await cache.match(request, asked)) || (await caches.match(request, asked));
  if (kept) return kept;
  const response = await fetch(request);
  if (isGood(response) && request.mode !== "navigate") {
    const copy = response.clone();
    await cache.put(request, copy).catch(() => {}); // a full disk is no reason to show nothing
  }
  return response;
}

// A missing file is answered with a page: look at the status and at the type before keeping it.
function isGood(response) {
  const wanted = TYPES[new URL(response.url).pathname.split(".").pop()];
  const type = response.headers.get("content-type") || "";
  return response.status === 200 && !response.redirected && Boolean(wanted) && type.includes(wanted);
}

// Files that could not be had at first are fetched behind a page that the network did bring.
async function complete() {
  const cache = await caches.open(FILES);
  const there = await Promise.all([SHELL, ...BUILT].map((path) => cache.match(path)));
  if (!there.every(Boolean)) await fill();
}

// At first a file that cannot be had now does not matter: messages must work without it. But a worker that
// has every file stays until the next one has too.
async function install() {
  await fill();
  const cache = await caches.open(FILES);
  const there = await Promise.all([SHELL, ...BUILT].map((path) => cache.match(path)));
  if (self.registration.active && !there.every(Boolean)) throw new Error("not every file came");
}

async function fill() {
  const cache = await caches.open(FILES);
  const keep = async (path, mode) => {
    const response = await fetch(path, { cache: mode });
    if (isGood(response)) await cache.put(path, response);
  };
  await Promise.allSettled([
    ...BUILT.map(async (path) => {
      if (await cache.match(path)) return;
      // A hashed file that the release before had too need not be fetched again.
      const same = await caches.match(path);
      return same ? cache.put(path, same) : keep(path, "default");
    }),
    ...STILL.map((path) => keep(path, "no-cache")),
  ]);
}

async function begin() {
  await self.registration.navigationPreload?.enable();
  const others = (await caches.keys()).filter((key) => key.startsWith("files-") && key !== FILES);
  // The release before this one stays: a page of it may still be open.
  await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)));
  await self.clients.claim();
}

// --- messages ----------------------------------------------------------------------------------

// Every push shows a notification, whatever was in it: a phone that gets a silent one stops waking us.
self.addEventListener("push", (event) => event.waitUntil(show(read(event.data))));

function read(data) {
  let message = {};
  try {
    message = data.json() || {};
  } catch {
    // Shown as the neutral sentence below.
  }
  const { title, body, navigate, tag, lang, dir } = message.notification || {};
  return {
    title: text(title) || "Stip",
    options: {
      body: text(body) || "Er is iets nieuws.",
      lang: text(lang) || "nl",
      dir: ["ltr", "rtl"].includes(dir) ? dir : "auto",
      icon: "/icon-192.png",
      ...(text(tag) && { tag, renotify: true }),
      data: { navigate: own(navigate), receipt: text(message.stip?.receipt) },
    },
    badge: Number.isInteger(message.app_badge) ? message.app_badge : undefined,
  };
}

async function show({ title, options, badge }) {
  await self.registration.showNotification(title, options);
  // How many new things wait on the screen; `install.js` clears it as soon as Stip is looked at.
  const waiting = (await self.registration.getNotifications().catch(() => [])).length;
  await self.navigator.setAppBadge?.(Math.max(badge ?? 0, waiting)).catch(() => {});
  await tell(options.data.receipt, "shown");
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate, receipt } = event.notification.data || {};
  event.waitUntil(Promise.all([open(own(navigate)), tell(receipt, "opened")]));
});

async function open(address) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((client) => client.url === address);
  const [other] = windows;
  // What is being typed there is worth more than the way; what is new stands on *Vandaag* too.
  if (!there && other && (await isTyping(other))) return other.focus().catch(() => {});
  try {
    if (there) return await there.focus();
    if (other) return await (await other.focus()).navigate(address);
  } catch {
    // Not ours to steer: a new window, then.
  }
  return self.clients.openWindow(address).catch(() => {});
}

// A page that does not answer in half a second has nobody at it.
function isTyping(client) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    client.postMessage("typing", [port2]);
    setTimeout(resolve, 500);
  });
}

// What became of a message. The single-use token is enough; nothing that fails here matters to the
// person, so it never rejects.
async function tell(receipt, event) {
  if (!receipt) return;
  await fetch(RECEIPTS, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ receipt, event }),
    credentials: "omit",
    keepalive: true,
  }).catch(() => {});
}

// The page looks at its subscription at every start; one that is open now looks at once.
self.addEventListener("pushsubscriptionchange", (event) =>
  event.waitUntil(
    self.clients
      .matchAll({ type: "window" })
      .then((windows) => windows.forEach((client) => client.postMessage("push-changed"))),
  ),
);

function text(value) {
  return typeof value === "string" ? value : "";
}

// An address of this site, whatever was asked for.
function own(address) {
  try {
    const url = new URL(text(address), self.location.origin);
    if (url.origin === self.location.origin) return url.href;
  } catch {
    // No address at all.
  }
  return `${self.location.origin}/`;
}
