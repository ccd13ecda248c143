import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sideBySide } from './side-by-side.ts';

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
