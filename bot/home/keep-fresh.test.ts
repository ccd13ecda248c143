import { WebAPIRateLimitedError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { heading } from '../slack/blocks.ts';
import { keepHomesFresh } from './keep-fresh.ts';

/** Time passes by `tick`, one look at a time. */
function world() {
  let now = 0;
  const sleepers: (() => void)[] = [];
  const state = { stamp: 'a', text: 'one', fail: false, slow: async () => {} };
  const published: string[] = [];
  const homes = keepHomesFresh({
    stamp: async () => state.stamp,
    draw: async (_, userId) => ({ type: 'home', blocks: [heading(`${userId} ${state.text}`)] }),
    publish: async (userId, view) => {
      if (state.fail) throw new WebAPIRateLimitedError(30);
      await state.slow();
      published.push(JSON.stringify(view).match(new RegExp(`${userId} \\w+`))?.[0] ?? '');
    },
    clock: {
      now: () => now,
      sleep: (ms) =>
        new Promise<void>((done) => {
          sleepers.push(() => {
            now += ms;
            done();
          });
        }),
    },
    log: silentLog,
  });
  const tick = async () => {
    sleepers.shift()?.();
    for (let turn = 0; turn < 30; turn++) await new Promise(setImmediate);
  };
  return { homes, state, published, tick };
}

describe('keepHomesFresh()', () => {
  it('draws for those who opened theirs, again at the next look after a change, and not for others', async () => {
    const { homes, state, published, tick } = world();
    await homes.opened('T1', 'U1');
    await tick();
    expect(published).toEqual(['U1 one']);
    state.stamp = 'b';
    state.text = 'two';
    await tick();
    expect(published).toEqual(['U1 one', 'U1 two']);
  });

  it('sends nothing that looks the same', async () => {
    const { homes, state, published, tick } = world();
    await homes.opened('T1', 'U1');
    state.stamp = 'b';
    await tick();
    await tick();
    expect(published).toEqual(['U1 one']);
  });

  it('shows last what was drawn last, also when an earlier view is slow on its way', async () => {
    const { homes, state, published } = world();
    const arrive: (() => void)[] = [];
    state.slow = () => new Promise<void>((done) => arrive.push(done));
    const opened = homes.opened('T1', 'U1');
    await new Promise(setImmediate);
    state.text = 'two';
    const refreshed = homes.refresh('T1', 'U1');
    await new Promise(setImmediate);
    expect(arrive).toHaveLength(1);
    arrive[0]?.();
    await opened;
    await new Promise(setImmediate);
    arrive[1]?.();
    await refreshed;
    expect(published).toEqual(['U1 one', 'U1 two']);
  });

  it('waits as long as Slack asks, then shows what changed meanwhile', async () => {
    const { homes, state, published, tick } = world();
    await homes.opened('T1', 'U1');
    await tick();
    Object.assign(state, { stamp: 'b', text: 'two', fail: true });
    await tick();
    state.fail = false;
    for (let second = 0; second < 28; second++) await tick();
    expect(published).toEqual(['U1 one']);
    for (let second = 0; second < 4; second++) await tick();
    expect(published).toEqual(['U1 one', 'U1 two']);
  });
});
