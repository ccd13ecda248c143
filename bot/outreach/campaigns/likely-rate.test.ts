import { expect, it } from 'vitest';
import { likelyRate } from './likely-rate.ts';

// Compared with Newcombe, Interval estimation for the difference between proportions, 1998.
it.each([
  [0, 0, { rate: 0, low: 0, high: 100 }],
  [0, 20, { rate: 0, low: 0, high: 16 }],
  [81, 263, { rate: 31, low: 26, high: 37 }],
  [15, 148, { rate: 10, low: 6, high: 16 }],
  [1, 29, { rate: 3, low: 1, high: 17 }],
  [29, 29, { rate: 100, low: 88, high: 100 }],
])('likelyRate(%i, %i) has its range', (part, of, range) => {
  expect(likelyRate(part, of)).toEqual(range);
});
