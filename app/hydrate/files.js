// Photos and voice notes on this phone: made small, recorded, shown and sent from here. Comes when it is asked for.
// A place is "file/plan/owner"; where nothing is kept there is no owner, and a file lasts as long as the page.
import { getFile, putFile } from "./album.js";
import { keep } from "./keep.js";

// A photo: the longer edge in dots, and how much of it is kept.
const EDGE = 1600;
const QUALITY = 0.8;
// The largest picture that is opened, and how far its size is looked for, in bytes.
const MOST_DOTS = 110e6;
const HEAD = 256 * 1024;
// A voice note: bits per second, and the longest, in milliseconds; the last packet may come a little later.
const RATE = 32_000;
const LONGEST = 59_500;
// What is under way for longer is begun anew, in milliseconds: what comes after it must not wait for ever.
const LATE = 120_000;
// What phones play, the one that plays everywhere first.
const SOUNDS = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus"];

const fault = (name) => Object.assign(new Error(name), { name });

// By their ids, as long as the page is open.
const here = new Map();

const read = (place) => {
  const [id, plan, owner] = place.split("/");
  return { id, plan, owner };
};

function show(id, blob) {
  const url = URL.createObjectURL(blob);
  here.set(id, { blob, url });
  return url;
}

// A phone that is full says so. A private window keeps nothing, and sends from the open page.
async function hold(place, blob) {
  const { id, plan, owner } = read(place);
  if (owner) {
    await putFile({ owner, plan, id, blob }).catch((problem) => {
      if (problem?.name === "QuotaExceededError") throw problem;
    });
  }
  return show(id, blob);
}

const kept = async (place) => {
  const where = read(place);
  // Only what is surely not here counts as not here: a phone that cannot look now is asked once more later.
  const gone = (problem) => {
    if (problem?.name !== "OperationError") throw problem; // its seal is broken: it will never be read
  };
  return where.owner ? getFile(where).catch(gone) : undefined;
};

// Where to show a file from that is on this phone; nothing when it is not.
async function find(place) {
  const { id } = read(place);
  const known = here.get(id);
  if (known) return known.url;
  const blob = await kept(place).catch(() => undefined);
  return blob && (here.get(id)?.url ?? show(id, blob));
}

// Lets go of a file that is not wanted after all.
async function forget(place) {
  const { id, owner } = read(place);
  const known = here.get(id);
  if (known) URL.revokeObjectURL(known.url);
  here.delete(id);
  if (owner) await keep(JSON.stringify({ op: "forget", owner, ids: [id] })).catch(() => {});
}

// How many dots a picture says that it has, by its first bytes: a bomb is not opened to be counted.
async function dots(file) {
  const bytes = new DataView(await file.slice(0, HEAD).arrayBuffer());
  const has = (at, length) => at + length <= bytes.byteLength;
  if (has(0, 24) && bytes.getUint32(0) === 0x89504e47) return bytes.getUint32(16) * bytes.getUint32(20);
  if (!has(0, 2) || bytes.getUint16(0) !== 0xffd8) return 0;
  for (let at = 2; has(at, 9) && bytes.getUint8(at) === 0xff; at += 2 + bytes.getUint16(at + 2)) {
    const mark = bytes.getUint8(at + 1);
    const isFrame = mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark);
    if (isFrame) return bytes.getUint16(at + 5) * bytes.getUint16(at + 7);
  }
  return 0;
}

async function decoded(file) {
  // A drawing can hold anything; so large a picture would take all the memory of a phone.
  if (file.type === "image/svg+xml" || (await dots(file)) > MOST_DOTS) throw fault("NotAPicture");
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // Safari decodes more in an element than in a bitmap.
    const url = URL.createObjectURL(file);
    const image = new Image();
    image.src = url;
    return image.decode().then(
      () => image,
      () => {
        throw fault("NotAPicture");
      },
    ).finally(() => URL.revokeObjectURL(url));
  }
}

// Makes the photo that was chosen in the form small, upright and free of notes. Answers where to show it from.
async function photo(place) {
  const [file] = field()?.files ?? [];
  if (!file) throw fault("AbortError");
  const picture = await decoded(file);
  const shrunk = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * shrunk));
  canvas.height = Math.max(1, Math.round(picture.height * shrunk));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close?.();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  canvas.width = canvas.height = 0; // iPhones run out of room for canvases
  if (!blob) throw fault("NotAPicture");
  return hold(place, blob);
}

let recording;

// Asks for the microphone and begins; stops by itself after a minute.
async function record() {
  cancel();
  const type = globalThis.MediaRecorder && SOUNDS.find((sound) => MediaRecorder.isTypeSupported(sound));
  if (!type || !navigator.mediaDevices?.getUserMedia) throw fault("NotSupportedError");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const quiet = () => stream.getTracks().forEach((track) => track.stop());
  try {
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: RATE });
    const pieces = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const ended = new Promise((resolve) => {
      recorder.onstop = () => {
        quiet();
        resolve({ blob: new Blob(pieces, { type: type.split(";")[0] }), millis: performance.now() - begun });
      };
    });
    const begun = performance.now();
    recorder.start();
    const stop = () => recorder.state !== "inactive" && recorder.stop();
    const timer = setTimeout(stop, LONGEST);
    recording = { ended, stop: () => (clearTimeout(timer), stop()) };
  } catch (problem) {
    quiet();
    throw problem;
  }
}

// Stops, and keeps what was said. Answers how many seconds it lasts, and where to hear it from.
async function stop(place) {
  if (!recording) throw fault("AbortError");
  recording.stop();
  const { blob, millis } = await recording.ended;
  recording = undefined;
  if (blob.size === 0) throw fault("NotSupportedError");
  const seconds = Math.min(60, Math.max(1, Math.round(millis / 1000)));
  return `${seconds} ${await hold(place, blob)}`;
}

// Stops, and keeps nothing: the page was left.
function cancel() {
  recording?.stop();
  recording = undefined;
}

// Sends a file; answers the status and the body. What is not here needs no sending.
async function send(place, path) {
  const blob = here.get(read(place).id)?.blob ?? (await kept(place));
  if (!blob) return "204 ";
  const signal = AbortSignal.timeout?.(LATE);
  const response = await fetch(path, { method: "PUT", body: blob, headers: { "content-type": blob.type }, signal });
  return `${response.status} ${await response.text()}`;
}

const field = () => document.querySelector("input[type=file][name=photo]");

// Sends the form that waited, as soon as it names what it waited for, by the button that was tapped.
const save = (tapped) => {
  const press = () => [...(field()?.form?.querySelectorAll("button:not([type])") ?? [])].find(({ value }) => value === tapped)?.click();
  setTimeout(press);
};

// Shows what went wrong: the button to save may be far below it.
const see = () => void setTimeout(() => field()?.closest("fieldset")?.scrollIntoView());

const errands = { photo, record, stop, cancel, forget, find, send, save, see };

/** Runs an errand; both it and its answer are JSON. Tells the name of what went wrong. */
export async function run({ what, place, to }) {
  try {
    return JSON.stringify({ done: (await errands[what](place, to)) ?? "" });
  } catch (problem) {
    return JSON.stringify({ failed: problem?.name ?? "Error" });
  }
}
