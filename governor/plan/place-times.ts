import type { Random } from '../../platform/clock.ts';
import type { Span } from './opening-hours.ts';

/**
 * Draws times inside `spans` that keep `gap` from each other and from those `taken`.
 *
 * Every admissible set is equally likely (hard-core uniform order statistics; in a span of length T that is: n uniforms
 * on [0, T-(n-1)·gap], sorted, the i-th moved by i·gap). A fixed gap with some noise would be nearly periodic instead.
 *
 * @param gap ms
 * @returns In time order; fewer than `n` when no more fit.
 */
export function placeTimes(
  spans: readonly Span[],
  taken: readonly number[],
  n: number,
  gap: number,
  random: Random,
): number[] {
  const free = freeSpans(spans, taken, gap);
  for (let count = Math.min(n, atMost(free, gap)); count > 0; count -= 1) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const times = draw(free, count, gap, random);
      // Spans closer together than the gap are the exception (a repeated hour): there a draw may have to be thrown away.
      if (times && keepsGap(times, gap) && !times.some(onTheMinute)) return times;
    }
  }
  return [];
}

const ATTEMPTS = 40;

/** `spans` without what is closer than `gap` to a taken time. A span of length 0 still has one instant. */
export function freeSpans(spans: readonly Span[], taken: readonly number[], gap: number): Span[] {
  if (taken.length === 0) return spans.map((s) => ({ ...s }));
  const times = taken.toSorted((a, b) => a - b);
  const free: Span[] = [];
  for (const span of spans) {
    let from = span.from;
    for (const at of times) {
      if (at + gap <= from) continue;
      if (at - gap + 1 >= span.to) break;
      if (at - gap + 1 > from) free.push({ from, to: at - gap + 1 });
      from = at + gap;
    }
    if (span.to > from) free.push({ from, to: span.to });
  }
  return free;
}

export function atMost(free: readonly Span[], gap: number): number {
  return free.reduce((sum, s) => sum + Math.floor((s.to - 1 - s.from) / gap) + 1, 0);
}

function keepsGap(times: readonly number[], gap: number): boolean {
  return times.every((at, i) => i === 0 || at - (times[i - 1] ?? 0) >= gap);
}

function onTheMinute(at: number): boolean {
  return at % 60_000 < 1000;
}

/** Chooses how many go into each span by the volume of what they could do there, then draws inside each. */
function draw(free: readonly Span[], n: number, gap: number, random: Random): number[] | undefined {
  const total = free.reduce((sum, s) => sum + s.to - s.from, 0);
  /** Volume of the ways to put k times into a span, over total^k so that it stays a sensible number. */
  const ways = (span: Span, k: number): number => {
    let volume = 1;
    const room = span.to - span.from - (k - 1) * gap;
    if (k > 0 && room <= 0) return 0;
    for (let i = 1; i <= k; i += 1) volume *= room / total / i;
    return volume;
  };
  /** rest[i][k]: the ways to put k times into the spans from i on. */
  const rest: number[][] = [
    ...free.map(() => [] as number[]),
    Array.from({ length: n + 1 }, (_, k) => (k === 0 ? 1 : 0)),
  ];
  for (let i = free.length - 1; i >= 0; i -= 1) {
    const span = free[i] ?? { from: 0, to: 0 };
    for (let k = 0; k <= n; k += 1) {
      let sum = 0;
      for (let here = 0; here <= k; here += 1) sum += ways(span, here) * (rest[i + 1]?.[k - here] ?? 0);
      (rest[i] ?? [])[k] = sum;
    }
  }
  if (!rest[0]?.[n]) return undefined;
  const times: number[] = [];
  let left = n;
  for (const [i, span] of free.entries()) {
    let ticket = random.next() * (rest[i]?.[left] ?? 0);
    let here = 0;
    while (here < left) {
      ticket -= ways(span, here) * (rest[i + 1]?.[left - here] ?? 0);
      if (ticket < 0) break;
      here += 1;
    }
    const room = span.to - span.from - (here - 1) * gap;
    if (here > 0 && room <= 0) return undefined;
    const offsets = Array.from({ length: here }, () => Math.floor(random.next() * room)).sort(
      (a, b) => a - b,
    );
    times.push(...offsets.map((offset, k) => span.from + offset + k * gap));
    left -= here;
  }
  return left === 0 ? times : undefined;
}
