import { crc32, deflateSync } from 'node:zlib';
import { Renderer } from '@takumi-rs/core';
import type { Bitmap } from '../../agents/knowledge/turned.ts';

/** Red to the left, blue to the right, green along the lower edge: tells how it was turned. */
export function aBitmap(width: number, height: number): Bitmap {
  const rgba = Buffer.alloc(4 * width * height, 255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [r, g, b] = y > height * 0.8 ? [0, 200, 0] : x < width / 2 ? [220, 0, 0] : [0, 0, 220];
      rgba.set([r, g, b], 4 * (y * width + x));
    }
  return { width, height, rgba };
}

/** What `aBitmap` shows in the middle of its left, right and lower edge. */
export function edgesOf({ width, height, rgba }: Bitmap): string {
  const at = (x: number, y: number) => {
    const from = 4 * (Math.floor(y * (height - 1)) * width + Math.floor(x * (width - 1)));
    const [r = 0, g = 0, b = 0] = rgba.subarray(from, from + 3);
    return r > 150 && b < 100 ? 'red' : g > 120 && r < 100 ? 'green' : b > 150 ? 'blue' : `${r},${g},${b}`;
  };
  return [at(0.05, 0.5), at(0.95, 0.5), at(0.5, 0.05), at(0.5, 0.95)].join(' ');
}

const renderer = new Renderer();

export async function aPicture(
  format: 'png' | 'jpeg' | 'webp',
  width: number,
  height: number,
): Promise<Buffer> {
  const { rgba: data } = aBitmap(width, height);
  const size = { width, height };
  return renderer.render(
    { type: 'image', src: { ...size, data }, ...size, style: size },
    { ...size, format, quality: 90 },
  );
}

/** @returns The picture's pixels. */
export async function decoded(src: Uint8Array, width: number, height: number): Promise<Bitmap> {
  const size = { width, height };
  const rgba = await renderer.render(
    { type: 'image', src, ...size, style: size },
    { ...size, format: 'raw' },
  );
  return { ...size, rgba };
}

/** A chunk of a PNG. */
export function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A grey PNG of any size in pixels, always a few kilobytes. */
export function aPng(width: number, height: number, more: Buffer[] = []): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(height * (1 + Math.ceil(width / 8)), 10_000_000)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...more,
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** EXIF of one directory: the orientation, and a place where its taker was. */
export function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(60);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  tiff.write('GPS -23.5505,-46.6333', 30, 'latin1');
  return tiff;
}

/** The JPEG with EXIF before everything else. */
export function withExif(jpeg: Buffer, orientation: number): Buffer {
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}
