import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { type FontkitFont, reopenable } from './fontkit.ts';

const file = '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf';
const open = reopenable(readFileSync(createRequire(import.meta.url).resolve(file)));
const glyphsOf = (font: FontkitFont, text: string) =>
  (font as FontkitFont & { layout(text: string): { glyphs: { id: number; codePoints: number[] }[] } }).layout(
    text,
  ).glyphs;

it('reopenable() lets no opening see the characters of another: one glyph draws the micro sign and the Greek mu', () => {
  const [first, second] = [open(), open()];
  const greek = glyphsOf(first, '\u03bc')[0];
  const micro = glyphsOf(second, '\u00b5')[0];
  expect(micro?.id).toBe(greek?.id);
  expect([greek?.codePoints, micro?.codePoints]).toEqual([[0x3bc], [0xb5]]);
});
