import { expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { CheckpointCalls } from '../../ports/content.ts';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { patientCheckpoints } from './patient-checkpoints.ts';

const away = () => new ExpectedError('database_unavailable', 'No answer');

/** Reads a checkpoint of which the first tries fail so; says when each was made, in ms, and how it ended. */
async function read(fails: (attempt: number) => Error | null, endedAtMs = Number.POSITIVE_INFINITY) {
  const clock = new VirtualClock(0);
  const ended = new AbortController();
  const at: number[] = [];
  const calls = {
    async get() {
      at.push(clock.now());
      const error = fails(at.length);
      if (error) throw error;
      return null;
    },
    // SAFETY: nothing else is asked of it.
  } as unknown as CheckpointCalls;
  const patient = patientCheckpoints(calls, { clock, random: { next: () => 0.5 }, ended: ended.signal });
  const end = patient.get('job', 1, '', null).then(
    () => 'read',
    (error: ExpectedError) => error.code,
  );
  void clock.sleep(endedAtMs).then(() => ended.abort());
  await clock.advance(60_000);
  return { at, end: await end };
}

it('asks again while no answer comes, each time after a longer wait', async () => {
  expect(await read((attempt) => (attempt < 4 ? away() : null))).toEqual({
    at: [0, 200, 600, 1400],
    end: 'read',
  });
});

it('gives up after half of a lease, and at once when the job is lost or what it was told will not change', async () => {
  const long = await read(away);
  expect(long.end).toBe('database_unavailable');
  expect(long.at.at(-1)).toBeGreaterThanOrEqual(15_000);
  expect(long.at.at(-1)).toBeLessThan(18_000);
  const lost = () => new ExpectedError('lost_lease', 'no longer held');
  expect(await read(lost)).toEqual({ at: [0], end: 'lost_lease' });
});

it('asks no more once the run has ended', async () => {
  const { at, end } = await read(away, 1000);
  expect(end).toBe('database_unavailable');
  expect(at.every((ms) => ms <= 1000)).toBe(true);
});
