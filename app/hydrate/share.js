// A photo or words that another app shared (public/sw.js): put into the form as if they were chosen here.
import { places } from "./beside.js";

const taken = (field, event) => field.dispatchEvent(new Event(event, { bubbles: true }));

async function put(form) {
  if (form.dataset.shared || !(await caches.has("shared"))) return;
  form.dataset.shared = "yes";
  const cache = await caches.open("shared");
  const [photo, text] = [await cache.match("/photo"), await cache.match("/text")];
  const [words, file] = [form.querySelector("textarea[name=text]"), form.querySelector("input[type=file][name=photo]")];
  // Never over what is typed already.
  if (text && words && !words.value) {
    words.value = (await text.text()).slice(0, 4000);
    taken(words, "input");
    await cache.delete("/text");
  }
  if (photo && file) {
    const blob = await photo.blob();
    const given = new DataTransfer();
    given.items.add(new File([blob], "gedeeld", { type: blob.type }));
    file.files = given.files;
    taken(file, "change");
    await cache.delete("/photo");
  }
}

if ("caches" in globalThis) {
  places("form", (form) => location.pathname === "/successen/nieuw" && form.querySelector("input[name=photo]") && put(form).catch(() => {}));
}
