import { expect, test } from 'vitest';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { Acks } from './acks.ts';

/** When what waits for calm goes on, ms from now, while `meanwhile` happens. */
async function calmAfter(acks: Acks, clock: VirtualClock, meanwhile: () => Promise<void>): Promise<number> {
  const began = clock.now();
  const calm = acks.calm().then(() => clock.now() - began);
  await meanwhile();
  await clock.advance(2000);
  return calm;
}

test('without requests it waits for nothing', async () => {
  const clock = new VirtualClock(1000);
  expect(await calmAfter(new Acks(clock), clock, async () => {})).toBe(0);
});

test('what can wait goes a moment after the last of the requests that follow each other', async () => {
  const clock = new VirtualClock(1000);
  const acks = new Acks(clock);
  const first = acks.begin();
  const waited = await calmAfter(acks, clock, async () => {
    await clock.advance(100);
    first();
    await clock.advance(10);
    const second = acks.begin();
    await clock.advance(90);
    second();
    second();
  });
  // The last one ended after 200 ms.
  expect(waited).toBeGreaterThanOrEqual(230);
  expect(waited).toBeLessThanOrEqual(260);
});

test('it waits half a second at most, for a request that hangs or for many', async () => {
  const clock = new VirtualClock(1000);
  const acks = new Acks(clock);
  acks.begin();
  expect(await calmAfter(acks, clock, async () => {})).toBe(500);
});
