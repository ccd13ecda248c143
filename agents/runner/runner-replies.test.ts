import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { ExpectedError } from '../../platform/errors.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import { type ContentForAgent, type ContentForBot, checkpointCalls } from '../../ports/content.ts';
import { askingWorkflow } from '../../testing/agents/asking-workflow.ts';
import {
  APPROVER,
  bothParts,
  enqueue,
  installTeam,
  REQUESTER,
  TEAM,
  watchJobs,
} from '../../testing/agents/jobs.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
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
});
beforeEach(async () => {
  await db.owner.query('delete from content.jobs');
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((r) => r.stop(5000)));
});

function run({ workflow }: ReturnType<typeof askingWorkflow>, content = agent): Runner {
  const runner = createRunner({
    content,
    checkpoints: checkpointCalls(parts.agentRpc),
    workflows: [workflow],
    modelFor: () => async () => {
      throw new Error('no model in this test');
    },
    worker: 'a',
    concurrency: 1,
    jobs: createHint(),
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  runners.push(runner);
  return runner;
}

const { eventually, jobRow, reaches } = watchJobs(db, { timeout: HANG_MS, interval: 30 });

const stepsOf = (row: Record<string, unknown>) =>
  (row.checkpoint_data as { steps: { node: string; ended_at: string | null }[] }).steps.map((s) => s.node);

let stamps = 0;
async function say(id: string, text: string, author_id = REQUESTER) {
  stamps += 1;
  const ts = `700.${stamps}`;
  const { thread_ts } = await jobRow(id);
  const outcome = await bot.recordMessage({
    team_id: TEAM,
    channel_id: 'C0MARKETING',
    thread_ts: String(thread_ts),
    ts,
    author_id,
    text,
  });
  return { ...outcome, ts };
}
async function press(id: string, answer: 'go_on' | 'change', note: string | null = null) {
  const { rows } = await db.owner.query(
    'select number, hash from content.questions where job_id = $1 order by number desc limit 1',
    [id],
  );
  const question = rows[0] as { number: number; hash: string };
  return bot.answerQuestion({ job_id: id, ...question, person_id: REQUESTER, answer, note });
}
async function decide(id: string, decision: 'approve' | 'request_changes', note: string | null = null) {
  const { rows } = await db.owner.query(
    'select version, hash from content.drafts where job_id = $1 order by version desc limit 1',
    [id],
  );
  const draft = rows[0] as { version: number; hash: string };
  return bot.recordReview({ job_id: id, ...draft, reviewer_id: APPROVER, decision, note });
}
async function drafted(id: string): Promise<{ version: number; title: string }[]> {
  const { rows } = await db.owner.query(
    `select version, content ->> 'title' as title from content.drafts where job_id = $1 order by version`,
    [id],
  );
  return rows as { version: number; title: string }[];
}

describe('a job that asks', () => {
  it('waits without a worker, and goes on with its list of steps when it is answered', async () => {
    const asking = askingWorkflow();
    run(asking);
    const id = await enqueue(db, bot);
    expect(await reaches(id, 'awaiting_input')).toMatchObject({ worker: null, questions: 1, versions: 0 });
    expect(await press(id, 'go_on')).toMatchObject({ outcome: 'answered' });
    const waiting = await reaches(id, 'awaiting_review');
    expect(stepsOf(waiting)).toEqual(['propose', 'write']);
    await decide(id, 'approve');
    await reaches(id, 'completed');
    expect(asking.ran).toEqual(['propose', 'confirm', 'confirm', 'write', 'ask']);
  });

  it('asks anew when another one is wanted, by a button or in words', async () => {
    const asking = askingWorkflow();
    run(asking);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_input');
    await press(id, 'change', 'other');
    await eventually(async () => (await jobRow(id)).questions).toBe(2);
    await reaches(id, 'awaiting_input');
    expect(await say(id, 'change it')).toMatchObject({ outcome: 'taken' });
    await eventually(async () => (await jobRow(id)).questions).toBe(3);
    expect(await reaches(id, 'awaiting_input')).toMatchObject({ versions: 0 });
    expect(asking.heard).toEqual(['change: other', 'change it']);
    const { rows } = await db.owner.query(
      'select status from content.questions where job_id = $1 order by number',
      [id],
    );
    expect(rows.map((r) => r.status)).toEqual(['answered', 'superseded', 'open']);
  });

  it('asks what another version of the graph came to, whose runner died before it was recorded', async () => {
    const first = run(askingWorkflow(1), { ...agent, recordQuestion: () => new Promise(() => {}) });
    const id = await enqueue(db, bot);
    await eventually(async () => (await jobRow(id)).checkpoint_data).toMatchObject({ graph_version: 1 });
    const interrupted =
      'select count(*)::integer as n from content.checkpoint_writes where thread_id = $1 and idx < 0';
    await eventually(async () => (await db.owner.query(interrupted, [id])).rows[0]?.n).toBe(1);
    await first.stop(0);
    await db.owner.query('select content.expire_leases(); select content.reap_jobs()');
    run(askingWorkflow(2));
    expect((await reaches(id, 'awaiting_input')).questions).toBe(1);
  });

  it('takes the answer to a question that it took over from another version, also after it failed on the way there', async () => {
    const first = run(askingWorkflow(1));
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_input');
    await first.stop(0);
    await press(id, 'go_on');
    const second = askingWorkflow(2);
    second.inside.confirm = () => {
      delete second.inside.confirm;
      throw new Error('boom');
    };
    run(second);
    await eventually(async () => (await jobRow(id)).error).toMatchObject({ code: 'internal' });
    await db.owner.query('update content.jobs set run_at = now() where id = $1', [id]);
    expect(await reaches(id, 'awaiting_review')).toMatchObject({ questions: 1, versions: 1 });
    expect(second.heard).toEqual(['go_on: ']);
  });

  it('asks the same again after words that change nothing, and takes the button after them', async () => {
    const asking = askingWorkflow();
    run(asking);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_input');
    await say(id, 'why?');
    await eventually(() => asking.heard).toEqual(['why?']);
    expect(await reaches(id, 'awaiting_input')).toMatchObject({ questions: 1 });
    await press(id, 'go_on');
    await reaches(id, 'awaiting_review');
    expect(asking.ran.filter((n) => n === 'propose')).toHaveLength(1);
  });

  it('records the question again when only that call was lost', async () => {
    const asking = askingWorkflow();
    let lost = 0;
    run(asking, {
      ...agent,
      recordQuestion: async (claim, question) => {
        lost += 1;
        if (lost === 1) throw new ExpectedError('database_unavailable', 'no answer');
        return agent.recordQuestion(claim, question);
      },
    });
    const id = await enqueue(db, bot);
    await eventually(async () => (await jobRow(id)).error).toMatchObject({ code: 'database_unavailable' });
    await db.owner.query('update content.jobs set run_at = now() where id = $1', [id]);
    await reaches(id, 'awaiting_input');
    expect(asking.ran).toEqual(['propose', 'confirm']);
  });
});

describe('replies to a draft', () => {
  async function inReview(content = agent) {
    const asking = askingWorkflow();
    run(asking, content);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_input');
    await press(id, 'go_on');
    const row = await reaches(id, 'awaiting_review');
    return { asking, id, row };
  }

  it('that change nothing leave version, hash, steps and the approval of it as they were', async () => {
    const { asking, id, row } = await inReview();
    await say(id, 'where is this from?');
    await eventually(() => asking.heard).toContain('where is this from?');
    const after = await reaches(id, 'awaiting_review');
    expect(after).toMatchObject({ versions: 1 });
    expect(stepsOf(after)).toEqual(stepsOf(row));
    expect(await decide(id, 'approve')).toMatchObject({ outcome: 'decided' });
    await reaches(id, 'completed');
    expect(await drafted(id)).toEqual([{ version: 1, title: 'x' }]);
  });

  it('that change something make one version, whose steps are listed anew', async () => {
    const { asking, id } = await inReview();
    await say(id, 'change this');
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    const after = await reaches(id, 'awaiting_review');
    expect(stepsOf(after)).toEqual(['write']);
    expect(asking.ran.filter((n) => n === 'write')).toHaveLength(2);
    // The buttons of the version before do nothing any more.
    const { rows } = await db.owner.query(
      'select hash from content.drafts where job_id = $1 and version = 1',
      [id],
    );
    const old = { job_id: id, version: 1, hash: String(rows[0]?.hash), reviewer_id: APPROVER };
    expect(await bot.recordReview({ ...old, decision: 'approve', note: null })).toMatchObject({
      outcome: 'superseded',
    });
  });

  it('that come together are one turn; one that comes while it is worked on is the next, at once', async () => {
    const { asking, id } = await inReview();
    let late: Promise<unknown> = Promise.resolve();
    asking.inside.write = () => {
      if (asking.heard.length === 2) late = say(id, 'and this');
    };
    await Promise.all(runners.splice(0).map((r) => r.stop(5000)));
    await say(id, 'change this');
    await say(id, 'and that', APPROVER);
    run(asking);
    await eventually(() => asking.heard.slice(1)).toEqual(['change this + and that', 'and this']);
    await late;
    expect(await reaches(id, 'awaiting_review')).toMatchObject({ versions: 2 });
  });

  it('that are edited or deleted before they are read are read as they stand', async () => {
    const { asking, id } = await inReview();
    const where = { team_id: TEAM, channel_id: 'C0MARKETING' };
    await Promise.all(runners.splice(0).map((r) => r.stop(5000)));
    const first = await say(id, 'change this');
    const second = await say(id, 'change that');
    await bot.editMessage({ ...where, ts: first.ts, text: 'change something else' });
    await bot.deleteMessage({ ...where, ts: second.ts });
    run(asking);
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    expect(asking.heard.slice(1)).toEqual(['change something else']);
  });

  it('that are all gone before they are read let the same version wait again, and run nothing', async () => {
    const { asking, id } = await inReview();
    await Promise.all(runners.splice(0).map((r) => r.stop(5000)));
    const before = [...asking.ran];
    const { ts } = await say(id, 'change this');
    await bot.deleteMessage({ team_id: TEAM, channel_id: 'C0MARKETING', ts });
    expect((await jobRow(id)).status).toBe('queued');
    run(asking);
    expect(await reaches(id, 'awaiting_review')).toMatchObject({ versions: 1 });
    expect(asking.ran).toEqual(before);
    expect(await decide(id, 'approve')).toMatchObject({ outcome: 'decided' });
    await reaches(id, 'completed');
  });

  it('are applied once when the draft that came of them could not be recorded', async () => {
    let failing = false;
    const { asking, id } = await inReview({
      ...agent,
      recordDraft: async (claim, draft) => {
        if (failing) {
          failing = false;
          throw new ExpectedError('database_unavailable', 'no answer');
        }
        return agent.recordDraft(claim, draft);
      },
    });
    failing = true;
    await say(id, 'change this');
    await eventually(async () => (await jobRow(id)).error).toMatchObject({ code: 'database_unavailable' });
    await db.owner.query('update content.jobs set run_at = now() where id = $1', [id]);
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    await reaches(id, 'awaiting_review');
    expect(asking.heard.filter((words) => words === 'change this')).toHaveLength(1);
    expect(await drafted(id)).toEqual([
      { version: 1, title: 'x' },
      { version: 2, title: 'xx' },
    ]);
  });

  it('that come after the approval change nothing', async () => {
    const { asking, id } = await inReview();
    await decide(id, 'approve');
    await reaches(id, 'completed');
    expect(await say(id, 'change that')).toMatchObject({ outcome: 'closed' });
    expect(await drafted(id)).toHaveLength(1);
    expect(asking.heard).toEqual(['go_on: ']);
  });

  it('of a failed job are read after Retry', async () => {
    const { asking, id } = await inReview();
    asking.inside.write = () => {
      throw new ExpectedError('illegal_move', 'no');
    };
    await say(id, 'change this');
    await reaches(id, 'failed');
    expect(await say(id, 'change that as well')).toMatchObject({ outcome: 'waiting' });
    asking.inside.write = () => {};
    await bot.retryJob(id, REQUESTER);
    await eventually(async () => (await jobRow(id)).versions).toBe(3);
    expect(asking.heard.slice(1)).toEqual(['change this', 'change that as well']);
  });
});
