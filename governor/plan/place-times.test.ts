import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { atMost, freeSpans, placeTimes } from './place-times.ts';

const MINUTE = 60_000;
const day = { from: 9 * 60 * MINUTE, to: 18 * 60 * MINUTE };
const gap = 20 * MINUTE;

describe('placeTimes()', () => {
  it('keeps the gap from each other and from what is taken, inside the spans', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 700 }))
      .map(([from, length]) => ({ from: from * MINUTE, to: (from + length) * MINUTE }));
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 3 }),
        fc.array(fc.integer({ min: 0, max: 2000 * MINUTE }), { maxLength: 5 }),
        fc.integer({ min: 0, max: 45 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer(),
        (drawn, taken, n, minutes, seed) => {
          const spans = drawn
            .toSorted((a, b) => a.from - b.from)
            .filter((s, i, all) => s.from >= (all[i - 1]?.to ?? 0));
          const times = placeTimes(spans, taken, n, minutes * MINUTE, seeded(seed));
          const all = [...times, ...taken.filter((t) => times.length > 0 && t >= 0)];
          const near = (a: number, b: number) => Math.abs(a - b) < minutes * MINUTE;
          expect(times.length).toBeLessThanOrEqual(n);
          expect(times.every((t) => spans.some((s) => t >= s.from && t < s.to))).toBe(true);
          expect(times.some((t, i) => all.some((other, k) => k !== i && near(t, other)))).toBe(false);
          expect(times.every((t) => t % MINUTE >= 1000)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('places as many as fit, and no more', () => {
    expect(atMost(freeSpans([day], [], gap), gap)).toBe(27);
    expect(placeTimes([day], [], 20, gap, seeded(1))).toHaveLength(20);
    expect(placeTimes([{ from: 0, to: 30 * MINUTE }], [], 9, gap, seeded(1))).toHaveLength(2);
    expect(placeTimes([], [], 3, gap, seeded(1))).toEqual([]);
  });

  it('draws evenly: a single time is uniform, and ten leave no rhythm', () => {
    const random = seeded(7);
    const quarters = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i += 1) {
      const [at = 0] = placeTimes([day], [], 1, gap, random);
      const quarter = Math.floor((4 * (at - day.from)) / (day.to - day.from));
      quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    }
    // Chi-square with 3 degrees of freedom: 16.3 is passed once in a thousand seeds; this one is fixed.
    const chi = quarters.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(16.3);
    const gaps = Array.from({ length: 300 }, () => placeTimes([day], [], 10, gap, random)).flatMap((times) =>
      times.slice(1).map((t, i) => t - (times[i] ?? 0)),
    );
    const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((a, b) => a + (b - mean) ** 2, 0) / gaps.length);
    // U(20,40) would have 0.19.
    expect(deviation / mean).toBeGreaterThan(0.4);
  });

  it('shares two spans by what each can hold', () => {
    const spans = [
      { from: 0, to: 100 * MINUTE },
      { from: 1000 * MINUTE, to: 1300 * MINUTE },
    ];
    const random = seeded(3);
    let first = 0;
    for (let i = 0; i < 2000; i += 1)
      if ((placeTimes(spans, [], 1, gap, random)[0] ?? 0) < 500 * MINUTE) first += 1;
    expect(first / 2000).toBeGreaterThan(0.21);
    expect(first / 2000).toBeLessThan(0.29);
  });
});
