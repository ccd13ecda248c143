import { describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { Rounds } from './rounds.ts';
import { createWork } from './work.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const LONG = { limitMs: 60_000, drainMs: 0 };

/** A part with one loop, whose looks the test answers; counts how many loops run, and what they gave back. */
function part({ sleeps = true } = {}) {
  const rounds = new Rounds({ hurried: sleeps });
  const seen = { running: 0, begun: 0, stopped: [] as number[], mostAtOnce: 0 };
  let turn = rounds.join('queue');
  let letStop = Promise.resolve();
  const work = createWork(
    () => {
      turn = rounds.join('queue');
      seen.begun += 1;
      seen.running += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.running);
      return [
        {
          async stop(deadlineMs: number) {
            await letStop;
            seen.stopped.push(deadlineMs);
            seen.running -= 1;
          },
        },
      ];
    },
    { rounds, sleeps, clock: systemClock },
  );
  rounds.forget();
  return {
    work,
    seen,
    rounds,
    look: (found: number) => turn.look(async () => found),
    slowStop() {
      let go = () => {};
      letStop = new Promise<void>((resolve) => {
        go = resolve;
      });
      return () => go();
    },
  };
}

describe('createWork()', () => {
  it('starts no loop before the first wake, and none after it', async () => {
    const { work, seen, look } = part();
    await settle();
    expect(seen.begun).toBe(0);
    const woken = work.wake(LONG);
    await settle();
    expect(seen.running).toBe(1);
    await look(0);
    expect(await woken).toEqual({ did: 0, left: 0 });
    expect(seen).toMatchObject({ running: 0, begun: 1 });
  });

  it('tells what was found while it was held', async () => {
    const { work, look } = part();
    const woken = work.wake(LONG);
    await settle();
    await look(3);
    await look(1);
    await look(0);
    expect(await woken).toEqual({ did: 4, left: 0 });
  });

  it('lets two wakes share the loops; the first to end leaves them to the other', async () => {
    const { work, seen, look } = part();
    const short = work.wake({ limitMs: 5, drainMs: 0 });
    const long = work.wake(LONG);
    expect(await short).toEqual({ did: 0, left: 1 });
    expect(seen).toMatchObject({ running: 1, begun: 1 });
    await look(0);
    expect(await long).toEqual({ did: 0, left: 0 });
    expect(seen).toMatchObject({ running: 0, begun: 1 });
  });

  it('gives back what is left when the limit nears, with the drain inside the limit', async () => {
    const { work, seen, rounds } = part();
    const woken = work.wake({ limitMs: 20, drainMs: 15 });
    await settle();
    rounds.during(new Promise(() => {}));
    const { left } = await woken;
    expect(left).toBeGreaterThan(0);
    expect(seen).toMatchObject({ running: 0, stopped: [15] });
  });

  it('starts loops anew for a wake that comes while they end, never two at once', async () => {
    const on = part();
    const go = on.slowStop();
    const first = on.work.wake(LONG);
    await settle();
    await on.look(0);
    await settle();
    const second = on.work.wake(LONG);
    await settle();
    expect(on.seen.begun).toBe(1);
    go();
    await first;
    await settle();
    expect(on.seen).toMatchObject({ begun: 2, running: 1 });
    await on.look(0);
    await second;
    expect(on.seen.mostAtOnce).toBe(1);
  });

  it('lets go when the process ends while a wake is held, and begins nothing after', async () => {
    const { work, seen } = part();
    const woken = work.wake(LONG);
    await settle();
    await work.stop(7);
    expect(seen).toMatchObject({ running: 0, stopped: [7] });
    expect((await woken).left).toBe(1);
    expect(await work.wake(LONG)).toEqual({ did: 0, left: 1 });
    expect(seen.begun).toBe(1);
  });

  it('keeps the loops of a part that does not sleep, and answers its wake at once', async () => {
    const { work, seen } = part({ sleeps: false });
    expect(seen.running).toBe(1);
    expect(await work.wake(LONG)).toEqual({ did: 0, left: 0 });
    expect(seen.running).toBe(1);
    await work.stop(1);
    expect(seen.running).toBe(0);
  });
});
