import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { everyPoint, somePoint, useCrashes } from '../../testing/agents/crashes.ts';
import { APPROVER, aBrief, enqueue, TEAM } from '../../testing/agents/jobs.ts';

const crashes = useCrashes();
const { db, jobRow, runUntil, killAndGoOn, drafts, unheardCalls, calls } = crashes;
/** As few slides as there may be: what is drawn is not looked at. */
const start = () => enqueue(db, crashes.bot(), { ...aBrief, slides: 5 });

async function decide(id: string, decision: 'approve' | 'request_changes', note: string | null = null) {
  const draft = await crashes.newest<{ version: number; hash: string }>('drafts', id);
  await crashes.bot().recordReview({ job_id: id, ...draft, reviewer_id: APPROVER, decision, note });
}

async function versionOf(id: string, version: number) {
  const read = await crashes.bot().getVersion(TEAM, id, version, APPROVER);
  if (read.outcome !== 'read' || read.draft.content.kind !== 'carousel') throw new Error(read.outcome);
  return { ...read.draft, content: read.draft.content };
}

/** Plan, deck, judgement of the deck, and of its quotes. */
const OF_A_DRAFT = 4;

// Between the model's answer and its receipt it is unknown whether it was paid: there, and only there, it is asked
// again, and the first reservation counts.
const unknowable = (point: string) => /^model#\d+:after$|^settle_usage#\d+:before$/.test(point);

describe('kill -9 of a runner, then another one goes on', () => {
  it.each(
    somePoint([
      ['start', 'put_checkpoint#1:after'],
      ['retrieve', 'search_knowledge#1:after'],
      ['plan', 'reserve_usage#1:after'],
      ['plan', 'settle_usage#1:before'],
      ['plan', 'settle_usage#1:after'],
      ['write', 'settle_usage#2:after'],
      ['check', 'put_checkpoint_writes#5:after'],
      ['render', 'put_checkpoint_writes#6:before'],
      ['render', 'put_artifact#3:after'],
      // Among the final files.
      ['render', 'put_artifact#10:after'],
      ['await-review', 'record_draft#1:before'],
      ['await-review', 'record_draft#1:after'],
    ]),
  )('in %s, at %s: one draft, each call paid once, and an approval completes it', async (_node, point) => {
    const id = await start();
    const made = await killAndGoOn(id, point, 'awaiting_review');
    expect(made).toBe(OF_A_DRAFT + (unknowable(point) ? 1 : 0));
    expect(await unheardCalls(id)).toBe(unknowable(point) || point === 'reserve_usage#1:after' ? 1 : 0);
    expect(await drafts(id)).toBe(1);
    await decide(id, 'approve');
    expect(await jobRow(id)).toMatchObject({ status: 'completed' });
    expect((await jobRow(id)).final).toHaveLength(7);
  });

  it.each(
    somePoint([
      ['revise', 'settle_usage#1:after'],
      ['check', 'put_checkpoint#3:before'],
      ['render', 'put_artifact#1:before'],
      ['await-review', 'put_checkpoint_writes#1:after'],
      ['await-review', 'record_draft#1:before'],
    ]),
  )('in %s after a change request, at %s: one version 2, and the note applied once', async (_node, point) => {
    const id = await start();
    await runUntil(id, 'awaiting_review');
    await decide(id, 'request_changes', 'slide 4: mais curto');
    const made = await killAndGoOn(id, point, 'awaiting_review');
    // The slide and the deck's judgement: what is left on the slide was judged with the version before.
    expect(made).toBe(2);
    expect(await drafts(id)).toBe(2);
  });

  it.each(
    somePoint([
      ['take-hand', 'read_hand_version#1:after'],
      ['check', 'put_checkpoint#2:before'],
      ['render', 'put_artifact#3:after'],
      ['await-review', 'record_draft#1:before'],
      ['await-review', 'record_draft#1:after'],
    ]),
  )(
    'in %s of a version that a person made, at %s: one version 2, by that person, and no call paid',
    async (_node, point) => {
      const id = await start();
      await runUntil(id, 'awaiting_review');
      const { hash, content } = await versionOf(id, 1);
      const post = { ...content.post, hook: `${content.post.hook} Confira.` };
      await crashes.bot().recordHandVersion({
        ...{ team_id: TEAM, job_id: id, version: 1, hash, person_id: APPROVER, key: 'view' },
        kind: 'edit',
        content: { ...content, post },
      });
      expect(await killAndGoOn(id, point, 'awaiting_review')).toBe(0);
      expect(await drafts(id)).toBe(2);
      expect(await versionOf(id, 2)).toMatchObject({
        made_by: 'edit',
        author_id: APPROVER,
        content: { post },
      });
    },
  );
});

describe('SIGTERM of a runner', () => {
  it('lets the node end, gives the job back without counting an attempt, and pays its answer once', async () => {
    crashes.writer().faults.next({ kind: 'slow', ms: 800 }, 'carousel_deck');
    const before = calls();
    const child = crashes.spawnRunner('never');
    const id = await start();
    await crashes.eventually(() => calls() - before).toBe(2);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await jobRow(id)).toMatchObject({ status: 'queued', attempts: 0, worker: null });
    await runUntil(id, 'awaiting_review');
    expect(calls() - before).toBe(OF_A_DRAFT);
  });
});

describe.runIf(everyPoint)('kill -9 at every single call', () => {
  it('ends with one draft, and each call paid once', { timeout: 2_400_000 }, async () => {
    const points = await crashes.pointsUntil(await start(), 'awaiting_review');
    const wrong: string[] = [];
    for (const point of points) {
      const id = await start();
      const made = await killAndGoOn(id, point, 'awaiting_review').catch((error) => String(error.message));
      if (made !== OF_A_DRAFT + (unknowable(point) ? 1 : 0) || (await drafts(id)) !== 1)
        wrong.push(`${point}: ${made}`);
    }
    expect(points.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
    console.log(`killed at ${points.length} points`);
  });
});
