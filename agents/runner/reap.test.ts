import { expect, it } from 'vitest';
import type { Clock } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import { startReaper } from './reap.ts';

it('startReaper() reaps every 5 s, prunes every hour, and outlives a database that is away', async () => {
  let now = 0;
  let reaps = 0;
  let prunes = 0;
  let finish: () => void = () => {};
  const enough = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const clock: Clock = {
    now: () => now,
    sleep: async (ms, signal) => {
      now += ms;
      if (now > 7_300_000 && !signal?.aborted) {
        finish();
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      }
    },
  };
  const reaper = startReaper({
    content: {
      reapJobs: async () => {
        reaps += 1;
        if (reaps === 3) throw new Error('away');
        return 0;
      },
    },
    checkpoints: {
      prune: async () => {
        prunes += 1;
        return 0;
      },
    },
    jobs: createHint(),
    clock,
    random: { next: () => 0.5, id: () => 'x' },
    log: silentLog,
  });
  await enough;
  await reaper.stop();
  expect(reaps).toBe(1461);
  expect(prunes).toBe(3);
});
