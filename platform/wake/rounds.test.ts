import { describe, expect, it } from 'vitest';
import { Rounds } from './rounds.ts';

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
    const [first, second] = [rounds.join(), rounds.join()];
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
    const [first, second] = [rounds.join(), rounds.join()];
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
    const turn = rounds.join();
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
    const [away, paused] = [rounds.join(), rounds.join()];
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
    rounds.join();
    const stop = new AbortController();
    const asked = watch(ask(rounds, stop.signal));
    stop.abort();
    await settle();
    expect([asked.over, rounds.left]).toEqual([true, 1]);
  });

  it('hurries loops whose pauses a host is paid for', () => {
    const rounds = new Rounds({ hurried: true });
    const turn = rounds.join();
    expect([turn.pause(60_000), turn.pause(100)]).toEqual([250, 100]);
    rounds.during(new Promise(() => {}));
    expect(turn.pause(60_000)).toBe(1000);
    expect(new Rounds().join().pause(60_000)).toBe(60_000);
  });
});
