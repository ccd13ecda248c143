import { END, START, StateGraph, StateSchema } from '@langchain/langgraph';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import { type ContentForAgent, type ContentForBot, checkpointCalls } from '../../ports/content.ts';
import { bothParts, enqueue, installTeam, REQUESTER, TEAM } from '../../testing/agents/jobs.ts';
import { testWorkflow } from '../../testing/agents/workflow.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
import { createRunner, type Runner } from './runner.ts';
import type { Workflow } from './workflow.ts';

const db = useDatabase();
let agent: ContentForAgent;
let bot: ContentForBot;
let parts: Awaited<ReturnType<typeof bothParts>>;
let runner: Runner | undefined;

beforeAll(async () => {
  await installTeam(db);
  parts = await bothParts(db);
  ({ agent, bot } = parts);
});
afterEach(async () => {
  await runner?.stop(5000);
  await db.owner.query('delete from content.jobs');
});

/** Ends without a draft, as documents do, once it may. */
function slowDocument(read: Promise<void>): Workflow {
  const state = new StateSchema({ passages: z.number().default(0) });
  return {
    type: 'knowledge',
    leavesRoom: true,
    version: 1,
    steps: ['read'],
    stepOf: () => 'read',
    detail: () => null,
    open: ({ checkpointer }) => ({
      input: () => ({}),
      graph: new StateGraph(state)
        .addNode('read', async () => {
          await read;
          return { passages: 1 };
        })
        .addEdge(START, 'read')
        .addEdge('read', END)
        .compile({ checkpointer }),
    }),
    draft: () => {
      throw new Error('a document makes no draft');
    },
    result: (values) => {
      const { passages } = values as typeof state.State;
      return passages > 0 ? { passages } : null;
    },
  };
}

/** A runner of carousels, and of documents that are read until `read` is called. */
function runSlowDocuments(concurrency: number) {
  const gate = Promise.withResolvers<void>();
  runner = createRunner({
    content: agent,
    checkpoints: checkpointCalls(parts.agentRpc),
    workflows: [slowDocument(gate.promise), testWorkflow().workflow],
    modelFor: () => async () => {
      throw new Error('no model in this test');
    },
    worker: 'a',
    concurrency,
    jobs: createHint(),
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  return { read: gate.resolve };
}

let documents = 0;
async function addDocuments(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    documents += 1;
    const { job_id } = await bot.enqueueJob({
      team_id: TEAM,
      type: 'knowledge',
      requester_id: REQUESTER,
      channel_id: 'C0MARKETING',
      brief: {
        topic: 'lento',
        source: { kind: 'url', url: `https://a.test/${documents}` },
        title: null,
        language: null,
      },
      command: '/knowledge add',
      idempotency_key: `slow-${documents}`,
      response_url: null,
    });
    await db.owner.query('update content.jobs set thread_ts = $2 where id = $1', [job_id, `9.${documents}`]);
  }
}

async function documentsThatAre(status: 'queued' | 'running'): Promise<number> {
  const { rows } = await db.owner.query(
    `select count(*)::int as jobs from content.jobs where type = 'knowledge' and status = $1`,
    [status],
  );
  return rows[0]?.jobs as number;
}

const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: HANG_MS, interval: 30 });

describe('createRunner() with a type that leaves room', () => {
  it('starts a carousel while twenty slow documents of the same person wait', async () => {
    await addDocuments(20);
    const { read } = runSlowDocuments(3);
    await eventually(() => documentsThatAre('running')).toBe(2);
    const id = await enqueue(db, bot);
    await eventually(async () => (await bot.getJob(id))?.status).toBe('awaiting_review');
    expect(await documentsThatAre('running')).toBe(2);
    read();
    // The rest follow as slots come free.
    await eventually(() => documentsThatAre('queued')).toBe(0);
  });

  it('reads documents, one at a time, where there is a single slot', async () => {
    await addDocuments(2);
    const { read } = runSlowDocuments(1);
    await eventually(() => documentsThatAre('running')).toBe(1);
    read();
    await eventually(() => documentsThatAre('queued')).toBe(0);
  });
});
