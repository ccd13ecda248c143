import { expect, it } from 'vitest';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { startReaper } from './reap.ts';

it('startReaper() reaps when a lease ends, not before, tells runners, and outlives a database that is away', async () => {
  const clock = new VirtualClock();
  const random = { next: () => 0.5, id: () => 'x' };
  const endsAt = 30_000;
  const reaps: number[] = [];
  let isReaped = false;
  const rounds = new Rounds({
    clock,
    random,
    ask: async () => ({ queues: isReaped ? {} : { leases: (endsAt - clock.now()) / 1000 }, working: true }),
  });
  const jobs = createHint();
  let wakes = 0;
  jobs.listen(() => {
    wakes += 1;
  });
  const loops = [
    rounds.begin(),
    startReaper({
      content: {
        reapJobs: async () => {
          reaps.push(clock.now());
          if (reaps.length === 1) throw new Error('away');
          isReaped = true;
          return 1;
        },
      },
      jobs,
      rounds,
      clock,
      random,
      log: silentLog,
    }),
  ];
  await clock.advance(29_999);
  expect(reaps).toEqual([]);
  await clock.advance(60_001);
  expect(reaps).toEqual([30_000, 31_000]);
  expect(wakes).toBe(1);
  await Promise.all(loops.map((loop) => loop.stop(0)));
});
