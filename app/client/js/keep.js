// What this phone keeps of its owner's plan, in IndexedDB: the plan as it was last seen, and the changes
// that the server does not have yet. Everything is sealed with a key that cannot leave the browser.
//
// Version 1: `keys` (the key), `kept` (name -> sealed text; `owner` in the clear), `outbox` (in order:
// { id, seal }, where `id` is the change's own, so that the same change is kept once).

const VERSION = 1;
const STORES = ["keys", "kept", "outbox"];

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const written = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });

let opened;
function database() {
  opened ??= (() => {
    const request = indexedDB.open("stip", VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys");
      request.result.createObjectStore("kept");
      request.result.createObjectStore("outbox", { autoIncrement: true }).createIndex("id", "id", { unique: true });
    };
    return answer(request).then((found) => {
      // A newer version of Stip in another tab, or "clear site data", must not wait for this one.
      found.onversionchange = found.onclose = () => {
        found.close();
        opened = undefined;
      };
      return found;
    });
  })().catch((fault) => {
    opened = undefined;
    throw fault;
  });
  return opened;
}

const reading = async (store) => (await database()).transaction(store).objectStore(store);
// Strict: what was said to be kept is on the disk.
const writing = async (stores) => (await database()).transaction(stores, "readwrite", { durability: "strict" });

async function key() {
  const kept = await answer((await reading("keys")).get("plan"));
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const transaction = await writing(["keys"]);
  const keys = transaction.objectStore("keys");
  const first = await answer(keys.get("plan")); // another tab may have been quicker
  if (!first) keys.put(made, "plan");
  await written(transaction);
  return first ?? made;
}

async function seal(place, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(place);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, await key(), new TextEncoder().encode(text));
  return { iv, data };
}

async function unseal(place, { iv, data }) {
  const additionalData = new TextEncoder().encode(place);
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, await key(), data));
}

/** Somebody else's things are gone before this owner's are kept. */
export async function belongs(owner) {
  const transaction = await writing(STORES);
  const kept = transaction.objectStore("kept");
  const before = await answer(kept.get("owner"));
  if (before !== owner) {
    for (const store of STORES) transaction.objectStore(store).clear();
    kept.put(owner, "owner");
  }
  await written(transaction);
}

export async function load(name) {
  const kept = await answer((await reading("kept")).get(name));
  return kept && unseal(name, kept);
}

export async function save(name, text) {
  const sealed = await seal(name, text);
  const transaction = await writing(["kept"]);
  transaction.objectStore("kept").put(sealed, name);
  await written(transaction);
}

/** Adds to the outbox, all or nothing. */
export async function enqueue(ids, texts) {
  const sealed = await Promise.all(texts.map((text, at) => seal(ids[at], text)));
  const transaction = await writing(["outbox"]);
  const outbox = transaction.objectStore("outbox");
  for (const [at, id] of ids.entries()) {
    const there = await answer(outbox.index("id").getKey(id));
    if (there === undefined) outbox.add({ id, seal: sealed[at] });
  }
  await written(transaction);
}

/** The outbox, oldest first. What cannot be read (its key is gone) stays where it is. */
export async function queue() {
  const rows = await answer((await reading("outbox")).getAll());
  const read = await Promise.allSettled(rows.map(({ id, seal }) => unseal(id, seal)));
  return read.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
}

export async function dequeue(ids) {
  const transaction = await writing(["outbox"]);
  const outbox = transaction.objectStore("outbox");
  for (const id of ids) {
    const there = await answer(outbox.index("id").getKey(id));
    if (there !== undefined) outbox.delete(there);
  }
  await written(transaction);
}
