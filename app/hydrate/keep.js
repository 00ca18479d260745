// What this phone keeps of its owner's plan, in IndexedDB: the plan as it was last seen, and the changes on
// their way to the server. Everything is sealed with a key that cannot leave the browser.
//
// The phone is one person's. `claim` makes it so, and takes away all that was somebody else's; everything
// else names the owner, and fails when the phone is another's by now. `app/src/keeper.rs` has the errands.
//
// Version 1:
//   keys     "plan" -> the key
//   kept     "owner" -> { person, reign }, in the clear: whose phone it is, and which time; name -> seal
//   outbox   in order: { id, plan, state, at, seal }; `id` is the change's own, so that it is kept once
//   refused  { id, plan, code, seal }
// Version 2 adds photos and voice notes, which album.js puts here before the change that names them:
//   files    { id, plan, type, at, change, seal }; `change` is "" until one is kept that names it
// With the app lock (vault.js) `keys` has no "plan" but "lock" -> the key, sealed under a code or a passkey, and
// "open" -> the key, for as long as Stip is open.
//
// One file, though long: each further one would have to be fetched before a phone without a network shows anything.

const VERSION = 2;
const STORES = ["keys", "kept", "outbox", "refused", "files"];
export const WAITING = "waiting";
const SETTLED = "settled";
// The server may be put back to an earlier day: what it said to have stays here for so long, in milliseconds.
const REMEMBER = 14 * 24 * 3600 * 1000;
// A database that does not open in this time never will (old Safari), in milliseconds.
const PATIENCE = 3000;

export const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;
// The person let go of everything: what this page still asks must not make it anew. A claim begins again.
let gone = false;
function database() {
  if (gone) return Promise.reject(new Error("gone"));
  opened ??= open().catch((fault) => {
    opened = undefined;
    throw fault;
  });
  return opened;
}

const soon = (work, patience) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

async function open() {
  const request = indexedDB.open("stip", VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    const made = request.result;
    if (oldVersion < 1) {
      made.createObjectStore("keys");
      made.createObjectStore("kept");
      made.createObjectStore("outbox", { autoIncrement: true }).createIndex("id", "id", { unique: true });
      made.createObjectStore("refused", { keyPath: "id" });
    }
    if (oldVersion < 2) made.createObjectStore("files", { keyPath: "id" }).createIndex("change", "change");
  };
  const asked = answer(request);
  const found = await soon(asked, PATIENCE).catch((fault) => {
    asked.then((late) => late.close()).catch(() => {}); // it must not stand in the way of others
    throw fault;
  });
  // A newer version of Stip in another tab, or "clear site data", must not wait for this one.
  found.onversionchange = found.onclose = () => {
    found.close();
    opened = undefined;
  };
  return found;
}

// A phone that slept may have lost its connection without a word (iOS): then it is opened once more.
async function begin(mode) {
  const start = async () => (await database()).transaction(STORES, mode, { durability: "strict" });
  try {
    return await start();
  } catch {
    opened = undefined;
    return start();
  }
}

// Runs `work` in one transaction, so that all of it happens or nothing. Strict: what was said to be kept is
// on the disk.
export async function within(mode, work) {
  const transaction = await begin(mode);
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
  try {
    const result = await work((name) => transaction.objectStore(name));
    await ended;
    return result;
  } catch (fault) {
    ended.catch(() => {});
    try {
      transaction.abort();
    } catch {
      // It ended by itself.
    }
    throw fault;
  }
}

export const NOT_YOURS = new Error("not the owner, or not the same claim");

// The same, for as long as the phone is this person's; since the same claim, if one is given.
export const asOwner = (owner, mode, work, reign) =>
  within(mode, async (store) => {
    const now = await answer(store("kept").get("owner"));
    if (!owner || now?.person !== owner || (reign && now.reign !== reign)) {
      held = undefined;
      throw NOT_YOURS;
    }
    return work(store, now.reign);
  });

/** Runs it once more when the keys were changed meanwhile (vault.js): then it is sealed anew. */
export const anew = (run) => run().catch((fault) => (fault === NOT_YOURS ? run() : Promise.reject(fault)));

// The key as it lies here. With the app lock on it does so only while Stip is open (vault.js).
const has = (name) => new RegExp(`(?:^|; )${name}=`).test(document.cookie);
export async function lying(store) {
  const [plain, lock, open] = await Promise.all(["plan", "lock", "open"].map((name) => answer(store("keys").get(name))));
  if (!lock) return plain;
  if (open && has("unlocked")) return open;
  // Open without a key is not open: another tab shut it just then.
  document.cookie = "unlocked=; Path=/; Max-Age=0; SameSite=Lax";
  if (!has("lock")) lockAgain();
  throw new Error("locked");
}

