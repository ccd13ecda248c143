import { describe, expect, it } from 'vitest';
import { poll, retry } from './retry.ts';

/** A clock that stands still but for its sleeps, which it notes. */
function testClock(onSleep: () => void = () => {}) {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms: number) {
      slept.push(ms);
      now += ms;
      onSleep();
    },
  };
}
const failing = (times: number) => async (attempt: number) => {
  if (attempt <= times) throw new Error(`failure ${attempt}`);
  return `done at ${attempt}`;
};

describe('retry()', () => {
  it('doubles its waits up to the longest', async () => {
    const clock = testClock();
    expect(await retry({ clock, firstMs: 500, mostMs: 3000 }, () => true, failing(5))).toBe('done at 6');
    expect(clock.slept).toEqual([500, 1000, 2000, 3000, 3000]);
  });

  it('throws the last error once the tries are used up', async () => {
    const clock = testClock();
    await expect(retry({ clock, firstMs: 10, tries: 3 }, () => true, failing(9))).rejects.toThrow(
      'failure 3',
    );
    expect(clock.slept).toEqual([10, 10]);
  });

  it('throws at once what does not pass', async () => {
    const clock = testClock();
    const passes = (_: unknown, attempt: number) => attempt < 2;
    await expect(retry({ clock, firstMs: 10 }, passes, failing(9))).rejects.toThrow('failure 2');
    expect(clock.slept).toEqual([10]);
  });

  it('tries nothing again after its time', async () => {
    const clock = testClock();
    await expect(retry({ clock, firstMs: 400, forMs: 1000 }, () => true, failing(9))).rejects.toThrow(
      'failure 4',
    );
    expect(clock.slept).toEqual([400, 400, 400]);
  });

  it('tries once more when it is stopped while it waits, and then no more', async () => {
    const stopping = new AbortController();
    const clock = testClock(() => stopping.abort());
    const patience = { clock, firstMs: 400, signal: stopping.signal };
    await expect(retry(patience, () => true, failing(9))).rejects.toThrow('failure 2');
  });

  it('spreads its waits', async () => {
    const clock = testClock();
    const draws = [0, 0.5, 0.75];
    const random = { next: () => draws.shift() ?? 0 };
    await retry({ clock, firstMs: 100, mostMs: 1000, random }, () => true, failing(3));
    expect(clock.slept).toEqual([50, 200, 500]);
  });
});

describe('poll()', () => {
  it('answers what it found, or nothing when patience ended', async () => {
    const clock = testClock();
    const at = (when: number) => async (attempt: number) => (attempt === when ? { attempt } : undefined);
    expect(await poll({ clock, firstMs: 200, forMs: 1000 }, at(3))).toEqual({ attempt: 3 });
    expect(await poll({ clock, firstMs: 200, forMs: 1000 }, at(99))).toBeUndefined();
  });
});
