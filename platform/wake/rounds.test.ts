import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { createHint } from '../hint.ts';
import { silentLog } from '../log.ts';
import type { Due } from './due.ts';
import { Rounds } from './rounds.ts';
import { workLoop } from './work-loop.ts';

/** Whether what was awaited is over now. */
function watch(promise: Promise<void>) {
  const seen = { over: false };
  void promise.then(() => {
    seen.over = true;
  });
  return seen;
}
const settle = () => new Promise((resolve) => setImmediate(resolve));
const never = new AbortController().signal;
const ask = (rounds: Rounds, signal = never) => {
  rounds.happened();
  return rounds.quiet(signal);
};

describe('Rounds', () => {
  it('is quiet once each loop looked in vain after it was asked, and not by an earlier look', async () => {
    const rounds = new Rounds();
    const [first, second] = [rounds.join('one'), rounds.join('other')];
    await first.look(async () => []);
    const asked = watch(ask(rounds));
    await second.look(async () => null);
    await settle();
    expect(asked.over).toBe(false);
    await first.look(async () => 0);
    await settle();
    expect(asked.over).toBe(true);
    expect(rounds).toMatchObject({ found: 0, left: 0 });
  });

  it('wants a new look of every loop after one of them found something', async () => {
    const rounds = new Rounds();
    const [first, second] = [rounds.join('one'), rounds.join('other')];
    const asked = watch(ask(rounds));
    await first.look(async () => []);
    await second.look(async () => ['a', 'b']);
    await second.look(async () => []);
    await settle();
    expect(asked.over).toBe(false);
    await first.look(async () => []);
    await settle();
    expect([asked.over, rounds.found]).toEqual([true, 2]);
  });

  it('takes no look for one in vain that began before something ended', async () => {
    const rounds = new Rounds();
    const turn = rounds.join('queue');
    let end = () => {};
    rounds.during(
      new Promise<void>((resolve) => {
        end = resolve;
      }),
    );
    const asked = watch(ask(rounds));
    await turn.look(async () => {
      end();
      await settle();
      return [];
    });
    await settle();
    expect([asked.over, rounds.left]).toEqual([false, 1]);
    await turn.look(async () => []);
    await settle();
    expect(asked.over).toBe(true);
  });

  it('waits for what is under way, also for what fails', async () => {
    const rounds = new Rounds();
    let fail = () => {};
    rounds.during(
      new Promise<void>((_, reject) => {
        fail = () => reject(new Error('no'));
      }),
    );
    const asked = watch(ask(rounds));
    await settle();
    expect([asked.over, rounds.left]).toEqual([false, 1]);
    fail();
    await settle();
    expect([asked.over, rounds.left]).toEqual([true, 0]);
  });

  it('waits for no loop that cannot look, and counts it among what is left', async () => {
    const rounds = new Rounds();
    const [away, paused] = [rounds.join('one'), rounds.join('other')];
    const asked = watch(ask(rounds));
    paused.pass();
    const look = () => away.look(() => Promise.reject(new Error('away'))).catch(() => {});
    await look();
    await settle();
    expect(asked.over).toBe(false);
    await look();
    await settle();
    expect([asked.over, rounds.left]).toEqual([true, 2]);
  });

  it('ends the wait when it is told to', async () => {
    const rounds = new Rounds();
    rounds.join('queue');
    const stop = new AbortController();
    const asked = watch(ask(rounds, stop.signal));
    stop.abort();
    await settle();
    expect([asked.over, rounds.left]).toEqual([true, 1]);
  });

  it('hurries loops whose pauses a host is paid for', () => {
    const rounds = new Rounds({ hurried: true });
    const turn = rounds.join('queue');
    expect([turn.pause(60_000), turn.pause(100)]).toEqual([250, 100]);
    rounds.during(new Promise(() => {}));
    expect(turn.pause(60_000)).toBe(1000);
    expect(new Rounds().join('queue').pause(60_000)).toBe(60_000);
  });
});

const MINUTE = 60_000;

