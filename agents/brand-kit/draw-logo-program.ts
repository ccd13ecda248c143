import { buffer } from 'node:stream/consumers';
import { Renderer } from '@takumi-rs/core';

// Of the size that a logo has on a slide: what it costs there, it costs here.
const SIDE = 200;

const src = await buffer(process.stdin);
const pixels = await new Renderer().render(
  { type: 'image', src, width: SIDE, height: SIDE },
  { width: SIDE, height: SIDE, format: 'raw' },
);
// The fourth byte of each pixel is how much of it is covered.
process.stdout.write(pixels.every((byte, at) => at % 4 !== 3 || byte === 0) ? 'blank' : 'drawn');
