import { describe, expect, it } from 'vitest';
import type { Clock } from './clock.ts';
import { gathering, inLanes, namedLanes } from './lanes.ts';

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

describe('gathering()', () => {
  const never: Clock = { now: () => 0, sleep: () => new Promise(() => {}) };
  const until = (clock: Clock, most = 10) => {
    const calls: { items: string[]; end: PromiseWithResolvers<void> }[] = [];
    const gathered = gathering<string, string>({ clock, most, patienceMs: 1000 }, async (items) => {
      const end = Promise.withResolvers<void>();
      calls.push({ items, end });
      await end.promise;
      return items.map((item) => `did ${item}`);
    });
    return { calls, gathered, made: () => calls.map(({ items }) => items) };
  };

  it('calls at once for an item alone, and once for all that come meanwhile, each with its own answer', async () => {
    const { calls, gathered, made } = until(never);
    const answers = Promise.all(['a', 'b', 'c'].map((item) => gathered('x', item)));
    const other = gathered('y', 'd');
    await turn();
    expect(made()).toEqual([['a'], ['d']]);
    calls[0]?.end.resolve();
    await turn();
    expect(made()).toEqual([['a'], ['d'], ['b', 'c']]);
    for (const { end } of calls) end.resolve();
    expect(await answers).toEqual(['did a', 'did b', 'did c']);
    expect(await other).toBe('did d');
    const next = gathered('x', 'e');
    expect(made().at(-1)).toEqual(['e']);
    calls.at(-1)?.end.resolve();
    expect(await next).toBe('did e');
  });

  it('puts no more into one call than it takes', async () => {
    const { calls, gathered, made } = until(never, 2);
    const answers = Promise.all(['a', 'b', 'c', 'd'].map((item) => gathered('x', item)));
    await turn();
    expect(made()).toEqual([['a'], ['b', 'c']]);
    for (let n = 0; n < 3; n += 1) {
      calls[n]?.end.resolve();
      await turn();
    }
    expect(await answers).toEqual(['did a', 'did b', 'did c', 'did d']);
    expect(made()).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('makes a call at once of as many as it takes, while the ones before are under way', async () => {
    const { calls, gathered, made } = until(never, 2);
    const answers = ['a', 'b', 'c', 'd', 'e', 'f'].map((item) => gathered('x', item));
    await turn();
    expect(made()).toEqual([['a'], ['b', 'c'], ['d', 'e']]);
    calls[2]?.end.resolve();
    expect(await answers[4]).toBe('did e');
    await turn();
    expect(made().at(-1)).toEqual(['f']);
    for (const { end } of calls) end.resolve();
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((item) => `did ${item}`));
  });

  it('waits no longer than its patience for a call that hangs', async () => {
    const waits: number[] = [];
    const { calls, gathered, made } = until({ now: () => 0, sleep: async (ms) => void waits.push(ms) });
    void gathered('x', 'hangs');
    const next = gathered('x', 'b');
    await turn();
    expect(waits).toEqual([1000]);
    expect(made()).toEqual([['hangs'], ['b']]);
    calls[1]?.end.resolve();
    expect(await next).toBe('did b');
  });

  it('throws to each item of a call that failed, and goes on', async () => {
    let isFirst = true;
    const gathered = gathering<string, string>(
      { clock: never, most: 10, patienceMs: 1000 },
      async (items) => {
        if (items.includes('bad')) throw new Error('boom');
        if (isFirst) await turn();
        isFirst = false;
        return items;
      },
    );
    const all = ['a', 'bad', 'b'].map((item) => gathered('x', item));
    expect(await Promise.allSettled(all)).toMatchObject([
      { value: 'a' },
      { reason: { message: 'boom' } },
      { reason: { message: 'boom' } },
    ]);
    expect(await gathered('x', 'c')).toBe('c');
  });
});
