import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { silentLog } from '../log.ts';
import { nowAndThen } from './now-and-then.ts';
import { Rounds } from './rounds.ts';

const MINUTE = 60_000;

function chore() {
  const clock = new VirtualClock();
  const rounds = new Rounds({ clock });
  const at: number[] = [];
  const begin = nowAndThen(
    { rounds, clock, random: { next: () => 0.5, id: () => 'x' }, log: silentLog },
    {
      everyMs: 10 * MINUTE,
      failed: 'not_done',
      async work() {
        at.push(clock.now() / MINUTE);
        if (at.length === 2) throw new Error('away');
      },
    },
  );
  return { clock, rounds, at, begin };
}

describe('nowAndThen()', () => {
  it('does its work at the start and then every ten minutes, also after a failure', async () => {
    const { clock, at, begin } = chore();
    const loop = begin();
    await clock.advance(35 * MINUTE);
    await loop.stop(0);
    await clock.advance(35 * MINUTE);
    expect(at).toEqual([0, 10, 20, 30]);
  });

  it('of a part that sleeps does it in the first wake after its time, and holds that wake for it alone', async () => {
    const { clock, rounds, at, begin } = chore();
    for (let wake = 0; wake < 5; wake++) {
      const loop = begin();
      const held = rounds.left;
      await clock.advance(10);
      await loop.stop(0);
      expect([held, rounds.left]).toEqual([wake % 2 === 0 ? 1 : 0, 0]);
      await clock.advance(5 * MINUTE);
    }
    expect(at).toHaveLength(3);
  });
});
