import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  recordVersion,
  startJob,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));
const end = (held: { id: string; fence: number }) =>
  parts.agent.failJob(held, { code: 'end', message: 'end of test' }, null);

test('enqueue_job() with the same key answers with the first job', async () => {
  const job = {
    team_id: 'T1',
    type: 'carousel',
    requester_id: 'ana',
    channel_id: 'C1',
    command: '/carousel x',
    idempotency_key: 'same',
    response_url: null,
    brief: { topic: 'x', audience: null, language: null, slides: null, tone: null, call_to_action: null },
  } as const;
  const answers = await Promise.all([1, 2, 3].map(() => parts.bot.enqueueJob(job)));
  expect(new Set(answers.map((a) => a.job_id)).size).toBe(1);
  expect(answers.filter((a) => a.created)).toHaveLength(1);
});

test('enqueue_jobs() starts each of several in their order, and none where it refuses one or there are more than 100', async () => {
  const job = (key: string, requester_id = 'ana') => ({
    type: 'carousel' as const,
    team_id: 'T1',
    requester_id,
    channel_id: 'C1',
    command: '/carousel x',
    idempotency_key: `together ${key}`,
    response_url: null,
    brief: { topic: key, audience: null, language: null, slides: null, tone: null, call_to_action: null },
  });
  const jobs = [job('one'), job('two', 'bia'), job('one')];
  const started = await parts.bot.enqueueJobs(jobs);
  expect(started.map(({ created }) => created)).toEqual([true, true, false]);
  expect(started[2]?.job_id).toBe(started[0]?.job_id);
  expect(await parts.bot.getJob(started[1]?.job_id ?? '')).toMatchObject({
    requester_id: 'bia',
    status: 'queued',
  });

  await expect(parts.bot.enqueueJobs([job('three'), job('four', 'gil')])).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(parts.bot.enqueueJobs(Array(101).fill(job('three')))).rejects.toMatchObject({
    code: 'too_many_jobs',
  });
  expect(await parts.bot.findJob('together three')).toBeNull();
});

test.each([
  [{ requester_id: 'gil' }, 'not_allowed'],
  [{ team_id: 'T9' }, 'unknown_team'],
  [{ brief: { topic: '  ' } }, 'bad_brief'],
  [{ brief: { topic: 'x'.repeat(2001) } }, 'bad_brief'],
])('enqueue_job() refuses %j with %s', async (change, code) => {
  const job = {
    team_id: 'T1',
    type: 'carousel',
    requester_id: 'ana',
    channel_id: 'C1',
    brief: { topic: 'x' },
    command: '',
    idempotency_key: code,
    response_url: null,
    ...change,
  };
  await expect(parts.bot.enqueueJob(job as never)).rejects.toMatchObject({ code });
});

test('claim_job() leaves a job alone until its thread is open', async () => {
  await database.owner.query(
    `update content.jobs set status = 'cancelled', ended_at = now() where ended_at is null`,
  );
  const id = await startJob(parts, 'ana', false);
  expect(await parts.agent.claimJob('w', ['carousel'])).toBeNull();
  const [brief] = await parts.bot.claimOutbox('b', 1);
  if (!brief) throw new Error('no brief to show');
  await parts.bot.settleOutbox({ id: brief.id, fence: brief.fence, ts: '7.1', revision: brief.revision });
  await end(await claim(parts, id));
});

test('claim_job() gives each of 40 jobs to exactly one of 8 runners', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, () => startJob(parts, 'ana', false)));
  await database.owner.query(`update content.jobs set thread_ts = id where status = 'queued'`);
  const runner = async (n: number) => {
    const mine: string[] = [];
    for (
      let job = await parts.agent.claimJob(`w${n}`, ['carousel']);
      job;
      job = await parts.agent.claimJob(`w${n}`, ['carousel'])
    )
      mine.push(job.id);
    return mine;
  };
  const claimed = (await Promise.all(Array.from({ length: 8 }, (_, n) => runner(n)))).flat();
  expect([...claimed].sort()).toEqual([...ids].sort());
  await database.owner.query(
    `update content.jobs set status = 'cancelled', leased_until = null, worker = null, ended_at = now() where status = 'running'`,
  );
});

test('claim_job() takes turns between requesters, however many jobs one of them has', async () => {
  for (let n = 0; n < 5; n += 1) await startJob(parts, 'ana');
  const late = await startJob(parts, 'bia');
  const first = await parts.agent.claimJob('w', ['carousel']);
  const second = await parts.agent.claimJob('w', ['carousel']);
  expect([first?.requester_id, second?.requester_id]).toEqual(['ana', 'bia']);
  expect(second?.id).toBe(late);
  await database.owner.query(
    `update content.jobs set status = 'cancelled', leased_until = null, worker = null, ended_at = now() where ended_at is null`,
  );
});

test('claim_job() gives one who asked for much one turn, then all others who wait, with fewer slots than people', async () => {
  const ofAna = await Promise.all(Array.from({ length: 4 }, () => startJob(parts, 'ana')));
  const others = ['bia', 'caio', 'dora'];
  for (const person of others) {
    await database.advanceClock(1);
    await startJob(parts, person);
  }
  const turns: string[] = [];
  for (let n = 0; n < ofAna.length + others.length; n += 1) {
    await database.advanceClock(1);
    // One slot: it is free again before the next claim.
    const job = await parts.agent.claimJob('w', ['carousel']);
    turns.push(job?.requester_id ?? '');
    await end({ id: job?.id ?? '', fence: job?.fence ?? 0 });
  }
  expect(turns).toEqual(['ana', ...others, 'ana', 'ana', 'ana']);
});

