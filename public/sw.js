// The service worker: keeps the built files, says so when there is no network, and shows messages.
// It never waits for WASM, never keeps a page, and never takes over from an older one by itself.

const ASSETS = "/assets.json"; // logical name -> hashed path; the build writes it
const BUILT = "/pkg/"; // what is hashed and never changes
const STILL = ["/offline.html", "/offline.css", "/icons.svg", "/favicon.svg", "/icon-192.png"];
const RECEIPTS = "/api/v1/push/receipts";
const TYPES = {
  css: "text/css",
  html: "text/html",
  js: "javascript",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
};

// --- files -------------------------------------------------------------------------------------

// Messages must work even where a file could not be had; the next page load tries again.
self.addEventListener("install", (event) => event.waitUntil(fill().catch(() => {})));

self.addEventListener("activate", (event) =>
  event.waitUntil(
    Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()]),
  ),
);

// Only at the person's own wish ("Nu bijwerken").
self.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(event));
  } else if (url.pathname.startsWith(BUILT) || STILL.includes(url.pathname)) {
    event.respondWith(file(request));
  }
});

async function page(event) {
  try {
    const response = (await event.preloadResponse) || (await fetch(event.request));
    event.waitUntil(refresh());
    return response;
  } catch {
    return (await caches.match("/offline.html")) || Response.error();
  }
}

async function file(request) {
  return (await caches.match(request)) || fetch(request);
}

// A missing file is answered with a page: look at the status and at the type before keeping it.
function isGood(response, path) {
  const type = response.headers.get("content-type") || "";
  const wanted = TYPES[path.split(".").pop()];
  return response.status === 200 && !response.redirected && (!wanted || type.includes(wanted));
}

async function get(path, cache) {
  const response = await fetch(path, { cache });
  if (!isGood(response, path)) throw new Error(`${path}: ${response.status}`);
  return response;
}

// All files of this release go into a cache of their own; only when all are there does it get its
// mark, and only then do older ones go.
async function fill() {
  const listed = await (await get(ASSETS, "no-cache")).text();
  const name = `files-${await digest(listed)}`;
  const cache = await caches.open(name);
  if (await cache.match(ASSETS)) return;
  const built = Object.values(JSON.parse(listed)).filter((path) => typeof path === "string");
  const keep = async (path, mode) =>
    cache.put(path, (await old(path, mode)) || (await get(path, mode)));
  await Promise.all([
    ...built.map((path) => keep(path, "default")),
    ...STILL.map((path) => keep(path, "no-cache")),
  ]);
  await cache.put(ASSETS, new Response(listed, { headers: { "content-type": TYPES.json } }));
  // The release before this one stays: a page of it may still be open.
  const others = (await caches.keys()).filter((key) => key.startsWith("files-") && key !== name);
  await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)));
}

// A hashed file that an older release had too need not be fetched again.
async function old(path, mode) {
  return mode === "default" ? caches.match(path) : undefined;
}

let refreshed = false;

// Once in the life of this worker: is there a newer release? Not over a connection that is dear.
async function refresh() {
  if (refreshed || self.navigator.connection?.saveData) return;
  refreshed = true;
  await fill().catch(() => {
    refreshed = false;
  });
}

async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes, 0, 8), (b) => b.toString(16).padStart(2, "0")).join("");
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
  if (badge !== undefined) await self.navigator.setAppBadge?.(badge).catch(() => {});
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
  try {
    if (there) return await there.focus();
    if (windows.length) return await (await windows[0].focus()).navigate(address);
  } catch {
    // Not ours to steer: a new window, then.
  }
  return self.clients.openWindow(address).catch(() => {});
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
