// The app lock: what this phone keeps is sealed with a key that itself lies sealed under a code, or
// under a passkey of this phone (WebAuthn, extension prf). The code never leaves the phone and is kept nowhere.
import { answer, lying, within } from "./keep.js";
import { reseal } from "./reseal.js";

const { subtle } = crypto;
// PBKDF2 with HMAC-SHA-256, as often as OWASP's password storage cheat sheet asks.
const TURNS = 600_000;
// So many wrong codes are free; then each one costs a minute, two, four, … at most an hour (milliseconds).
const FREE = 5;
const MINUTE = 60_000;
const LONGEST = 60 * MINUTE;
// How long Stip stays open unseen, in seconds.
const STAY = 300;
const AES = { name: "AES-GCM", length: 256 };
const USES = ["encrypt", "decrypt"];

const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const bytes = (text) => new TextEncoder().encode(text);
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("stip-lock") : undefined;

const written = (name, value, seconds) => void (document.cookie = `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax`);
const cookie = (name) => new RegExp(`(?:^|; )${name}=`).test(document.cookie);

/** Whether there is a lock on this phone. Without a session nobody's plan is shown, so there is nothing to lock. */
export const isOn = () => cookie("lock") && cookie("person");
/** Whether it is open now. */
export const isOpen = () => cookie("unlocked");
/** Open for a while longer; only what is open stays so. */
export const stay = () => isOpen() && written("unlocked", "yes", STAY);

/** Calls back when another tab opened or shut the lock. */
export const onChange = (look) => channel?.addEventListener("message", look);

// Safari forgets after a week what a script wrote; what the server writes stays. One after the other: the last
// word must arrive last.
let telling = Promise.resolve();
function remember(on) {
  written("lock", "on", on ? 31_536_000 : 0);
  const body = new URLSearchParams({ lock: on ? "on" : "off" });
  const tell = () => fetch("/form/lock", { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
  telling = telling.then(tell);
}

async function fromCode(code, salt) {
  const raw = await subtle.importKey("raw", bytes(code), "PBKDF2", false, ["deriveKey"]);
  return subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: TURNS }, raw, AES, false, ["wrapKey", "unwrapKey"]);
}

async function fromPasskey(secret, salt) {
  const raw = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  return subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: bytes("stip lock") }, raw, AES, false, ["wrapKey", "unwrapKey"]);
}

// What the passkey makes of the salt: only this phone can, and only after a finger, a face or its own code.
async function askPasskey({ credential, salt }) {
  const publicKey = {
    challenge: random(32),
    allowCredentials: [{ type: "public-key", id: credential }],
    userVerification: "required",
    extensions: { prf: { eval: { first: salt } } },
  };
  const given = await navigator.credentials.get({ publicKey });
  const made = given.getClientExtensionResults().prf?.results?.first;
  if (!made) throw new DOMException("no prf", "NotSupportedError");
  return fromPasskey(made, salt);
}

/** Whether a finger, a face or the phone's own code can be asked for here. */
export const hasPasskeys = async () =>
  (await globalThis.PublicKeyCredential?.isUserVerifyingPlatformAuthenticatorAvailable?.().catch(() => false)) === true;

async function lock(key, row) {
  const made = await subtle.generateKey(AES, true, USES);
  const iv = random(12);
  const wrapped = await subtle.wrapKey("raw", made, key, { name: "AES-GCM", iv });
  const open = await subtle.unwrapKey("raw", wrapped, key, { name: "AES-GCM", iv }, AES, false, USES);
  await reseal(open, { lock: { ...row, iv, wrapped, tries: 0, until: 0 }, open });
  // What is locked must not be thrown away to make room: without it the code opens nothing.
  navigator.storage?.persist?.().catch(() => {});
  written("unlocked", "yes", STAY);
  remember(true);
  channel?.postMessage("changed");
}

/** Turns the lock on, with a code. */
export async function lockWithCode(code) {
  const salt = random(16);
  await lock(await fromCode(code, salt), { kind: "code", salt });
}

