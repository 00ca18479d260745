// What this phone keeps of its owner's plan, in IndexedDB: the plan as it was last seen, and the changes on
// their way to the server. Everything is sealed with a key that cannot leave the browser.
//
// The phone is one person's. `claim` makes it so, and takes away all that was somebody else's; everything
// else names the owner, and fails when the phone is another's by now. `app/src/keeper.rs` has the errands.
//
// Version 1:
//   keys     "plan" -> the key
//   kept     "owner" -> whose phone it is, in the clear; name -> seal
//   outbox   in order: { id, plan, state, at, seal }; `id` is the change's own, so that it is kept once
//   refused  { id, plan, code, seal }

const VERSION = 1;
const STORES = ["keys", "kept", "outbox", "refused"];
const WAITING = "waiting";
const SETTLED = "settled";
// The server may be put back to an earlier day: what it said to have stays here for so long, in milliseconds.
const REMEMBER = 14 * 24 * 3600 * 1000;
// A database that does not open in this time never will (old Safari), in milliseconds.
const PATIENCE = 3000;

const answer = (request) =>
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

async function open() {
  const request = indexedDB.open("stip", VERSION);
  request.onupgradeneeded = () => {
    const made = request.result;
    made.createObjectStore("keys");
    made.createObjectStore("kept");
    made.createObjectStore("outbox", { autoIncrement: true }).createIndex("id", "id", { unique: true });
    made.createObjectStore("refused", { keyPath: "id" });
  };
  const late = new Promise((_, reject) => {
    request.onblocked = () => reject(new Error("blocked"));
    setTimeout(() => reject(new Error("late")), PATIENCE);
  });
  const found = await Promise.race([answer(request), late]);
  // A newer version of Stip in another tab, or "clear site data", must not wait for this one.
  found.onversionchange = found.onclose = () => {
    found.close();
    opened = undefined;
  };
  return found;
}

// Runs `work` in one transaction, so that all of it happens or nothing. Strict: what was said to be kept is
// on the disk.
async function within(mode, work) {
  const transaction = (await database()).transaction(STORES, mode, { durability: "strict" });
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
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

// The same, for as long as the phone is this person's.
const asOwner = (owner, mode, work) =>
  within(mode, async (store) => {
    if (!owner || (await answer(store("kept").get("owner"))) !== owner) throw new Error("not the owner");
    return work(store);
  });

async function key(owner) {
  const kept = await asOwner(owner, "readonly", (store) => answer(store("keys").get("plan")));
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return asOwner(owner, "readwrite", async (store) => {
    const first = await answer(store("keys").get("plan")); // another tab may have been quicker
    if (!first) store("keys").put(made, "plan");
    return first ?? made;
  });
}

// A seal is bound to its owner and its place, so that no two can be swapped.
const bound = (place) => ({ name: "AES-GCM", additionalData: new TextEncoder().encode(place.join("/")) });

async function seal(own, text, ...place) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ ...bound(place), iv }, own, new TextEncoder().encode(text));
  return { iv, data };
}

async function unseal(own, { iv, data }, ...place) {
  return new TextDecoder().decode(await crypto.subtle.decrypt({ ...bound(place), iv }, own, data));
}

const errands = {
  async claim({ owner }) {
    gone = false;
    await within("readwrite", async (store) => {
      if ((await answer(store("kept").get("owner"))) === owner) return;
      for (const name of STORES) store(name).clear();
      store("kept").put(owner, "owner");
    });
    // An installed app is not asked about it; a browser tab may be, so there it is left alone.
    if (matchMedia("(display-mode: standalone)").matches) navigator.storage?.persist?.().catch(() => {});
  },

  async whose() {
    // Only looks: who never logged in here gets no database.
    const all = await indexedDB.databases?.();
    if (all && !all.some(({ name }) => name === "stip")) return null;
    return within("readonly", (store) => answer(store("kept").get("owner")));
  },

  async load({ owner, name }) {
    const kept = await asOwner(owner, "readonly", (store) => answer(store("kept").get(name)));
    return kept && unseal(await key(owner), kept, owner, name);
  },

  async save({ owner, name, text }) {
    const sealed = await seal(await key(owner), text, owner, name);
    await asOwner(owner, "readwrite", (store) => void store("kept").put(sealed, name));
  },

  async enqueue({ owner, plan, changes }) {
    const own = await key(owner);
    const row = async ({ id, text }) => ({ id, plan, state: WAITING, at: Date.now(), seal: await seal(own, text, owner, plan, id) });
    const rows = await Promise.all(changes.map(row));
    await asOwner(owner, "readwrite", async (store) => {
      for (const row of rows) {
        const there = await answer(store("outbox").index("id").getKey(row.id));
        if (there === undefined) store("outbox").add(row);
      }
    });
  },

  // Oldest first. What cannot be read any more stays where it is, and is told without its text.
  async queue({ owner, settled }) {
    const rows = await asOwner(owner, "readonly", (store) => answer(store("outbox").getAll()));
    const own = rows.length > 0 && (await key(owner));
    const text = ({ plan, id, state, seal }) =>
      state === SETTLED && !settled ? null : unseal(own, seal, owner, plan, id).catch(() => null);
    return Promise.all(rows.map(async (row) => ({ id: row.id, plan: row.plan, state: row.state, text: await text(row) })));
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
          else if (row.state === SETTLED && row.at < old) cursor.delete();
          cursor.continue();
        };
      });
    });
  },

  // Takes changes away for good: their words were regretted, or the person let them go.
  async forget({ owner, ids }) {
    await asOwner(owner, "readwrite", async (store) => {
      for (const id of ids) {
        const there = await answer(store("outbox").index("id").getKey(id));
        if (there !== undefined) store("outbox").delete(there);
        store("refused").delete(id);
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
    const rows = await asOwner(owner, "readonly", (store) => answer(store("refused").getAll()));
    const own = rows.length > 0 && (await key(owner));
    const text = ({ plan, id, seal }) => unseal(own, seal, owner, plan, id).catch(() => null);
    return Promise.all(rows.map(async (row) => ({ id: row.id, code: row.code, text: await text(row) })));
  },

  async wipe() {
    const there = await opened?.catch(() => undefined);
    there?.close();
    opened = undefined;
    gone = true;
    await answer(indexedDB.deleteDatabase("stip"));
  },
};

// Whose phone it is comes first: what is asked meanwhile waits for it.
let claimed = Promise.resolve();

/** Runs an errand; both it and its answer are JSON. Rejects with the name of what went wrong. */
export async function keep(errand) {
  const { op, ...rest } = JSON.parse(errand);
  try {
    const before = claimed;
    const done = before.then(() => errands[op](rest));
    if (op === "claim") claimed = done.catch(() => {});
    return JSON.stringify((await done) ?? null);
  } catch (fault) {
    throw fault?.name ?? "Error";
  }
}
