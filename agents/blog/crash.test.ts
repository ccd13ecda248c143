import { describe, expect, it } from 'vitest';
import { everyPoint, somePoint, useCrashes } from '../../testing/agents/crashes.ts';
import { APPROVER, enqueueBlog, REQUESTER, TEAM } from '../../testing/agents/jobs.ts';
import { MAX_BRANCHES } from '../runner/run-job.ts';

const crashes = useCrashes();
const { db, jobRow, runUntil, killAndGoOn, drafts, unheardCalls, calls, count } = crashes;
const start = () => enqueueBlog(db, crashes.bot(), { words: 300 });

async function goOn(id: string): Promise<void> {
  const question = await crashes.newest<{ number: number; hash: string }>('questions', id);
  const pressed = { job_id: id, ...question, person_id: REQUESTER, answer: 'go_on' as const, note: null };
  await crashes.bot().answerQuestion(pressed);
}
async function approve(id: string): Promise<void> {
  const draft = await crashes.newest<{ version: number; hash: string }>('drafts', id);
  const review = { job_id: id, ...draft, reviewer_id: APPROVER, decision: 'approve' as const, note: null };
  await crashes.bot().recordReview(review);
}
let stamps = 0;
async function say(id: string, text: string): Promise<void> {
  stamps += 1;
  const { thread_ts } = await jobRow(id);
  const where = { team_id: TEAM, channel_id: 'C0MARKETING', thread_ts: String(thread_ts) };
  await crashes.bot().recordMessage({ ...where, ts: `900.${stamps}`, author_id: REQUESTER, text });
}
const questions = (id: string) => count('select count(*) as n from content.questions where job_id = $1', id);
const replies = (id: string) =>
  count('select count(*) as n from content.agent_replies where job_id = $1', id);
/** A call whose answer was kept is never made again: each key is settled once. */
const settledTwice = (id: string) =>
  count(
    `select count(*) as n from (
       select from content.usage_ledger where job_id = $1 and state = 'settled' and not unheard group by call_key having count(*) > 1) t`,
    id,
  );

/** Calls of the endpoint and review files of a job that is not killed, measured once. */
let measured: Promise<{ outline: number; draft: number; files: number; change: number }> | undefined;
const usual = () => {
  measured ??= (async () => {
    const id = await start();
    const counting = async (status: string) => {
      const before = calls();
      await runUntil(id, status);
      return calls() - before;
    };
    const outline = await counting('awaiting_input');
    await goOn(id);
    const draft = await counting('awaiting_review');
    const files = await count(
      'select jsonb_array_length(artifacts) as n from content.drafts where job_id = $1',
      id,
    );
    await say(id, 'introdução mais curta');
    return { outline, draft, files, change: await counting('awaiting_review') };
  })();
  return measured;
};

/**
 * Between the model's answer and its receipt it is unknown whether it was paid: only such a call is made again, and
 * its first reservation counts. Side by side as many may be under way as there are branches.
 */
async function paidOnce(id: string, made: number, expected: number): Promise<void> {
  expect(made).toBeGreaterThanOrEqual(expected);
  expect(made).toBeLessThanOrEqual(expected + Math.min(MAX_BRANCHES, await unheardCalls(id)));
  expect(await settledTwice(id)).toBe(0);
}