/** A part with one queue, `things`; the test says what a look finds and what a claim does. */
function part() {
  const clock = new VirtualClock();
  const random = { next: () => 0.5, id: () => 'id' };
  const hint = createHint();
  const state = {
    queues: {} as Due['queues'],
    working: false,
    /** What each claim answers, one after the other; then nothing. */
    things: [] as number[],
    fails: false,
    looks: [] as number[],
    claims: [] as number[],
  };
  const rounds = new Rounds({
    hint,
    hinted: ['things'],
    clock,
    random,
    log: silentLog,
    async ask() {
      state.looks.push(clock.now());
      if (state.fails) throw new Error('away');
      return { queues: state.queues, working: state.working };
    },
  });
  const loops = [
    rounds.begin(),
    workLoop(
      { rounds, clock, random, log: silentLog },
      {
        queue: 'things',
        failed: 'no_things',
        async look() {
          state.claims.push(clock.now());
          return state.things.shift() ?? 0;
        },
        found: () => false,
      },
    ),
  ];
  return {
    clock,
    hint,
    state,
    /** Looks and claims of the coming `ms`. */
    async during(ms: number) {
      state.looks = [];
      state.claims = [];
      await clock.advance(ms);
      return { looks: state.looks, claims: state.claims };
    },
    stop: () => Promise.all(loops.map((loop) => loop.stop(0))),
  };
}
const longest = (times: number[]) => Math.max(...times.slice(1).map((at, n) => at - (times[n] ?? 0)));

describe('Rounds.begin()', () => {
  it('looks at most seven times in an idle minute, never 10 s apart, and claims nothing', async () => {
    const { clock, during, stop } = part();
    await clock.advance(2 * MINUTE);
    const { looks, claims } = await during(10 * MINUTE);
    expect(looks.length).toBeLessThanOrEqual(70);
    expect(longest(looks)).toBeLessThan(10_000);
    expect(claims).toEqual([]);
    await stop();
  });

  it('looks every 250 ms at the latest for a minute after work was seen, and then rests again', async () => {
    const { clock, state, during, stop } = part();
    await clock.advance(2 * MINUTE);
    state.queues = { things: -1 };
    state.things = [1];
    await clock.advance(10_000);
    state.queues = {};
    const busy = await during(45_000);
    expect(longest(busy.looks)).toBeLessThanOrEqual(250);
    await clock.advance(MINUTE);
    expect((await during(MINUTE)).looks.length).toBeLessThanOrEqual(7);
    await stop();
  });

  it('does not take for work what it cannot claim: it asks once a look', async () => {
    const { clock, state, during, stop } = part();
    state.queues = { things: -1 };
    await clock.advance(2 * MINUTE);
    const { looks, claims } = await during(MINUTE);
    expect(looks.length).toBeLessThanOrEqual(7);
    expect(claims).toEqual(looks);
    await stop();
  });

  it('looks every second while work is under way elsewhere', async () => {
    const { clock, state, during, stop } = part();
    state.working = true;
    await clock.advance(2 * MINUTE);
    expect(longest((await during(MINUTE)).looks)).toBeLessThanOrEqual(1000);
    await stop();
  });

  it('looks when the soonest thing is due', async () => {
    const { clock, state, during, stop } = part();
    await clock.advance(2 * MINUTE);
    const at = clock.now() + 14_321;
    Object.defineProperty(state, 'queues', { get: () => ({ things: (at - clock.now()) / 1000 }) });
    expect((await during(20_000)).claims[0]).toBe(at);
    await stop();
  });

  it('claims what a hint names at once, and looks for the rest after it', async () => {
    const { clock, hint, state, during, stop } = part();
    await clock.advance(2 * MINUTE);
    await clock.advance(3000);
    hint.wake();
    expect(await during(0)).toEqual({ looks: [], claims: [clock.now()] });
    expect((await during(20)).looks).toEqual([clock.now()]);
    expect(longest((await during(30_000)).looks)).toBeLessThanOrEqual(250);
    expect(state.claims).toEqual([]);
    await stop();
  });

  it('keeps no hint for later that came while it looked', async () => {
    const { clock, hint, state, during, stop } = part();
    await clock.advance(2 * MINUTE);
    let wokenAt = 0;
    Object.defineProperty(state, 'queues', {
      get() {
        if (wokenAt === 0) {
          wokenAt = clock.now();
          hint.wake();
        }
        return {};
      },
    });
    const { looks } = await during(20_000);
    expect(looks.find((at) => at > wokenAt)).toBe(wokenAt + 20);
    await stop();
  });

  it('lets each loop look for itself while its own look fails, and goes on once it answers', async () => {
    const { clock, state, during, stop } = part();
    await clock.advance(2 * MINUTE);
    state.fails = true;
    const away = await during(MINUTE);
    expect(longest(away.claims)).toBeLessThanOrEqual(5000);
    state.fails = false;
    await clock.advance(5000);
    expect(await during(MINUTE)).toMatchObject({ claims: [] });
    await stop();
  });
});
