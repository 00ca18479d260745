// Photos for the journeys: as a camera makes them, and as it never would.
import { deflateSync } from "node:zlib";
import type { Page } from "@playwright/test";

/** A photo of so many dots, as a camera makes it. */
export async function landscape(page: Page, width: number, height: number): Promise<Buffer> {
  const bytes = await page.evaluate(async ([width, height]) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const paint = canvas.getContext("2d")!;
    const sky = paint.createLinearGradient(0, 0, 0, height);
    for (const [at, colour] of [[0, "#7ec8d8"], [0.6, "#ffe6c2"], [0.62, "#4a7c59"], [1, "#2f5d3a"]] as const) sky.addColorStop(at, colour);
    paint.fillStyle = sky;
    paint.fillRect(0, 0, width, height);
    const blob = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!), "image/jpeg", 0.9));
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [width, height]);
  return Buffer.from(bytes);
}

/** The same photo, made heavy: so many bytes of remarks behind its beginning, as cameras write them. */
export function heavy(photo: Buffer, size: number): Buffer {
  const remark = Buffer.alloc(65_535 + 2);
  remark.writeUInt32BE(0xffe2ffff);
  const remarks = Array.from({ length: Math.ceil(size / remark.length) }, () => remark);
  return Buffer.concat([photo.subarray(0, 2), ...remarks, photo.subarray(2)]);
}

/** What says that it is a picture of 65,000 by 65,000 dots, in a few bytes. */
export function bomb(): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, body, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(65_000, 0);
  head.writeUInt32BE(65_000, 4);
  head.writeUInt8(1, 8);
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.alloc(1_000_000))), chunk("IEND", Buffer.alloc(0))]);
}