// The key of the last errand, with the claim that it belongs to: what it seals counts under that claim only.
let held;
export async function key(owner) {
  if (held?.owner === owner) return held;
  const look = (mode, made) =>
    asOwner(owner, mode, async (store, reign) => {
      const there = await lying(store); // another tab may have been quicker
      if (!there && made) store("keys").put(made, "plan");
      return { owner, reign, key: there ?? made };
    });
  let found = await look("readonly");
  if (!found.key) {
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    found = await look("readwrite", made);
  }
  held = found;
  return found;
}

// A seal is bound to its owner and its place, so that no two can be swapped.
const bound = (place) => ({ name: "AES-GCM", additionalData: new TextEncoder().encode(place.join("/")) });

export async function sealBytes({ key }, bytes, ...place) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ ...bound(place), iv }, key, bytes) };
}

export const unsealBytes = ({ key }, { iv, data }, ...place) => crypto.subtle.decrypt({ ...bound(place), iv }, key, data);

const seal = (own, text, ...place) => sealBytes(own, new TextEncoder().encode(text), ...place);

const unseal = async (own, sealed, ...place) => new TextDecoder().decode(await unsealBytes(own, sealed, ...place));

// A row of the outbox as it is told. What cannot be read any more is told without its text.
async function told(own, owner, { plan, id, state, seal }, settled) {
  const hidden = state === SETTLED && !settled;
  return { id, plan, state, text: hidden ? null : await unseal(own, seal, owner, plan, id).catch(() => null) };
}

// The file of a change goes with it.
function letGo(store, change) {
  store("files").index("change").getAllKeys(change).onsuccess = ({ target }) => {
    for (const id of target.result) store("files").delete(id);
  };
}

// Only looks: who never logged in here gets no database. An old browser cannot say.
async function exists() {
  const all = await indexedDB.databases?.();
  return !all || all.some(({ name }) => name === "stip");
}

async function remove() {
  const there = await opened?.catch(() => undefined);
  there?.close();
  opened = held = undefined;
  gone = true;
  await soon(answer(indexedDB.deleteDatabase("stip")), PATIENCE);
}

// A lock of which the browser lost the cookie: it counts, and the server writes it anew, so that it stays.
function lockAgain() {
  document.cookie = "lock=on; Path=/; Max-Age=31536000; SameSite=Lax";
  fetch("/form/lock", { method: "POST", body: new URLSearchParams({ lock: "on" }), redirect: "manual", keepalive: true }).catch(() => {});
}

// Whose session this browser has, as the server's cookie says.
const session = () => /(?:^|; )person=([^;]+)/.exec(document.cookie)?.[1];

