// A stand-in for Firefox's own push server: speaks its WebSocket protocol to the browser (hello,
// register, notification, ack) and takes RFC 8030 posts from Stip. Everything in the browser is real:
// subscription, keys, decryption, service worker, notification.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";

export interface Autopush {
  host: string;
  webSocketUrl: string;
  /** Codes with which the browser acknowledged messages; 100 is "shown to a worker". */
  acks: number[];
  posts: { headers: Record<string, string>; length: number }[];
  stop(): Promise<void>;
}

export async function startAutopush(): Promise<Autopush> {
  const acks: number[] = [];
  const posts: Autopush["posts"] = [];
  let browser: WebSocket | undefined;
  const http = createServer((request, response) => {
    const channel = /^\/wpush\/([0-9a-f-]{36})$/.exec(request.url ?? "")?.[1];
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      if (request.method !== "POST" || !channel) return void response.writeHead(404).end();
      posts.push({
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        length: body.length,
      });
      browser?.send(
        JSON.stringify({
          messageType: "notification",
          channelID: channel,
          version: randomUUID(),
          data: body.toString("base64url"),
          headers: { encoding: request.headers["content-encoding"] },
        }),
      );
      response.writeHead(201, { location: `/m/${randomUUID()}`, ttl: request.headers.ttl ?? "0" }).end();
    });
  });
  const sockets = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  sockets.on("connection", (socket) => {
    browser = socket;
    socket.on("message", (data) => {
      const message = JSON.parse(data.toString()) as { messageType: string; channelID?: string; updates?: { code: number }[] };
      const say = (reply: object) => socket.send(JSON.stringify({ messageType: message.messageType, status: 200, ...reply }));
      if (message.messageType === "hello") say({ uaid: randomUUID().replaceAll("-", ""), use_webpush: true, broadcasts: {} });
      if (message.messageType === "register")
        say({ channelID: message.channelID, pushEndpoint: `http://${host}/wpush/${message.channelID}` });
      if (message.messageType === "unregister") say({ channelID: message.channelID });
      if (message.messageType === "ack") acks.push(...(message.updates ?? []).map((update) => update.code));
    });
  });
  return {
    host,
    webSocketUrl: `ws://${host}/`,
    acks,
    posts,
    stop: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
