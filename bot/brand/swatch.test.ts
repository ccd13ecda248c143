import { expect, it } from 'vitest';
import { swatch } from './swatch.ts';

it.each([
  ['#0B2530', '⬛'],
  ['#000000', '⬛'],
  ['#FFFFFF', '⬜'],
  ['#F7F4EF', '⬜'],
  ['#DC2640', '🟥'],
  ['#FFB000', '🟧'],
  ['#3FA7F0', '🟦'],
  ['#6AAA4F', '🟩'],
  ['#64757C', '⬛'],
  ['#C9CED1', '⬜'],
  ['nonsense', '⬜'],
])('swatch() shows %s as %s', (hex, square) => {
  expect(swatch(hex)).toBe(square);
});
