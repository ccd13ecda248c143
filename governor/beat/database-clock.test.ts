import { expect, it } from 'vitest';
import { databaseClock } from './database-clock.ts';

const MINUTE = 60_000;

function heard(...times: [database: number, elapsed: number][]) {
  let elapsed = 0;
  const clock = databaseClock({ now: () => 0, elapsed: () => elapsed });
  const jumps = times.map(([time, at]) => {
    elapsed = at * MINUTE;
    return clock.hear(time * MINUTE) / MINUTE;
  });
  const wait = (minutes: number) => {
    elapsed += minutes * MINUTE;
  };
  return { jumps, clock, wait };
}

it('tells a jump ahead of the database, and neither its way back nor a late answer', () => {
  expect(heard([0, 0], [1, 1], [63, 3], [64, 4], [4, 5], [6, 6], [66, 8]).jumps).toEqual([
    0, 0, 60, 0, 0, 0, 58,
  ]);
});

it('knows that a gap began with the jump, and when it is over', () => {
  const { clock, wait } = heard([0, 0], [60, 1]);
  expect(clock.jumpedWithin(20 * MINUTE)).toBe(true);
  wait(20);
  expect(clock.jumpedWithin(20 * MINUTE)).toBe(false);
});

it('a governor that has just begun holds nothing', () => {
  expect(heard([500, 0]).clock.jumpedWithin(20 * MINUTE)).toBe(false);
});
