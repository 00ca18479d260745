// Photos and voice notes as this phone keeps them, sealed, beside the changes that name them (keep.js).
import { afterClaim, anew, answer, asOwner, key, sealBytes, unsealBytes, WAITING } from "./keep.js";

// What was taken in, and then not written down, goes after so long, in milliseconds.
const LOOSE = 24 * 3600 * 1000;

// Makes room: files that nothing named in a day, and when there is `need`, those that the server has.
async function tidy(owner, need) {
  const old = Date.now() - LOOSE;
  await asOwner(owner, "readwrite", async (store) => {
    const waiting = new Set();
    for (const { id, state } of await answer(store("outbox").getAll())) if (state === WAITING) waiting.add(id);
    const rows = store("files").openCursor();
    await new Promise((resolve, reject) => {
      rows.onerror = () => reject(rows.error);
      rows.onsuccess = () => {
        const cursor = rows.result;
        if (!cursor) return resolve();
        const { change, at } = cursor.value;
        if (change ? need && !waiting.has(change) : at < old) cursor.delete();
        cursor.continue();
      };
    });
  });
}

/** Keeps the bytes of a file, before the change that names it. */
export async function putFile({ owner, plan, id, blob }) {
  await afterClaim();
  const bytes = await blob.arrayBuffer();
  const put = () =>
    anew(async () => {
      const own = await key(owner);
      const row = { id, plan, type: blob.type, at: Date.now(), change: "", seal: await sealBytes(own, bytes, owner, plan, id) };
      await asOwner(owner, "readwrite", (store) => void store("files").put(row), own.reign);
    });
  await tidy(owner, false);
  await put().catch(async (fault) => {
    if (fault?.name !== "QuotaExceededError") throw fault;
    await tidy(owner, true);
    await put();
  });
}

/** The file as it was kept; `undefined` when it is not here. */
export async function getFile({ owner, plan, id }) {
  await afterClaim();
  return anew(async () => {
    const own = await key(owner);
    const row = await asOwner(owner, "readonly", (store) => answer(store("files").get(id)), own.reign);
    return row && new Blob([await unsealBytes(own, row.seal, owner, plan, id)], { type: row.type });
  });
}
