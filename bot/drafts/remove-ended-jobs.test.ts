import { expect, it } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { removeEndedJobs } from './remove-ended-jobs.ts';

const HOUR = 3_600_000;

/** A database that has as many jobs to remove; answers how many calls it took in the hours from the start. */
async function callsOf(waiting: number, hours = 1): Promise<{ calls: number; left: number }> {
  const clock = new VirtualClock();
  let left = waiting;
  let calls = 0;
  const content = {
    async removeEndedJobs(limit: number) {
      calls += 1;
      const count = Math.min(limit, left);
      left -= count;
      return count;
    },
    // SAFETY: nothing else is asked of it.
  } as unknown as ContentForBot;
  const loop = removeEndedJobs({
    content,
    rounds: new Rounds({ clock }),
    clock,
    random: { next: () => 0.5, id: () => 'x' },
    log: silentLog,
  })();
  await clock.advance(hours * HOUR - 1);
  await loop.stop(0);
  return { calls, left };
}

it('asks once an hour where nothing is to be removed', async () => {
  expect(await callsOf(0, 5)).toEqual({ calls: 5, left: 0 });
});

it('goes on until what is over is gone, and of very much leaves the rest for the next hour', async () => {
  expect(await callsOf(60)).toEqual({ calls: 3, left: 0 });
  expect(await callsOf(25_000)).toEqual({ calls: 400, left: 15_000 });
  expect((await callsOf(25_000, 3)).left).toBe(0);
});
