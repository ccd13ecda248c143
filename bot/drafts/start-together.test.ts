import { expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { ExpectedError } from '../../platform/errors.ts';
import type { JobAsked } from '../../ports/content.ts';
import { startTogether } from './start-together.ts';

const asked = (key: string, thread_ts?: string): JobAsked => ({
  type: 'carousel',
  team_id: 'T1',
  requester_id: 'ana',
  channel_id: 'C1',
  brief: { topic: key, audience: null, language: null, slides: null, tone: null, call_to_action: null },
  command: '/carousel',
  idempotency_key: key,
  response_url: null,
  ...(thread_ts === undefined ? {} : { thread_ts }),
});

/** The database's side, which refuses one key. */
function database(refused?: string) {
  const calls: string[][] = [];
  const store = async (jobs: JobAsked[]) => {
    const keys = jobs.map((job) => job.idempotency_key);
    calls.push(keys);
    await new Promise((resolve) => setImmediate(resolve));
    if (keys.some((key) => key === refused)) throw new ExpectedError('not_allowed', 'no');
    return keys.map((key) => ({ job_id: `job of ${key}`, created: true }));
  };
  const enqueueJob = async (job: JobAsked) => {
    const [started] = await store([job]);
    if (!started) throw new Error('no answer');
    return started;
  };
  return { calls, start: startTogether({ enqueueJob, enqueueJobs: store }, systemClock) };
}

it('startTogether() stores what is asked for meanwhile by one call, and each person hears of their own job', async () => {
  const { calls, start } = database();
  const started = await Promise.all(['a', 'b', 'c', 'd'].map((key) => start(asked(key))));
  expect(started.map(({ job_id }) => job_id)).toEqual(['job of a', 'job of b', 'job of c', 'job of d']);
  expect(calls).toEqual([['a'], ['b', 'c', 'd']]);
});

it('startTogether() refuses one person alone where the database refuses several', async () => {
  const { calls, start } = database('c');
  const started = await Promise.allSettled(['a', 'b', 'c'].map((key) => start(asked(key))));
  expect(started.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(calls).toEqual([['a'], ['b', 'c'], ['b'], ['c']]);
});

it('startTogether() stores a job of a thread of people by itself', async () => {
  const { calls, start } = database();
  await Promise.all([start(asked('a')), start(asked('b', '1.000001')), start(asked('c')), start(asked('d'))]);
  expect(calls).toEqual([['a'], ['b'], ['c', 'd']]);
});
