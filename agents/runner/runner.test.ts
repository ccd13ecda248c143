import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { connectDatabase } from '../../platform/db.ts';
import { ExpectedError } from '../../platform/errors.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import { type ContentForAgent, type ContentForBot, checkpointCalls } from '../../ports/content.ts';
import { APPROVER, bothParts, enqueue, installTeam, watchJobs } from '../../testing/agents/jobs.ts';
import { testWorkflow } from '../../testing/agents/workflow.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
import { askModelFor } from '../models/ask-model.ts';
import type { ChatModel } from '../models/chat-model.ts';
import { JobFailure } from './job-failure.ts';
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

function run(
  workflow: ReturnType<typeof testWorkflow>['workflow'],
  content = agent,
  worker = 'a',
  clock = systemClock,
  checkpoints = checkpointCalls(parts.agentRpc),
  concurrency = 2,
): Runner {
  const runner = createRunner({
    content,
    checkpoints,
    workflows: [workflow],
    modelFor: () => async () => {
      throw new Error('no model in this test');
    },
    worker,
    concurrency,
    jobs: createHint(),
    clock,
    random: systemRandom,
    log: silentLog,
  });
  runners.push(runner);
  return runner;
}

const { eventually, jobRow, reaches } = watchJobs(db, { timeout: HANG_MS, interval: 30 });

async function newestDraft(id: string): Promise<{ version: number; hash: string }> {
  const { rows } = await db.owner.query(
    'select version, hash from content.drafts where job_id = $1 order by version desc limit 1',
    [id],
  );
  return rows[0] as { version: number; hash: string };
}

async function decide(id: string, decision: 'approve' | 'request_changes', note: string | null = null) {
  const draft = await newestDraft(id);
  return bot.recordReview({ job_id: id, ...draft, reviewer_id: APPROVER, decision, note });
}