const errands = {
  async claim({ owner, keeps }) {
    gone = false;
    if (!keeps) {
      // Nothing of theirs is kept here, and nothing of anybody else's any more.
      globalThis.caches?.delete("shared").catch(() => {});
      if (await exists()) await remove();
      return;
    }
    await within("readwrite", async (store) => {
      if ((await answer(store("kept").get("owner")))?.person === owner) {
        // Somebody who came in anew has a lock without the browser knowing: what it locks is still theirs.
        if (!has("lock") && (await answer(store("keys").get("lock")))) lockAgain();
        return;
      }
      for (const name of STORES) store(name).clear();
      globalThis.caches?.delete("shared").catch(() => {});
      store("kept").put({ person: owner, reign: crypto.randomUUID() }, "owner");
    });
    // An installed app is not asked about it; a browser tab may be, so there it is left alone.
    if (matchMedia("(display-mode: standalone)").matches) navigator.storage?.persist?.().catch(() => {});
  },

  // Whose it is, and all that the first picture needs, in one look.
  async open() {
    if (!(await exists())) return null;
    const [now, key, me, plan, rows] = await within("readonly", (store) =>
      Promise.all([
        answer(store("kept").get("owner")),
        lying(store).catch(() => undefined),
        answer(store("kept").get("me")),
        answer(store("kept").get("plan")),
        answer(store("outbox").getAll()),
      ]),
    );
    // What is kept of somebody is shown in their own session only.
    if (!now || !key || now.person !== session()) return null;
    const owner = now.person;
    held = { owner, reign: now.reign, key };
    const read = (sealed, name) => sealed && unseal(held, sealed, owner, name);
    return {
      owner,
      me: await read(me, "me"),
      plan: await read(plan, "plan"),
      rows: await Promise.all(rows.map((row) => told(held, owner, row))),
    };
  },

  async save({ owner, name, text }) {
    const own = await key(owner);
    const sealed = await seal(own, text, owner, name);
    await asOwner(owner, "readwrite", (store) => void store("kept").put(sealed, name), own.reign);
  },

  async enqueue({ owner, plan, changes }) {
    const own = await key(owner);
    const row = async ({ id, text }) => ({ id, plan, state: WAITING, at: Date.now(), seal: await seal(own, text, owner, plan, id) });
    const rows = await Promise.all(changes.map(row));
    const add = async (store) => {
      for (const { id, file } of changes) {
        // A browser that could not keep it sends it from the open page.
        const there = file && (await answer(store("files").get(file)));
        if (there) store("files").put({ ...there, change: id });
      }
      for (const row of rows) {
        const there = await answer(store("outbox").index("id").getKey(row.id));
        if (there === undefined) store("outbox").add(row);
      }
    };
    await asOwner(owner, "readwrite", add, own.reign);
  },

  // Oldest first.
  async queue({ owner, settled }) {
    const own = await key(owner);
    const rows = await asOwner(owner, "readonly", (store) => answer(store("outbox").getAll()), own.reign);
    return Promise.all(rows.map((row) => told(own, owner, row, settled)));
  },

  async mark({ owner, ids, state }) {
    const marked = new Set(ids);
    const old = Date.now() - REMEMBER;
    await asOwner(owner, "readwrite", (store) => {
      const rows = store("outbox").openCursor();
      return new Promise((resolve, reject) => {
        rows.onerror = () => reject(rows.error);
        rows.onsuccess = () => {
          const cursor = rows.result;
          if (!cursor) return resolve();
          const row = cursor.value;
          if (marked.has(row.id)) cursor.update({ ...row, state });
          else if (row.state === SETTLED && row.at < old) {
            cursor.delete();
            letGo(store, row.id);
          }
          cursor.continue();
        };
      });
    });
  },

  // Takes changes away for good: their words were regretted, or the person let them go. With them goes the
  // file that they name; an id may be that of a file too.
  async forget({ owner, ids }) {
    await asOwner(owner, "readwrite", async (store) => {
      store("kept").delete("glimpse"); // it may quote them
      for (const id of ids) {
        const there = await answer(store("outbox").index("id").getKey(id));
        if (there !== undefined) store("outbox").delete(there);
        store("refused").delete(id);
        store("files").delete(id);
        letGo(store, id);
      }
    });
  },

  // Out of the outbox and among what was not taken, in one go: the words are always in one of both.
  async refuse({ owner, refused }) {
    await asOwner(owner, "readwrite", async (store) => {
      const outbox = store("outbox");
      for (const { id, code } of refused) {
        const there = await answer(outbox.index("id").getKey(id));
        if (there === undefined) continue;
        const { plan, seal } = await answer(outbox.get(there));
        store("refused").put({ id, plan, code, seal });
        outbox.delete(there);
      }
    });
  },

  async refused({ owner }) {
    const own = await key(owner);
    const rows = await asOwner(owner, "readonly", (store) => answer(store("refused").getAll()), own.reign);
    const text = ({ plan, id, seal }) => unseal(own, seal, owner, plan, id).catch(() => null);
    return Promise.all(rows.map(async (row) => ({ id: row.id, code: row.code, text: await text(row) })));
  },

  async wipe({ owner }) {
    if (!(await exists())) return;
    await asOwner(owner, "readonly", () => {});
    await remove();
  },
};

// Whose phone it is comes first: what is asked meanwhile waits for it.
let claimed = Promise.resolve();
export const afterClaim = () => claimed;

/** Runs an errand; both it and its answer are JSON. Rejects with the name of what went wrong. */
export async function keep(errand) {
  const { op, ...rest } = JSON.parse(errand);
  // A person who speaks takes the time that it takes.
  if (op === "file") return (await import("./files.js")).run(rest);
  try {
    const done = soon(claimed.then(() => anew(() => errands[op](rest))), 2 * PATIENCE);
    if (op === "claim") claimed = done.catch(() => {});
    return JSON.stringify((await done) ?? null);
  } catch (fault) {
    throw fault?.name ?? "Error";
  }
}
