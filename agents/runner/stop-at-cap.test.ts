import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import { type ContentForAgent, type ContentForBot, checkpointCalls } from '../../ports/content.ts';
import {
  ADMIN,
  APPROVER,
  bothParts,
  enqueue,
  installTeam,
  REQUESTER,
  TEAM,
  watchJobs,
} from '../../testing/agents/jobs.ts';
import { testWorkflow } from '../../testing/agents/workflow.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
import { capReached } from './cap-reached.ts';
import { createRunner, type Runner } from './runner.ts';

const db = useDatabase();
let agent: ContentForAgent;
let bot: ContentForBot;
let parts: Awaited<ReturnType<typeof bothParts>>;
const runners: Runner[] = [];

beforeAll(async () => {
  await installTeam(db);
  parts = await bothParts(db);
  ({ agent, bot } = parts);
  await db.owner.query(
    `insert into content.budget_caps (team_id, scope, tokens, changed_by) values ($1, 'job', 5, 'test')`,
    [TEAM],
  );
});
beforeEach(async () => {
  await db.owner.query('delete from content.jobs');
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((r) => r.stop(5000)));
});

const { eventually, jobRow, reaches } = watchJobs(db, { timeout: HANG_MS, interval: 30 });

/** A workflow whose second node makes one call of 10 tokens, under a cap of 5. */
function capped(canFinish = false) {
  const { workflow, ran, inside } = testWorkflow();
  const refuses = { now: true };
  inside.second = () => {
    if (refuses.now) throw capReached('call the model for second', null, { usd: 0, tokens: 10 });
  };
  const runner = createRunner({
    content: agent,
    checkpoints: checkpointCalls(parts.agentRpc),
    workflows: [{ ...workflow, canFinish: () => canFinish }],
    modelFor: () => async () => {
      throw new Error('no model in this test');
    },
    worker: 'a',
    concurrency: 2,
    jobs: createHint(),
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  runners.push(runner);
  return { ran, refuses };
}

const stopOf = async (id: string, number = 1) => bot.getBudgetStop(id, number);
const answer = (job_id: string, answer: 'raise' | 'stop', number = 1) =>
  bot.answerBudgetStop({
    job_id,
    number,
    person_id: answer === 'raise' ? ADMIN : REQUESTER,
    answer,
    usd: null,
    tokens: answer === 'raise' ? 20 : null,
  });
async function decide(id: string, decision: 'approve' | 'request_changes', note: string | null = null) {
  const { rows } = await db.owner.query(
    'select version, hash from content.drafts where job_id = $1 order by version desc limit 1',
    [id],
  );
  const { version, hash } = rows[0] as { version: number; hash: string };
  return bot.recordReview({ job_id: id, version, hash, reviewer_id: APPROVER, decision, note });
}

describe('a job whose call a cap refuses', () => {
  it('waits for people at the step that could not go on, and goes on from there after a raise', async () => {
    const { ran, refuses } = capped();
    const id = await enqueue(db, bot);
    expect(await reaches(id, 'awaiting_budget')).toMatchObject({ error: null, worker: null });
    expect(await stopOf(id)).toMatchObject({ node: 'second', wanted: 10, missing: 5, can_finish: false });
    // The next call is refused as well: another stop.
    expect((await answer(id, 'raise')).outcome).toBe('answered');
    await db.owner.query(`update content.budget_stops set tokens = 1 where job_id = $1`, [id]);
    await eventually(async () => (await stopOf(id, 2))?.status).toBe('open');
    refuses.now = false;
    expect((await answer(id, 'raise', 2)).outcome).toBe('answered');
    await reaches(id, 'awaiting_review');
    expect(ran.filter((node) => node === 'first')).toHaveLength(1);
  });

  it('offers to finish where its graph says so', async () => {
    capped(true);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_budget');
    expect(await stopOf(id)).toMatchObject({ can_finish: true });
  });

  it('goes back to the version that waited when people stop it there, and takes the next wish', async () => {
    const { ran, refuses } = capped();
    refuses.now = false;
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_review');
    refuses.now = true;
    await decide(id, 'request_changes', 'shorter');
    await reaches(id, 'awaiting_budget');
    expect(await answer(id, 'stop')).toMatchObject({
      outcome: 'answered',
      stop: { goes_back_to: 'version' },
    });
    expect(await reaches(id, 'awaiting_review')).toMatchObject({ versions: 1, resume: null });
    expect(await stopOf(id)).toMatchObject({ status: 'stopped' });
    refuses.now = false;
    await decide(id, 'request_changes', 'shorter, please');
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    await reaches(id, 'awaiting_review');
    expect((await decide(id, 'approve')).outcome).toBe('decided');
    expect(ran.filter((node) => node === 'first')).toHaveLength(1);
  });
});
