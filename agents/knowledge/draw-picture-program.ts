import { buffer } from 'node:stream/consumers';
import { Renderer } from '@takumi-rs/core';
import { turned } from './turned.ts';

// Runs in a process of its own: width and height to draw at, then EXIF's orientation; the picture's bytes on stdin.
const [width = 0, height = 0, orientation = 1] = process.argv.slice(2).map(Number);

/** From a sharp picture to one that still looks good on a slide: the first that is small enough is kept. */
const STEPS: readonly [scale: number, quality: number][] = [
  [1, 85],
  [1, 76],
  [0.8, 76],
  [0.66, 72],
  [0.5, 70],
  [0.5, 50],
];
/** Ten of them leave room for text and fonts in a PDF of 4 MB. */
const MAX_BYTES = 340 * 1024;

const renderer = new Renderer({ cacheMaxBytes: 0 });
const src = await buffer(process.stdin);
const style = { width, height, backgroundColor: '#ffffff' } as const;
const rgba = await renderer.render(
  { type: 'container', style, children: [{ type: 'image', src, width, height, style: { width, height } }] },
  { width, height, format: 'raw' },
);
const upright = turned({ width, height, rgba }, orientation);
if (isEven(upright.rgba)) process.stdout.write('blank');
else
  for (const [scale, quality] of STEPS) {
    const size = { width: Math.round(upright.width * scale), height: Math.round(upright.height * scale) };
    const source = { width: upright.width, height: upright.height, data: upright.rgba };
    const jpeg = await renderer.render(
      { type: 'image', src: source, ...size, style: size },
      { ...size, format: 'jpeg', quality },
    );
    if (jpeg.length > MAX_BYTES && scale * quality > 25) continue;
    process.stdout.write(jpeg);
    break;
  }

/** One colour all over. */
function isEven(pixels: Buffer): boolean {
  const first = pixels.readUInt32LE(0);
  for (let at = 4; at < pixels.length; at += 4) if (pixels.readUInt32LE(at) !== first) return false;
  return true;
}
