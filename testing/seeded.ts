import type { Random } from '../platform/clock.ts';

/** mulberry32, by Tommy Ettinger (public domain): the same seed gives the same draws. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  let ids = 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    },
    id: () => `id-${seed}-${ids++}`,
  };
}
