// Changes the key under which this phone keeps things: when the app lock goes on or off.
import { answer, lying, NOT_YOURS, sealBytes, unsealBytes, within } from "./keep.js";

async function all(store) {
  const [owner, me, plan, ids, outbox, refused, files] = await Promise.all([
    ...["owner", "me", "plan"].map((name) => answer(store("kept").get(name))),
    answer(store("outbox").getAllKeys()),
    answer(store("outbox").getAll()),
    answer(store("refused").getAll()),
    answer(store("files").getAll()),
  ]);
  return { owner: owner?.person, me, plan, ids, outbox, refused, files };
}

// Each seal has a number that is used once: two looks with the same numbers, and states, saw the same.
const numbers = ({ me, plan, outbox, refused, files }) =>
  JSON.stringify([me?.iv, plan?.iv, ...[...outbox, ...refused, ...files].map(({ seal, state, change }) => [seal.iv, state, change])]);

/** Seals everything with another key; `change` says which keys lie here from then on. All of it or nothing. */
export async function reseal(next, change) {
  for (let turn = 0; turn < 5; turn += 1) {
    const [before, key] = await within("readonly", (store) => Promise.all([all(store), lying(store)]));
    const { owner } = before;
    if (!owner) throw NOT_YOURS;
    // What cannot be read stays as it is, and is told as unreadable before and after. Any other fault ends it: what
    // waits to be sent must not lose its key.
    const anew = async (sealed, ...place) => {
      if (!sealed || !key) return sealed;
      const bytes = await unsealBytes({ key }, sealed, ...place).catch((fault) => {
        if (fault?.name !== "OperationError") throw fault;
      });
      return bytes ? sealBytes({ key: next }, bytes, ...place) : sealed;
    };
    // One by one: all photos at once would not fit in the memory of a cheap phone.
    const rows = async (name) => {
      const done = [];
      for (const row of before[name]) done.push({ ...row, seal: await anew(row.seal, owner, row.plan, row.id) });
      return done;
    };
    const kept = { me: await anew(before.me, owner, "me"), plan: await anew(before.plan, owner, "plan") };
    const [outbox, refused, files] = [await rows("outbox"), await rows("refused"), await rows("files")];
    const isDone = await within("readwrite", async (store) => {
      // Another tab wrote meanwhile: once more, with that too.
      if (numbers(await all(store)) !== numbers(before)) return false;
      for (const [name, sealed] of Object.entries(kept)) if (sealed) store("kept").put(sealed, name);
      outbox.forEach((row, i) => store("outbox").put(row, before.ids[i]));
      refused.forEach((row) => store("refused").put(row));
      files.forEach((row) => store("files").put(row));
      store("kept").put({ person: owner, reign: crypto.randomUUID() }, "owner");
      store("kept").delete("glimpse"); // a picture: the next look makes it anew
      store("keys").clear();
      for (const [name, key] of Object.entries(change)) store("keys").put(key, name);
      return true;
    });
    if (isDone) return;
  }
  throw new Error("busy");
}