/** Turns the lock on, with a passkey. NotSupportedError where this phone's passkeys cannot seal. */
export async function lockWithPasskey() {
  const salt = random(32);
  const publicKey = {
    rp: { name: "Stip" },
    user: { id: random(16), name: "Stip", displayName: "Stip" },
    challenge: random(32),
    pubKeyCredParams: [-7, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required", residentKey: "discouraged" },
    extensions: { prf: {} },
  };
  const made = await navigator.credentials.create({ publicKey });
  if (!made.getClientExtensionResults().prf?.enabled) throw new DOMException("no prf", "NotSupportedError");
  const row = { kind: "passkey", salt, credential: made.rawId };
  await lock(await askPasskey(row), row);
}

/**
 * What kind of lock there is: "code" or "passkey"; nothing when this phone lost what it kept. "off" when only the
 * cookie stayed behind: the lock was taken off, and the word of it did not arrive. Rejects when the phone cannot say.
 */
export async function kind() {
  const [lock, plain] = await within("readonly", (store) =>
    Promise.all([answer(store("keys").get("lock")), answer(store("keys").get("plan"))]),
  );
  if (!lock && plain) remember(false);
  return lock?.kind ?? (plain && "off");
}

// Every guess counts before it is tried, so that starting anew gives none for nothing. A passkey is not guessed.
async function counted() {
  return within("readwrite", async (store) => {
    const row = await answer(store("keys").get("lock"));
    if (!row) throw new Error("gone");
    if (row.kind !== "code") return { row };
    const now = Date.now();
    // A wait that is longer than any comes from a clock that was wrong.
    if (row.until > now && row.until - now <= LONGEST) return { wait: row.until };
    const tries = row.tries + 1;
    const until = tries < FREE ? 0 : now + Math.min(MINUTE * 2 ** (tries - FREE), LONGEST);
    store("keys").put({ ...row, tries, until }, "lock");
    return { row, wait: until };
  });
}

/** Whether it can be a code at all: what cannot is no guess. */
export const isCode = (code) => /^\d{4,12}$/.test(code);

/** Tries to open. Answers {} when it is open, { wrong, wait } when it is not; `wait` is a moment, or 0. */
export async function open(code) {
  const { row, wait } = await counted();
  if (!row) return { wait };
  let key;
  try {
    const over = row.kind === "code" ? await fromCode(code, row.salt) : await askPasskey(row);
    key = await subtle.unwrapKey("raw", row.wrapped, over, { name: "AES-GCM", iv: row.iv }, AES, false, USES);
  } catch {
    return { wrong: true, wait };
  }
  await within("readwrite", async (store) => {
    const now = await answer(store("keys").get("lock"));
    // Meanwhile another tab took the lock off, or put a new one on.
    if (String(now?.iv) !== String(row.iv)) throw new Error("changed");
    store("keys").put({ ...row, tries: 0, until: 0 }, "lock");
    store("keys").put(key, "open");
  });
  written("unlocked", "yes", STAY);
  remember(true);
  channel?.postMessage("changed");
  return {};
}

/** Shuts it, in every tab. The cookie goes first: from then on nothing is shown, whatever becomes of the rest. */
export async function shut() {
  written("unlocked", "", 0);
  channel?.postMessage("changed");
  await within("readwrite", (store) => void store("keys").delete("open")).catch(() => {});
}

/** The same, because nobody looked for a while: not when another tab was opened just now. */
export const shutUnseen = async () => isOpen() || shut();

/** Takes everything of this phone away, as logging out does; an old browser does not do so by itself. */
export async function letGo() {
  written("unlocked", "", 0);
  const gone = new Promise((resolve) => {
    const request = indexedDB.deleteDatabase("stip");
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
  await Promise.allSettled([gone, globalThis.caches?.delete("shared")]);
}

/** Takes the lock away. It must be open. */
export async function unlockForGood() {
  await within("readonly", lying);
  const plan = await subtle.generateKey(AES, false, USES);
  await reseal(plan, { plan });
  remember(false);
  written("unlocked", "", 0);
  channel?.postMessage("changed");
}
