import { expect, it } from 'vitest';
import { Slots } from './slots.ts';

function slots(most: number) {
  let now = 0;
  const s = new Slots(most, { now: () => now });
  return {
    s,
    at: (seconds: number, lateMs: number, running = s.count) => {
      now = seconds * 1000;
      s.beat(lateMs, running);
      return s.count;
    },
  };
}

it('Slots keeps all of them while heartbeats are answered within a third of the lease', () => {
  const { at } = slots(64);
  expect([at(10, 200), at(20, 10_000)]).toEqual([64, 64]);
});

it('Slots halves once a lease while heartbeats are late, however many are, down to two', () => {
  const { at } = slots(64);
  expect([at(20, 10_001), at(21, 15_000), at(49, 15_000)]).toEqual([32, 32, 32]);
  expect([
    at(50, 15_000),
    at(80, 15_000),
    at(110, 15_000),
    at(140, 15_000),
    at(170, 15_000),
    at(200, 15_000),
  ]).toEqual([16, 8, 4, 2, 2, 2]);
});

it('Slots counts from what runs: of few jobs on many slots half is left', () => {
  expect(slots(64).at(20, 20_000, 6)).toBe(3);
});

it('Slots grows by one with each heartbeat in time, after a lease without a late one', async () => {
  const { s, at } = slots(4);
  expect(at(20, 20_000)).toBe(2);
  const more = s.more;
  expect([at(30, 10), at(49, 10), at(50, 10)]).toEqual([2, 2, 3]);
  await more;
  expect([at(51, 10), at(60, 10), at(70, 10)]).toEqual([3, 4, 4]);
});

it('Slots of a runner with one slot keeps it', () => {
  expect(slots(1).at(20, 20_000)).toBe(1);
});
