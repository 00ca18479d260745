// What stands in front of a Node server in production: compression. SvelteKit's server sends pages as they are and
// Next's knows gzip only; Stip sends brotli. So both get the same front, which gives every file of a build brotli 11
// (made once, before the clock runs) and every page a quick brotli, as Stip's own server does.
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { brotliCompressSync, constants, createBrotliCompress } from "node:zlib";

const text = /^(text\/|application\/(javascript|json|manifest)|image\/svg)/;
const params = (quality: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

/** Listens on `port` for the server on `behind`. */
export function front(port: number, behind: number): Promise<Server> {
  const kept = new Map<string, Buffer>();
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, "accept-encoding": "identity", "x-forwarded-proto": "http" };
    const path = asked.url ?? "/";
    const through = request({ port: behind, host: "127.0.0.1", path, method: asked.method, headers }, async (got) => {
      const head = { ...got.headers };
      const packs = text.test(head["content-type"] ?? "") && /\bbr\b/.test(String(asked.headers["accept-encoding"]));
      if (!packs) {
        answer.writeHead(got.statusCode ?? 500, head);
        return got.pipe(answer);
      }
      delete head["content-length"];
      head["content-encoding"] = "br";
      head.vary = [head.vary, "accept-encoding"].filter(Boolean).join(", ");
      if (/immutable/.test(head["cache-control"] ?? "")) {
        const packed = kept.get(path) ?? brotliCompressSync(await all(got), params(11));
        got.resume();
        kept.set(path, packed);
        answer.writeHead(got.statusCode ?? 500, { ...head, "content-length": packed.length });
        return answer.end(packed);
      }
      answer.writeHead(got.statusCode ?? 500, head);
      // A page may come in pieces; none of them waits here for the next one.
      const packing = createBrotliCompress({ ...params(4), flush: constants.BROTLI_OPERATION_FLUSH });
      got.pipe(packing).pipe(answer);
    });
    through.on("error", () => answer.writeHead(502).end());
    asked.pipe(through);
  });
  server.on("connection", (socket) => socket.setNoDelay(true));
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

async function all(got: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of got) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
