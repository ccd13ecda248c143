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

it('reopenable() lets no opening see the characters of another: one glyph draws the Greek delta and the increment', () => {
  const [first, second] = [open(), open()];
  const greek = glyphsOf(first, '\u0394')[0];
  const increment = glyphsOf(second, '\u2206')[0];
  expect(increment?.id).toBe(greek?.id);
  expect([greek?.codePoints, increment?.codePoints]).toEqual([[0x394], [0x2206]]);
});
