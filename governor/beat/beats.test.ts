import { describe, expect, it } from 'vitest';
import { createBeats } from './beats.ts';

/** Beats that end when they are told to. */
function gated() {
  const ends: (() => void)[] = [];
  const beats = createBeats(() => new Promise<void>((end) => ends.push(end)));
  return { beats, ends };
}

describe('createBeats()', () => {
  it('lets no two run at once, and gives those who asked meanwhile one more', async () => {
    const { beats, ends } = gated();
    const first = beats.now();
    const [second, third] = [beats.now(), beats.now()];
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await first;
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    await Promise.all([second, third]);
    expect(ends).toHaveLength(2);
  });

  it('is idle when the last one has ended, not before', async () => {
    const { beats, ends } = gated();
    void beats.now();
    let idle = false;
    const waiting = beats.idle().then(() => {
      idle = true;
    });
    await Promise.resolve();
    expect(idle).toBe(false);
    ends[0]?.();
    await waiting;
    expect(idle).toBe(true);
  });

  it('goes on after one that failed', async () => {
    let count = 0;
    const beats = createBeats(async () => {
      count += 1;
      if (count === 1) throw new Error('no database');
    });
    await expect(beats.now()).rejects.toThrow('no database');
    await beats.now();
    expect(count).toBe(2);
  });

  it('starts nothing once stopped, also not what was asked for while one ran', async () => {
    const { beats, ends } = gated();
    const first = beats.now();
    const second = beats.now();
    beats.stop();
    ends[0]?.();
    await Promise.all([first, second, beats.idle()]);
    expect(ends).toHaveLength(1);
  });
});
