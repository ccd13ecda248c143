import { expect, it, vi } from 'vitest';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { silentLog } from '../../platform/log.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import { createWork } from '../../platform/wake/work.ts';
import type { OutreachForGovernor } from '../../ports/outreach.ts';
import { beatUntilStopped } from './beat-until-stopped.ts';
import { countReleases } from './count-releases.ts';

/** A governor that sleeps; each beat claims as many releases as the test says. */
function governor(claims: number[]) {
  const claimRelease = async (id: string) => ({ outcome: id === 'held' ? 'held' : 'claimed' });
  // SAFETY: the counted calls, whose answers but the outcome are not looked into.
  const calls = { claimRelease, planActions: async () => 0 } as unknown as OutreachForGovernor;
  const { outreach, done } = countReleases(calls);
  const now = vi.fn(async () => {
    for (let n = claims.shift() ?? 0; n > 0; n--) await outreach.claimRelease('a', 'w');
    await outreach.claimRelease('held', 'w');
  });
  const rounds = new Rounds({ hurried: true });
  const begin = () => [
    rounds.begin(),
    beatUntilStopped({
      beats: { now },
      done,
      rounds,
      clock: systemClock,
      random: systemRandom,
      log: silentLog,
    }),
  ];
  return { now, work: createWork(begin, { rounds, sleeps: true, clock: systemClock }) };
}
const WAKE = { limitMs: 60_000, drainMs: 0 };

it('a governor that sleeps beats once when nothing is due, also if an action is held', async () => {
  const { now, work } = governor([0]);
  expect(await work.wake(WAKE)).toEqual({ did: 0, left: 0 });
  expect(now).toHaveBeenCalledTimes(1);
});

it('it beats again after a beat that sent something, and tells how much went', async () => {
  const { now, work } = governor([2, 1, 0]);
  expect(await work.wake(WAKE)).toEqual({ did: 3, left: 0 });
  expect(now).toHaveBeenCalledTimes(3);
});

it('beats that fail end the wake and are told as left: the next wake tries again', async () => {
  const { now, work } = governor([]);
  now.mockRejectedValue(new Error('the database is away'));
  expect(await work.wake(WAKE)).toEqual({ did: 0, left: 1 });
  expect(now).toHaveBeenCalledTimes(2);
});