describe('kill -9 of a runner that writes an article, then another one goes on', () => {
  it.each(
    somePoint([
      ['retrieve', 'search_knowledge#1:after'],
      ['write-outline', 'settle_usage#1:before'],
      ['write-outline', 'settle_usage#1:after'],
      ['confirm-outline', 'record_question#1:before'],
      ['confirm-outline', 'record_question#1:after'],
    ]),
  )('in %s, at %s: one question, and each call paid once', async (_node, point) => {
    const { outline } = await usual();
    const id = await start();
    await paidOnce(id, await killAndGoOn(id, point, 'awaiting_input'), outline);
    expect(await questions(id)).toBe(1);
  });

  it.each(
    somePoint([
      ['confirm-outline', 'put_checkpoint_writes#1:after'],
      ['write-section', 'reserve_usage#2:after'],
      ['write-section', 'settle_usage#1:after'],
      ['write-section', 'put_checkpoint_writes#5:before'],
      ['write-introduction', 'settle_usage#4:after'],
      ['write-titles', 'settle_usage#6:after'],
      ['judge', 'settle_usage#8:before'],
      ['judge-quotes', 'settle_usage#9:before'],
      ['check', 'put_checkpoint#5:before'],
      ['preview', 'put_artifact#3:after'],
      ['await-review', 'record_draft#1:before'],
      ['await-review', 'record_draft#1:after'],
    ]),
  )('in %s, at %s: one draft, and each call paid once', async (_node, point) => {
    const { draft } = await usual();
    const id = await start();
    await runUntil(id, 'awaiting_input');
    await goOn(id);
    await paidOnce(id, await killAndGoOn(id, point, 'awaiting_review'), draft);
    expect(await drafts(id)).toBe(1);
    expect(await questions(id)).toBe(1);
  });

  it.each(
    somePoint([
      ['recall', 'read_thread#1:after'],
      ['understand', 'settle_usage#1:after'],
      ['understand', 'record_reply#1:after'],
      ['revise', 'settle_usage#2:after'],
      ['await-review', 'record_draft#1:before'],
    ]),
  )('in %s after a reply, at %s: one version 2, understood and applied once', async (_node, point) => {
    const { change } = await usual();
    const id = await start();
    await runUntil(id, 'awaiting_input');
    await goOn(id);
    await runUntil(id, 'awaiting_review');
    await say(id, 'introdução mais curta');
    await paidOnce(id, await killAndGoOn(id, point, 'awaiting_review'), change);
    expect(await drafts(id)).toBe(2);
    expect(await replies(id)).toBe(1);
  });

  it('in preview, between the review files and the final ones: one version with both, which an approval completes', async () => {
    const { files } = await usual();
    const id = await start();
    await runUntil(id, 'awaiting_input');
    await goOn(id);
    // The first final file is sent once every review file is stored.
    await killAndGoOn(id, `put_artifact#${files + 1}:before`, 'awaiting_review');
    expect(await drafts(id)).toBe(1);
    await approve(id);
    const done = await jobRow(id);
    expect(done).toMatchObject({ status: 'completed' });
    const finals = (done.final as { name: string }[]).map(({ name }) => name.replace(/^.*-final/, 'final'));
    expect(finals).toEqual(['final.md', 'final.html', 'final.png', 'evidence.json']);
  });

  it.runIf(everyPoint)('says at which step it went on', async () => {
    const id = await start();
    await runUntil(id, 'awaiting_input');
    await goOn(id);
    crashes.writer().faults.next({ kind: 'slow', ms: 1500 }, 'blog_titles');
    await killAndGoOn(id, 'model#6:before', 'awaiting_review');
    expect((await jobRow(id)).checkpoint_data).toMatchObject({ resumed_at: 'write' });
  });
});

describe.runIf(everyPoint)('kill -9 at every single call', () => {
  it('ends with one question, one draft, and each call paid once', { timeout: 2_400_000 }, async () => {
    const first = await start();
    const before = await crashes.pointsUntil(first, 'awaiting_input');
    await goOn(first);
    const after = await crashes.pointsUntil(first, 'awaiting_review');
    const wrong: string[] = [];
    const tried = async (phase: 'outline' | 'draft', point: string) => {
      const id = await start();
      try {
        if (phase === 'draft') {
          await runUntil(id, 'awaiting_input');
          await goOn(id);
        }
        const status = phase === 'draft' ? 'awaiting_review' : 'awaiting_input';
        await paidOnce(id, await killAndGoOn(id, point, status), (await usual())[phase]);
        expect([await questions(id), await drafts(id)]).toEqual([1, phase === 'draft' ? 1 : 0]);
      } catch (error) {
        wrong.push(`${phase} ${point}: ${error instanceof Error ? error.message : error}`);
      }
    };
    for (const point of before) await tried('outline', point);
    for (const point of after) await tried('draft', point);
    expect(after.length).toBeGreaterThan(80);
    expect(wrong).toEqual([]);
    console.log(`killed at ${before.length + after.length} points`);
  });
});
