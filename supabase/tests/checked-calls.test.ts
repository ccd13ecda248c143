import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  startJob,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

/** Any call of the agent's role, with any arguments. */
const call = (name: string, args: Record<string, unknown>) =>
  parts.rpc.greenlight_agent('content')(name as never, args, z.unknown());

describe('what the agent’s role calls', () => {
  it('deletes the checkpoints of the job that it holds, and of no other', async () => {
    const waiting = await jobInReview(parts);
    const failed = await startJob(parts);
    const held = await claim(parts, failed);
    const remove = (p_thread_id: string, p_fence: number) =>
      call('delete_checkpoint_thread', { p_thread_id, p_fence });
    await expect(remove(waiting.id, 1)).rejects.toMatchObject({ code: 'lost_lease' });
    await expect(remove(failed, held.fence - 1)).rejects.toMatchObject({ code: 'lost_lease' });
    await remove(failed, held.fence);
    await parts.agent.failJob(held, { code: 'x', message: 'x' }, null);
    // Retry would lose its way.
    await expect(remove(failed, held.fence)).rejects.toMatchObject({ code: 'lost_lease' });
  });

  it.each([-100_000, -1, 0, 29, 1_000_000, null])('prunes no history after %s days', async (p_days) => {
    await expect(call('prune_checkpoints', { p_days })).rejects.toMatchObject({ code: 'bad_retention' });
  });

  it.each(['', 'poll', 'brand_kit', null, 7])(
    'asks no question of kind %j about a carousel',
    async (kind) => {
      const held = await claim(parts, await startJob(parts));
      const p_question = { number: 1, content: { kind }, artifacts: [], read_upto: null };
      const ask = call('record_question', { p_job_id: held.id, p_fence: held.fence, p_question });
      await expect(ask).rejects.toMatchObject({ code: 'bad_question' });
    },
  );

  it('leaves no question of a kind without a known answer, from any caller', async () => {
    const held = await claim(parts, await startJob(parts));
    for (const content of ['{"kind":"poll"}', '{}']) {
      const store = database.owner.query(
        `insert into content.questions (job_id, number, hash, content) values ($1, 1, 'h', $2)`,
        [held.id, content],
      );
      await expect(store).rejects.toThrow(/who_may_answer_is_known/);
    }
  });

  it.each([
    { usd: 'NaN' },
    { usd: 'Infinity' },
    { usd: -1 },
    { usd: null },
    { input_tokens: -1 },
    { output_tokens: 1e12 },
  ])('neither reserves nor settles a call of %j', async (wrong) => {
    const held = await claim(parts, await startJob(parts));
    const claimed = { p_job_id: held.id, p_fence: held.fence };
    const sane = { call_key: 'k', node: 'n', model: 'm', input_tokens: 1, max_output_tokens: 1, usd: 0 };
    if (!('output_tokens' in wrong)) {
      const reserve = call('reserve_usage', { ...claimed, p_call: { ...sane, ...wrong } });
      await expect(reserve).rejects.toMatchObject({ code: 'bad_usage' });
    }
    const { usage_id } = await parts.agent.reserveUsage(held, sane);
    const paid = { input_tokens: 1, output_tokens: 1, usd: 0, model: 'm', reply: null, ...wrong };
    const settle = call('settle_usage', { ...claimed, p_usage_id: usage_id, p_paid: paid });
    await expect(settle).rejects.toMatchObject({ code: 'bad_usage' });
  });

  it.each([{ kind: 'shout' }, { kind: null }, { key: '' }, { offline: 'yes' }, { version: 'x' }])(
    'says no reply with %j',
    async (wrong) => {
      const held = await claim(parts, await startJob(parts));
      const p_reply = {
        key: 'k',
        kind: 'answer',
        text: 't',
        person_id: null,
        version: null,
        offline: true,
        ...wrong,
      };
      const said = call('record_reply', { p_job_id: held.id, p_fence: held.fence, p_reply });
      await expect(said).rejects.toMatchObject({ code: 'bad_reply' });
    },
  );

  it.each([
    [{ version: null }, 'bad_number'],
    [{ version: 0 }, 'bad_number'],
    [{ version: '1; drop' }, 'bad_number'],
    [{ content: { kind: 'blog' } }, 'bad_draft'],
    [{ content: { kind: 'poster' } }, 'bad_draft'],
    [{ content: { kind: 'carousel', blocking: 'all' } }, 'bad_draft'],
    [{ finals: {} }, 'bad_draft'],
  ])('records no draft with %j', async (wrong, code) => {
    const held = await claim(parts, await startJob(parts));
    const p_draft = { version: 1, content: { kind: 'carousel' }, artifacts: [], finals: [], ...wrong };
    const record = call('record_draft', { p_job_id: held.id, p_fence: held.fence, p_draft });
    await expect(record).rejects.toMatchObject({ code });
  });

  const step = (detail: unknown) => ({
    steps: [{ node: 'plan', started_at: '', ended_at: null, detail }],
  });

  it.each([null, [], [{ code: 'passages', count: 12 }], '12 passages'])(
    'records what a step brought as %j',
    async (detail) => {
      const held = await claim(parts, await startJob(parts));
      const p_checkpoint_data = step(detail);
      await call('record_progress', { p_job_id: held.id, p_fence: held.fence, p_checkpoint_data });
    },
  );

  it.each([
    [[]],
    ['x'],
    [{ steps: {} }],
    [{ steps: [{ node: 1 }] }],
    [{ node: 7 }],
    [step(7)],
    [step([7])],
    [step([{ code: 'passages' }])],
    [step([{ code: 1, count: 1 }])],
  ])('records no progress of %j, which the thread could not show', async (p_checkpoint_data) => {
    const held = await claim(parts, await startJob(parts));
    const progress = call('record_progress', { p_job_id: held.id, p_fence: held.fence, p_checkpoint_data });
    await expect(progress).rejects.toMatchObject({ code: 'bad_progress' });
  });

  it.each(['NaN', 'Infinity', -5])(
    'fails a job with a wait of %s s within a day, with an error that people read',
    async (wait) => {
      const held = await claim(parts, await startJob(parts));
      await call('fail_job', {
        p_job_id: held.id,
        p_fence: held.fence,
        p_error: { code: 7, oops: 1 },
        p_retry_in_s: wait,
      });
      const job = await parts.bot.getJob(held.id);
      expect(job).toMatchObject({ status: 'queued', error: { code: 'internal', message: '' } });
      const { rows } = await database.owner.query(
        `select run_at <= platform.now() + interval '1 day' as soon from content.jobs where id = $1`,
        [held.id],
      );
      expect(rows).toEqual([{ soon: true }]);
    },
  );
});
