import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mapSideBySide, sideBySide } from './side-by-side.ts';

const boom = () => Promise.reject(new Error('boom'));

describe('sideBySide()', () => {
  it('lets a failure out when no other call is under way any more', async () => {
    const together = sideBySide();
    const ended: string[] = [];
    const slow = together(async () => {
      await sleep(30);
      ended.push('slow');
    });
    await expect(together(boom)).rejects.toThrow('boom');
    expect(ended).toEqual(['slow']);
    await slow;
  });

  it('lets several failures out, and works again afterwards', async () => {
    const together = sideBySide();
    const results = await Promise.allSettled([together(boom), together(boom), together(async () => 1)]);
    expect(results.map((r) => r.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    await expect(together(boom)).rejects.toThrow('boom');
    expect(await together(async () => 2)).toBe(2);
  });
});

describe('mapSideBySide()', () => {
  it('answers in the order of the items, never with more than the limit at a time', async () => {
    let running = 0;
    let most = 0;
    const doubled = await mapSideBySide([30, 1, 20, 5, 10], 2, async (ms) => {
      running += 1;
      most = Math.max(most, running);
      await sleep(ms);
      running -= 1;
      return ms * 2;
    });
    expect(doubled).toEqual([60, 2, 40, 10, 20]);
    expect(most).toBe(2);
  });

  it('starts nothing more after a failure, and lets what runs come to its end', async () => {
    const seen: number[] = [];
    const run = mapSideBySide([1, 2, 3, 4], 2, async (n) => {
      if (n === 1) throw new Error('boom');
      await sleep(20);
      seen.push(n);
    });
    await expect(run).rejects.toThrow('boom');
    expect(seen).toEqual([2]);
  });

  it('answers nothing for nothing', async () => {
    expect(await mapSideBySide([], 3, boom)).toEqual([]);
  });
});