describe('createRunner()', () => {
  it('brings a job to a draft, to a second version and to its end, and runs each node once', async () => {
    const { workflow, ran } = testWorkflow();
    run(workflow);
    const id = await enqueue(db, bot);
    const waiting = await reaches(id, 'awaiting_review');
    expect(waiting).toMatchObject({ versions: 1, worker: null, attempts: 0 });
    expect(waiting.checkpoint_data).toMatchObject({
      graph_version: 1,
      node: 'second',
      step: 2,
      of: 2,
      steps: [
        { node: 'first', detail: [{ code: 'words', count: 5 }] },
        { node: 'second', detail: [{ code: 'words', count: 6 }] },
      ],
    });

    await decide(id, 'request_changes', 'shorter');
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    const second = await reaches(id, 'awaiting_review');
    expect((second.checkpoint_data as { steps: unknown[] }).steps).toHaveLength(1);

    expect(await decide(id, 'approve')).toMatchObject({ outcome: 'decided' });
    const done = await reaches(id, 'completed');
    expect(done.final).toMatchObject([{ key: `${id}/v2/final/x.pdf` }]);
    expect(ran).toEqual(['first', 'second', 'ask', 'ask', 'second', 'ask']);
  });

  it('makes the hash of a draft as SQL does, with accents, control characters and small numbers', async () => {
    const { workflow } = testWorkflow();
    run(workflow);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_review');
    await decide(id, 'request_changes', 'again');
    // A differing hash would fail the job with draft_mismatch instead.
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
  });

  it('takes no more jobs while its heartbeats are late than it can keep, and takes the rest afterwards', async () => {
    const { workflow, inside } = testWorkflow();
    const gates: (() => void)[] = [];
    inside.first = () => new Promise<void>((resolve) => void gates.push(resolve));
    let skew = 0;
    let beats = 0;
    // Heartbeats come at once, and find that more than a third of the lease has passed while it is slow.
    let isSlow = false;
    const clock: typeof systemClock = {
      now: () => systemClock.now() + skew,
      sleep: async (ms, signal) => {
        if (ms !== 10_000) return systemClock.sleep(ms, signal);
        await systemClock.sleep(50, signal);
        if (isSlow) skew += 21_000;
        beats += 1;
      },
    };
    run(workflow, agent, 'a', clock, undefined, 6);
    const ids: string[] = [];
    for (let n = 0; n < 9; n += 1) ids.push(await enqueue(db, bot));
    await eventually(() => gates.length).toBe(6);
    isSlow = true;
    beats = 0;
    await eventually(() => beats).toBeGreaterThan(20);
    for (const open of gates.slice(0, 4)) open();
    const drafted = async () =>
      (await db.owner.query("select from content.jobs where status = 'awaiting_review'")).rows.length;
    await eventually(drafted).toBe(4);
    const then = beats;
    await eventually(() => beats).toBeGreaterThan(then + 6);
    expect(gates).toHaveLength(6);
    isSlow = false;
    inside.first = () => {};
    for (const open of gates) open();
    await eventually(drafted).toBe(ids.length);
  });

  it('records the draft again when only that call was lost', async () => {
    const { workflow, ran } = testWorkflow();
    let lost = 0;
    run(workflow, {
      ...agent,
      recordDraft: async (claim, draft) => {
        lost += 1;
        if (lost === 1) throw new ExpectedError('database_unavailable', 'no answer');
        return agent.recordDraft(claim, draft);
      },
    });
    const id = await enqueue(db, bot);
    await eventually(async () => (await jobRow(id)).error).toMatchObject({ code: 'database_unavailable' });
    await db.owner.query('update content.jobs set run_at = now() where id = $1', [id]);
    await reaches(id, 'awaiting_review');
    expect(ran).toEqual(['first', 'second', 'ask']);
  });

  it('records version 2 when its draft was lost, instead of spending the decision on version 1 again', async () => {
    const { workflow, ran } = testWorkflow();
    let fail = false;
    run(workflow, {
      ...agent,
      recordDraft: async (claim, draft) => {
        if (fail) {
          fail = false;
          throw new ExpectedError('database_unavailable', 'no answer');
        }
        return agent.recordDraft(claim, draft);
      },
    });
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_review');
    fail = true;
    await decide(id, 'request_changes', 'again');
    await eventually(async () => (await jobRow(id)).error).toMatchObject({ code: 'database_unavailable' });
    await db.owner.query('update content.jobs set run_at = now() where id = $1', [id]);
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    expect(ran.filter((n) => n === 'second')).toHaveLength(2);
  });

  it('spends a decision once when the process dies after it was taken over', async () => {
    const { workflow, ran, inside } = testWorkflow();
    run(workflow);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_review');
    let failures = 0;
    inside.second = () => {
      failures += 1;
      if (failures === 1) throw new Error('boom');
    };
    await decide(id, 'request_changes', 'again');
    await eventually(async () => (await jobRow(id)).error).toMatchObject({ code: 'internal' });
    await db.owner.query('update content.jobs set run_at = now() where id = $1', [id]);
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    expect(ran).toEqual(['first', 'second', 'ask', 'ask', 'second', 'second', 'ask']);
  });

  it('never runs one job in two runners', async () => {
    const one = testWorkflow();
    const two = testWorkflow();
    run(one.workflow, agent, 'a');
    run(two.workflow, agent, 'b');
    const ids = await Promise.all(Array.from({ length: 8 }, () => enqueue(db, bot)));
    for (const id of ids) await reaches(id, 'awaiting_review');
    expect([...one.ran, ...two.ran].filter((n) => n === 'first')).toHaveLength(8);
  });

  it.each(['heartbeat', 'look', 'checkpoint'])(
    'writes nothing after the job was cancelled, as a %s notices',
    async (by) => {
      const { workflow, ran, inside } = testWorkflow();
      const later: string[] = [];
      let cancelled = false;
      let noticed = by === 'checkpoint';
      const watched = Object.fromEntries(
        (['recordDraft', 'failJob', 'giveBackJob', 'putArtifact'] as const).map((name) => [
          name,
          (...args: never[]) => {
            if (cancelled) later.push(name);
            // SAFETY: the arguments go through as they came.
            return (agent[name] as (...all: never[]) => Promise<unknown>)(...args);
          },
        ]),
      );
      inside.first = async (signal) => {
        await bot.cancelJob(id, APPROVER);
        cancelled = true;
        if (by !== 'checkpoint') {
          // The heartbeat may have noticed before the cancel was answered here.
          if (!signal?.aborted)
            await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
          noticed = true;
        }
      };
      const soon = { ...systemClock, sleep: (ms: number, s?: AbortSignal) => systemClock.sleep(ms / 100, s) };
      const looks = by === 'look' ? {} : { lostClaims: async () => [] };
      run(workflow, { ...agent, ...watched, ...looks }, 'a', by === 'heartbeat' ? soon : systemClock);
      const id = await enqueue(db, bot);
      await reaches(id, 'cancelled');
      await eventually(() => cancelled && noticed).toBe(true);
      await Promise.all(runners.map((r) => r.stop(1000)));
      expect(later).toEqual([]);
      expect(ran).toEqual(['first']);
      const { rows } = await db.owner.query(
        'select count(*)::int as n from content.drafts where job_id = $1',
        [id],
      );
      expect(rows).toEqual([{ n: 0 }]);
    },
  );

  it('breaks off the model call of a cancelled job before a heartbeat, and its cost is kept', async () => {
    const { workflow, inside } = testWorkflow();
    let broken: unknown;
    const chat: ChatModel = {
      name: 'test-model',
      complete: ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            broken = signal.reason;
            reject(signal.reason);
          });
          void bot.cancelJob(id, APPROVER);
        }),
    };
    const model = { chat, price: { input: 1, output: 1 }, known: true };
    inside.first = async (signal) => {
      const { fence } = await jobRow(id);
      const ask = askModelFor({
        models: { writing: model, small: model },
        content: agent,
        claim: { id, fence: Number(fence) },
        retries: 0,
        log: silentLog,
      });
      const options = { node: 'first', system: 's', signal };
      await ask({ task: 'write_post' }, z.object({ text: z.string() }), options);
    };
    // No heartbeat of a job that runs for less than 10 s: what breaks off the call is the look.
    const heartbeatJob = async () => {
      throw new Error('no heartbeat in this test');
    };
    run(workflow, { ...agent, heartbeatJob });
    const id = await enqueue(db, bot);
    await eventually(() => broken).toMatchObject({ code: 'lost_lease' });
    await Promise.all(runners.map((r) => r.stop(1000)));
    const { rows } = await db.owner.query(
      `select state, unheard, usd = reserved_usd and usd > 0 as kept from content.usage_ledger where job_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ state: 'settled', unheard: true, kept: true }]);
    expect(await jobRow(id)).toMatchObject({ status: 'cancelled', cancelled_by: APPROVER });
  });

  it('gives a job back at the next node boundary when it stops, without counting an attempt', async () => {
    const { workflow, ran, inside } = testWorkflow();
    const first = run(workflow);
    let stopped: Promise<void> = Promise.resolve();
    inside.first = () => {
      stopped = first.stop(5000);
    };
    const id = await enqueue(db, bot);
    await eventually(() => ran).toEqual(['first']);
    await stopped;
    expect(await jobRow(id)).toMatchObject({ status: 'queued', attempts: 0, worker: null });
    inside.first = () => {};
    run(workflow);
    await reaches(id, 'awaiting_review');
    expect(ran).toEqual(['first', 'second', 'ask']);
  });

  it('aborts a node that outlives the deadline and gives its job back', async () => {
    const { workflow, ran, inside } = testWorkflow();
    const runner = run(workflow);
    inside.second = (signal) =>
      new Promise<void>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    const id = await enqueue(db, bot);
    await eventually(() => ran).toEqual(['first', 'second']);
    await runner.stop(20);
    expect(await jobRow(id)).toMatchObject({ status: 'queued', attempts: 0 });
    inside.second = () => {};
    run(workflow);
    await reaches(id, 'awaiting_review');
    expect(ran).toEqual(['first', 'second', 'second', 'ask']);
  });

  it('goes on with a draft of another version of its graph, also where that told it in other words', async () => {
    const old = testWorkflow(1);
    const first = run(old.workflow);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_review');
    await first.stop(1000);
    const changed = testWorkflow(2, { told: 'anew: ' });
    run(changed.workflow);
    await decide(id, 'request_changes', 'shorter');
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    expect((await reaches(id, 'awaiting_review')).checkpoint_data).toMatchObject({ graph_version: 2 });
    expect(changed.ran).toEqual(['ask', 'ask', 'second', 'ask']);
    // And from there on as any other draft.
    await decide(id, 'request_changes', 'shorter still');
    await eventually(async () => (await jobRow(id)).versions).toBe(3);
    const { rows } = await db.owner.query(
      `select version, status, content ->> 'title' as title, reason from content.drafts where job_id = $1 order by version`,
      [id],
    );
    expect(rows).toEqual([
      { version: 1, status: 'superseded', title: 'one two', reason: null },
      { version: 2, status: 'superseded', title: 'anew: one two two', reason: 'shorter' },
      { version: 3, status: 'proposed', title: 'anew: one two two two', reason: 'shorter still' },
    ]);
    expect(await decide(id, 'approve')).toMatchObject({ outcome: 'decided', job_status: 'completed' });
  });

  it('makes a change anew that another version of the graph had begun, from the draft that people saw', async () => {
    const old = testWorkflow(1);
    const first = run(old.workflow);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_review');
    old.inside.second = (signal) =>
      new Promise<void>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    await decide(id, 'request_changes', 'shorter');
    await eventually(() => old.ran).toEqual(['first', 'second', 'ask', 'ask', 'second']);
    await first.stop(20);
    const changed = testWorkflow(2);
    run(changed.workflow);
    await eventually(async () => (await jobRow(id)).versions).toBe(2);
    expect(changed.ran).toEqual(['ask', 'ask', 'second', 'ask']);
  });

  it('begins a job again that another version of the graph has shown nothing of', async () => {
    const old = testWorkflow(1);
    const first = run(old.workflow);
    old.inside.second = (signal) =>
      new Promise<void>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    const id = await enqueue(db, bot);
    await eventually(() => old.ran).toEqual(['first', 'second']);
    await first.stop(20);
    const changed = testWorkflow(2);
    run(changed.workflow);
    await reaches(id, 'awaiting_review');
    expect(changed.ran).toEqual(['first', 'second', 'ask']);
  });

  it('leaves a draft open to approval that its graph can no longer read, and says so', async () => {
    const old = testWorkflow(1);
    const first = run(old.workflow);
    const id = await enqueue(db, bot);
    await reaches(id, 'awaiting_review');
    await first.stop(1000);
    const changed = testWorkflow(2, { needs: { plan: z.string() } });
    run(changed.workflow);
    await decide(id, 'request_changes', 'shorter');
    await eventually(async () => (await jobRow(id)).resume).toBeNull();
    expect(await reaches(id, 'awaiting_review')).toMatchObject({ versions: 1, error: null, attempts: 0 });
    const { rows } = await db.owner.query(
      'select kind, text, person_id from content.agent_replies where job_id = $1',
      [id],
    );
    expect(rows).toEqual([
      {
        kind: 'unclear',
        text: expect.stringContaining('A versão 1 continua como está e pode ser aprovada'),
        person_id: APPROVER,
      },
    ]);
    expect(changed.ran).toEqual([]);
    expect(await decide(id, 'approve')).toMatchObject({ outcome: 'decided', job_status: 'completed' });
  });

  it('takes no part in an approval: a graph that changed meanwhile, or no runner at all, loses nothing', async () => {
    const old = testWorkflow(1);
    const first = run(old.workflow);
    const ids = [await enqueue(db, bot), await enqueue(db, bot)];
    for (const id of ids) await reaches(id, 'awaiting_review');
    await first.stop(1000);
    const [without = '', later = ''] = ids;
    expect(await decide(without, 'approve')).toMatchObject({ outcome: 'decided', job_status: 'completed' });
    const changed = testWorkflow(2);
    run(changed.workflow);
    expect(await decide(later, 'approve')).toMatchObject({ outcome: 'decided', job_status: 'completed' });
    expect((await jobRow(later)).final).toMatchObject([{ key: `${later}/v1/final/x.pdf`, size: 3 }]);
    expect(changed.ran).toEqual([]);
  });

  it('fails at once for what only a person can change, and tells the thread what', async () => {
    const { workflow, inside } = testWorkflow();
    inside.second = () => {
      throw new JobFailure('no_evidence', 'nothing known', { params: { topic: 'x' } });
    };
    run(workflow);
    const id = await enqueue(db, bot);
    expect(await reaches(id, 'failed')).toMatchObject({
      attempts: 1,
      error: { code: 'no_evidence', params: { topic: 'x' } },
    });
    // Retry goes on at the step that failed.
    inside.second = () => {};
    await bot.retryJob(id, APPROVER);
    await reaches(id, 'awaiting_review');
  });

  it('tries again after a wait for what may pass, until the attempts are used up', async () => {
    const { workflow, ran, inside } = testWorkflow();
    inside.first = () => {
      throw new JobFailure('model_unavailable', 'busy', { retryable: true, retryAfterS: 60 });
    };
    run(workflow);
    const id = await enqueue(db, bot);
    for (let attempt = 1; attempt < 5; attempt += 1) {
      await eventually(async () => (await jobRow(id)).error).toMatchObject({ code: 'model_unavailable' });
      const row = await jobRow(id);
      expect(row).toMatchObject({ status: 'queued', attempts: attempt });
      expect(Number(row.run_at) - Date.now()).toBeGreaterThan(30_000);
      await db.owner.query('update content.jobs set run_at = now(), error = null where id = $1', [id]);
    }
    expect(await reaches(id, 'failed')).toMatchObject({ attempts: 5, error: { code: 'model_unavailable' } });
    expect(ran).toEqual(Array(5).fill('first'));
  });

  it('goes on when the writes of a node were stored and the checkpoint after it was not', async () => {
    const { workflow, ran } = testWorkflow();
    const calls = checkpointCalls(parts.agentRpc);
    let puts = 0;
    // As a kill between the two leaves it: writes and checkpoint are sent together, and only the writes arrive.
    const cut = {
      ...calls,
      put: async (p: Parameters<typeof calls.put>[0]) => {
        puts += 1;
        if (puts !== 3) return calls.put(p);
        await eventually(async () => {
          const { rows } = await db.owner.query(
            `select count(*)::int as n from content.checkpoint_writes where thread_id = $1 and channel = 'text'`,
            [p.thread_id],
          );
          return rows[0]?.n;
        }).toBe(1);
        throw new Error('the process ends here');
      },
    };
    run(workflow, agent, 'a', systemClock, cut);
    const id = await enqueue(db, bot);
    await eventually(async () => (await jobRow(id)).error).toMatchObject({ code: 'internal' });
    await db.owner.query('update content.jobs set run_at = now() where id = $1', [id]);
    await reaches(id, 'awaiting_review');
    expect(ran).toEqual(['first', 'second', 'ask']);
  });

  it('loses no attempt to a connection that breaks before or after a checkpoint was stored, or while one is read', async () => {
    const { workflow, ran } = testWorkflow();
    const broken: string[] = [];
    const often = new Map<string, number>();
    const rpc = connectDatabase({
      url: db.url,
      publishableKey: db.publishableKey,
      token: await db.token('greenlight_agent'),
      fetch: async (...request) => {
        const call =
          new URL(request[0] instanceof Request ? request[0].url : request[0]).pathname.split('/').at(-1) ??
          '';
        const n = (often.get(call) ?? 0) + 1;
        often.set(call, n);
        const breaks = /checkpoint/.test(call) && n % 3 !== 0;
        // Of every three the first does not arrive, and the answer of the second is lost.
        if (breaks && n % 3 === 2) await (await db.fetch(...request)).arrayBuffer();
        if (!breaks) return db.fetch(...request);
        broken.push(call);
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
        });
      },
    })('content');
    run(workflow, agent, 'a', systemClock, checkpointCalls(rpc));
    const id = await enqueue(db, bot);
    const row = await reaches(id, 'awaiting_review');
    // One claim, which is one attempt.
    expect([Number(row.fence), row.error]).toEqual([1, null]);
    expect(ran).toEqual(['first', 'second', 'ask']);
    expect(new Set(broken)).toEqual(new Set(['get_checkpoint', 'put_checkpoint', 'put_checkpoint_writes']));
  });
});
