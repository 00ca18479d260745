// lock.html: the first page while the lock is shut, with and without a network.
import { drawLock } from "./lockscreen.js";
import { isOn, isOpen, onChange, shutUnseen } from "./vault.js";

const language = document.cookie.match(/(?:^|; )language=(\w+)/)?.[1];
if (language === "en") document.documentElement.lang = language;
document.documentElement.dataset.reading = document.cookie.match(/(?:^|; )reading=([a-z.]+)/)?.[1].replaceAll(".", " ") ?? "";

// Only a page of this site.
function wanted() {
  const to = new URLSearchParams(location.search).get("to") ?? "/";
  return /^\/(?!\/)[\w/-]*$/.test(to) ? to : "/";
}
const goOn = () => location.replace(wanted());

if (isOn() && !isOpen()) {
  // A phone that was switched off had no time to take the key away.
  shutUnseen();
  drawLock(document.querySelector("main"), goOn);
  onChange(() => isOpen() && goOn());
} else {
  goOn();
}
