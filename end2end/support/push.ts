// The strict push service of the tests, and a phone's side of it: keys, decryption by an
// implementation that is not ours (npm http_ece), delivery into the page's service worker.
import { createECDH, randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import ece from "http_ece";
import { freePort, type Running, start } from "./process.ts";

export interface Received {
  path: string;
  version: string;
  headers: [string, string][];
  /** Encrypted, in base64. */
  body: string;
  length: number;
  over_bridge_limit: boolean;
  /** What the strict service found wrong with it. */
  problems: string[];
}

export interface PushService {
  host: string;
  /** Messages for one phone, oldest first. */
  messages(phone: string): Promise<Received[]>;
  stop(): Promise<void>;
}

export async function startPushService(): Promise<PushService> {
  const program = process.env.STIP_PUSH_SERVICE;
  if (!program) throw new Error("STIP_PUSH_SERVICE is not set: run the suite with end2end/run, or `make test`");
  const port = await freePort();
  const running: Running = await start(program, ["--port", String(port)], {}, /push service on/);
  const host = `127.0.0.1:${port}`;
  return {
    host,
    messages: async (phone) => {
      const reply = await fetch(`http://${host}/messages`);
      const all = (await reply.json()) as Received[];
      return all.filter((message) => message.path.endsWith(`/${phone}`));
    },
    stop: () => running.stop(),
  };
}

/** A browser's subscription, made by the test because Chromium's own needs its vendor's service. */
export class Phone {
  readonly name = randomBytes(8).toString("hex");
  private readonly keys = createECDH("prime256v1");
  private readonly auth = randomBytes(16);

  constructor(private readonly service: PushService, private readonly answer = "201") {
    this.keys.generateKeys();
  }

  /** Makes `pushManager` of this context hand out this subscription; everything after it is real. */
  async giveTo(context: BrowserContext, origin: string): Promise<void> {
    await context.grantPermissions(["notifications"], { origin });
    const subscription = {
      endpoint: `http://${this.service.host}/wpush/${this.answer}/${this.name}`,
      expirationTime: null,
      keys: {
        p256dh: this.keys.getPublicKey().toString("base64url"),
        auth: this.auth.toString("base64url"),
      },
    };
    await context.addInitScript((json: typeof subscription) => {
      const bytes = (text: string) =>
        Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0)).buffer;
      const made = {
        ...json,
        options: { userVisibleOnly: true, applicationServerKey: null },
        getKey: (name: "p256dh" | "auth") => bytes(json.keys[name]),
        toJSON: () => json,
        unsubscribe: async () => (localStorage.removeItem("test-subscribed"), true),
      };
      PushManager.prototype.subscribe = async function () {
        localStorage.setItem("test-subscribed", "yes");
        return made as unknown as PushSubscription;
      };
      PushManager.prototype.getSubscription = async function () {
        return localStorage.getItem("test-subscribed") ? (made as unknown as PushSubscription) : null;
      };
    }, subscription);
  }

  /** Waits for the next message and decrypts it. */
  async next(count = 1): Promise<{ received: Received; plaintext: string }> {
    const until = Date.now() + 15_000;
    for (;;) {
      const all = await this.service.messages(this.name);
      if (all.length >= count) {
        const received = all[count - 1];
        const plaintext = ece
          .decrypt(Buffer.from(received.body, "base64"), {
            version: "aes128gcm",
            privateKey: this.keys,
            authSecret: this.auth.toString("base64url"),
          })
          .toString("utf8");
        return { received, plaintext };
      }
      if (Date.now() > until) throw new Error(`message ${count} did not come`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Hands a decrypted message to the page's real service worker, as the browser would. */
export async function deliver(page: Page, origin: string, data: string): Promise<void> {
  // The protocol drops a message for a worker that is still starting; a browser would keep it.
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state === "activating") {
      await new Promise((resolve) => active.addEventListener("statechange", resolve, { once: true }));
    }
  });
  const session = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find((entry) => entry.scopeURL.startsWith(origin) && !entry.isDeleted);
      if (ours) resolve(ours.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId: await registration, data });
}

/** The notifications that are on the screen now. */
export async function notifications(page: Page): Promise<{ title: string; body: string; tag: string }[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, body, tag }) => ({ title, body, tag }));
  });
}

/**
 * Taps a notification and answers the address that the worker opens. No tool can tap for real in a
 * headless browser, so the event is made here; a made event carries no permission to open a window,
 * therefore that one call is caught. Open windows are left out, unless a test is about them. The handler, the receipt and the address are the real ones.
 */
export async function tap(context: BrowserContext, tag: string, windows = false): Promise<string> {
  const [worker] = context.serviceWorkers();
  return worker.evaluate(async ([wanted, windows]) => {
    type Shown = { tag: string };
    const scope = globalThis as unknown as {
      registration: { getNotifications(): Promise<Shown[]> };
      clients: { openWindow(url: string): Promise<unknown>; matchAll(): Promise<unknown[]> };
      NotificationEvent: new (kind: string, init: { notification: Shown }) => Event;
      dispatchEvent(event: Event): boolean;
    };
    const shown = (await scope.registration.getNotifications()).find(({ tag }) => tag === wanted);
    if (!shown) throw new Error("the notification is not on the screen");
    let opened = "";
    let work: Promise<unknown> = Promise.resolve();
    if (!windows) scope.clients.matchAll = async () => [];
    scope.clients.openWindow = async (url) => void (opened = url);
    const event = new scope.NotificationEvent("notificationclick", { notification: shown });
    Object.defineProperty(event, "waitUntil", { value: (promise: Promise<unknown>) => (work = promise) });
    scope.dispatchEvent(event);
    await work;
    return opened;
  }, [tag, windows] as const);
}
