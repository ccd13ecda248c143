import { describe, expect, it } from 'vitest';
import { inLanes, namedLanes } from './lanes.ts';

const boom = () => Promise.reject(new Error('boom'));

/** Work that ends when it is told to. */
function gates<T>(names: T[]) {
  const gate = new Map(names.map((name) => [name, Promise.withResolvers<void>()]));
  const ended: T[] = [];
  return {
    ended,
    open: (name: T) => gate.get(name)?.resolve(),
    work: async (name: T) => {
      await gate.get(name)?.promise;
      ended.push(name);
      return name;
    },
  };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('inLanes()', () => {
  it('answers in the order of the items, never with more than the limit at a time', async () => {
    const { work, open, ended } = gates([1, 2, 3]);
    const started: number[] = [];
    const all = inLanes([1, 2, 3], 2, (n) => {
      started.push(n);
      return work(n);
    });
    await turn();
    expect(started).toEqual([1, 2]);
    for (const n of [2, 3, 1]) {
      open(n);
      await turn();
    }
    expect(await all).toEqual([1, 2, 3]);
    expect(ended).toEqual([2, 3, 1]);
  });

  it('starts nothing more after a failure, and lets what runs come to its end', async () => {
    const { work, open, ended } = gates([2, 3]);
    const all = inLanes([1, 2, 3], 2, (n) => (n === 1 ? boom() : work(n)));
    await turn();
    open(2);
    await expect(all).rejects.toThrow('boom');
    expect(ended).toEqual([2]);
  });

  it('answers nothing for nothing', async () => {
    expect(await inLanes([], 3, boom)).toEqual([]);
  });
});

describe('namedLanes()', () => {
  it('does work of one name in its order, and other work meanwhile', async () => {
    const { work, open, ended } = gates(['a1', 'a2', 'b1']);
    const lanes = namedLanes();
    const all = Promise.all(['a1', 'a2', 'b1'].map((name) => lanes(name.charAt(0), () => work(name))));
    for (const name of ['a2', 'b1', 'a1']) {
      open(name);
      await turn();
    }
    expect(await all).toEqual(['a1', 'a2', 'b1']);
    expect(ended).toEqual(['b1', 'a1', 'a2']);
  });

  it('goes on after a failure, which is told to its caller', async () => {
    const lanes = namedLanes();
    const failed = lanes('a', boom);
    const next = lanes('a', async () => 'next');
    await expect(failed).rejects.toThrow('boom');
    expect(await next).toBe('next');
  });
});