test('claim_job() reads no table from end to end, with 20,000 ended jobs stored', async () => {
  await database.owner.query(`insert into content.jobs (type, brief, team_id, requester_id, channel_id, thread_ts, idempotency_key)
    select 'carousel', '{"topic":"x"}', 'T1', 'ana', 'C9', 'old' || n, 'old' || n from generate_series(1, 20000) n`);
  await database.owner.query(
    `update content.jobs set status = 'cancelled', ended_at = now() where channel_id = 'C9'`,
  );
  await database.owner.query('analyze content.jobs');
  await startJob(parts);
  // Table scans of this session so far, before and after the call; an index scan counts at its index.
  const scansOf = async (call: string) => {
    const scans = `pg_stat_get_xact_numscans('content.jobs'::regclass)::int`;
    const { rows } = await database.owner.query(`select ${scans} as before, ${call}, ${scans} as after`);
    return Number(rows[0]?.after) - Number(rows[0]?.before);
  };
  expect(await scansOf(`(select count(*) from content.jobs where channel_id = 'C9')`)).toBe(1);
  expect(await scansOf(`content.claim_job('w', '{carousel}')`)).toBe(0);
  expect(await scansOf('content.reap_jobs()')).toBe(0);
});

test('a runner whose lease was taken away writes nothing', async () => {
  const id = await startJob(parts);
  const zombie = await claim(parts, id);
  await database.advanceClock(31);
  expect(await parts.agent.reapJobs()).toBe(1);
  const next = await claim(parts, id);
  expect(next.fence).toBeGreaterThan(zombie.fence);
  const writes = [
    () => parts.agent.heartbeatJob(zombie),
    () => parts.agent.recordProgress(zombie, { node: 'plan' }),
    () => recordVersion(parts, zombie, 1),
    () => parts.agent.failJob(zombie, { code: 'x', message: 'x' }, 1),
    () => parts.agent.giveBackJob(zombie),
    () =>
      parts.agent.reserveUsage(zombie, {
        call_key: 'k',
        node: 'n',
        model: 'm',
        input_tokens: 1,
        max_output_tokens: 1,
        usd: 0,
      }),
  ];
  for (const write of writes) await expect(write()).rejects.toMatchObject({ code: 'lost_lease' });
  await end(next);
});

test('reap_jobs() leaves a job alone whose holder still lives', async () => {
  const held = await claim(parts, await startJob(parts));
  await database.advanceClock(20);
  await parts.agent.heartbeatJob(held);
  await database.advanceClock(20);
  expect(await parts.agent.reapJobs()).toBe(0);
  await end(held);
});

test('a job that takes its runner down five times ends as failed and says so', async () => {
  const id = await startJob(parts);
  for (let n = 0; n < 5; n += 1) {
    await claim(parts, id);
    await database.advanceClock(31);
    await parts.agent.reapJobs();
  }
  expect(await parts.bot.getJob(id)).toMatchObject({ status: 'failed', error: { code: 'worker_lost' } });
});

test('give_back_job() burns no attempt, fail_job() does', async () => {
  const id = await startJob(parts);
  await parts.agent.giveBackJob(await claim(parts, id));
  const held = await claim(parts, id);
  expect(held.attempts).toBe(1);
  await parts.agent.failJob(held, { code: 'model_unavailable', message: '503' }, 30);
  expect(await parts.agent.claimJob('w', ['carousel'])).toBeNull();
  await database.advanceClock(31);
  const again = await claim(parts, id);
  expect(again.attempts).toBe(2);
  await end(again);
});

test('cancel_job() takes a running job from its runner, for the requester and approvers alone', async () => {
  const id = await startJob(parts);
  const held = await claim(parts, id);
  expect(await parts.bot.cancelJob(id, 'bia')).toMatchObject({ outcome: 'not_allowed' });
  expect(await parts.bot.cancelJob(id, 'ana')).toMatchObject({ outcome: 'done', status: 'cancelled' });
  await expect(parts.agent.heartbeatJob(held)).rejects.toMatchObject({ code: 'lost_lease' });
  expect(await parts.bot.cancelJob(id, 'ana')).toMatchObject({ outcome: 'wrong_state' });
});

test('retry_job() puts a failed job back with all its attempts', async () => {
  const id = await startJob(parts);
  await end(await claim(parts, id));
  expect(await parts.bot.retryJob(id, 'gil')).toMatchObject({ outcome: 'not_allowed' });
  expect(await parts.bot.retryJob(id, 'ana')).toMatchObject({ outcome: 'done', status: 'queued' });
  const held = await claim(parts, id);
  expect(held.attempts).toBe(1);
  await end(held);
});

test('record_draft() again with the same text answers with the stored version, with another text it is refused', async () => {
  const { id, draft } = await jobInReview(parts);
  await database.owner.query(`update content.jobs set status = 'queued' where id = $1`, [id]);
  const held = await claim(parts, id);
  await expect(recordVersion(parts, held, 1, 'Another text')).rejects.toMatchObject({
    code: 'version_is_fixed',
  });
  expect(await recordVersion(parts, held, 1)).toMatchObject({ id: draft.id, hash: draft.hash });
  expect((await parts.bot.getJob(id))?.status).toBe('awaiting_review');
});

test.each([
  ['completed', 'running'],
  ['rejected', 'queued'],
  ['cancelled', 'queued'],
  ['queued', 'completed'],
  ['awaiting_budget', 'awaiting_review'],
  ['awaiting_budget', 'awaiting_input'],
])('a job never moves from %s to %s', async (from, to) => {
  const { rows } = await database.owner.query('select content.can_move($1, $2) as ok', [from, to]);
  expect(rows[0]?.ok).toBe(false);
});
