import { describe, expect, it } from 'vitest';
import type { Clock } from '../../platform/clock.ts';
import { ExpectedError } from '../../platform/errors.ts';
import { keepLease } from './keep-lease.ts';

/** A clock whose sleeps end at once and move it on. */
function fastClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
}
const claim = { id: 'j', fence: 1 };

describe('keepLease()', () => {
  it('extends the lease every 10 s until it is told to stop', async () => {
    const clock = fastClock();
    const done = new AbortController();
    const at: number[] = [];
    const heartbeatJob = async () => {
      at.push(clock.now());
      if (at.length === 3) done.abort();
      return null;
    };
    const lost: Error[] = [];
    await keepLease({ heartbeatJob }, claim, clock, done.signal, (e) => lost.push(e));
    expect(at).toEqual([10_000, 20_000, 30_000]);
    expect(lost).toEqual([]);
  });

  it('tells of each heartbeat how late it was answered, those without an answer included', async () => {
    const clock = fastClock();
    const done = new AbortController();
    const late: number[] = [];
    let beats = 0;
    const heartbeatJob = async () => {
      beats += 1;
      if (beats === 2) await clock.sleep(12_000, done.signal);
      if (beats === 3) throw new ExpectedError('database_unavailable', 'away');
      if (beats === 5) done.abort();
      return null;
    };
    const lost = () => expect.unreachable();
    await keepLease({ heartbeatJob }, claim, clock, done.signal, lost, (ms) => late.push(ms));
    expect(late).toEqual([0, 12_000, 12_000, 22_000, 0]);
  });

  it('gives up at once when the database refuses', async () => {
    let beats = 0;
    const heartbeatJob = async () => {
      beats += 1;
      throw new ExpectedError('lost_lease', 'cancelled');
    };
    const lost: Error[] = [];
    await keepLease({ heartbeatJob }, claim, fastClock(), new AbortController().signal, (e) => lost.push(e));
    expect([beats, lost.length]).toEqual([1, 1]);
  });

  it('outlives a database that is away for a while, and gives up when the lease must have ended', async () => {
    const clock = fastClock();
    const away = [20_000, 30_000, 50_000, 60_000, 70_000];
    const heartbeatJob = async () => {
      if (away.includes(clock.now())) throw new ExpectedError('database_unavailable', 'away');
      return null;
    };
    const lost: [number, string][] = [];
    await keepLease({ heartbeatJob }, claim, clock, new AbortController().signal, (e) =>
      lost.push([clock.now(), (e as ExpectedError).code]),
    );
    expect(lost).toEqual([[70_000, 'lost_lease']]);
  });
});
