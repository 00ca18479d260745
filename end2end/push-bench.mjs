// What npm `web-push` pays for one message, beside our own figure in `make bench`: encrypt 300 bytes and
// sign, its normal path. CPU time of the process, so that a busy machine does not count.
import { createECDH, randomBytes } from "node:crypto";
import webpush from "web-push";

const phone = createECDH("prime256v1");
phone.generateKeys();
const subscription = {
  endpoint: "https://push.example.org/wpush/bench",
  keys: { p256dh: phone.getPublicKey().toString("base64url"), auth: randomBytes(16).toString("base64url") },
};
const { publicKey, privateKey } = webpush.generateVAPIDKeys();
const options = {
  TTL: 3600,
  urgency: "normal",
  contentEncoding: "aes128gcm",
  vapidDetails: { subject: "mailto:bench@example.org", publicKey, privateKey },
};
const payload = "x".repeat(300);
const build = (count) => {
  for (let made = 0; made < count; made += 1) webpush.generateRequestDetails(subscription, payload, options);
};

build(200);
const messages = 2_000;
const before = process.cpuUsage();
build(messages);
const { user, system } = process.cpuUsage(before);
console.log(`   npm web-push 3.6.7         ${((user + system) / messages).toFixed(1)} µs CPU per message`);
