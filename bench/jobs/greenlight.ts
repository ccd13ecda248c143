import { START, StateGraph, StateSchema } from '@langchain/langgraph';
import { Client, Pool } from 'pg';
import { z } from 'zod';
import { createRunner } from '../../agents/runner/runner.ts';
import type { Workflow } from '../../agents/runner/workflow.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { connectDatabase } from '../../platform/db.ts';
import { createHint } from '../../platform/hint.ts';
import { inLanes } from '../../platform/lanes.ts';
import { silentLog } from '../../platform/log.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import { checkpointCalls, contentForAgent, contentForBot } from '../../ports/content.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/start.ts';
import { type Engine, payload, timeStarts } from './engine.ts';

const TEAM = 'T0BENCH';
const PERSON = 'U0BENCH';

/** How the product's functions are called: by a connection of their owner, as the rivals have one, or through the API. */
export async function openGreenlight(
  supabase: EmbeddedSupabase,
  connection: string,
  through: 'sql' | 'api',
): Promise<Engine> {
  const owner = new Pool({ connectionString: connection, max: 10 });
  await owner.query('select platform.install_team($1)', [
    { team_id: TEAM, name: 'Bench', locale: 'en', sandbox: true },
  ]);
  await owner.query('select platform.note_person($1)', [{ team_id: TEAM, user_id: PERSON, name: 'bench' }]);
  const as = async (role: 'greenlight_bot' | 'greenlight_agent') =>
    connectDatabase({ ...supabase, token: await supabase.token(role) })('content');
  const agentRpc = await as('greenlight_agent');
  const bot = contentForBot(await as('greenlight_bot'));
  const agent = contentForAgent(agentRpc);

  let stored = 0;
  const command = () => {
    stored += 1;
    return {
      type: 'carousel' as const,
      team_id: TEAM,
      requester_id: PERSON,
      channel_id: 'C0BENCH',
      brief: {
        topic: `job ${stored} ${payload(stored).pad}`,
        audience: null,
        language: null,
        slides: null,
        tone: null,
        call_to_action: null,
      },
      command: '/carousel',
      idempotency_key: `bench ${through} ${stored}`,
      response_url: null,
    };
  };
  /** Jobs whose opening message is posted, of a kind that ends without a review. */
  const fill = async (count: number) => {
    const first = stored + 1;
    stored += count;
    await owner.query(
      `insert into content.jobs (type, brief, team_id, requester_id, channel_id, thread_ts, idempotency_key)
       select 'plan', jsonb_build_object('topic', $1::text, 'n', n), $2, $3, 'C0BENCH', n || '.000001', $4 || n
       from generate_series($5::integer, $6::integer) n`,
      [payload(0).pad, TEAM, PERSON, `bench ${through} `, first, stored],
    );
  };
  const calls =
    through === 'api'
      ? {
          enqueue: () => bot.enqueueJob(command()),
          claim: () => agent.claimJob('bench', ['plan']),
          finish: (id: string, fence: number) => agent.finishJob({ id, fence }, {}),
        }
      : {
          enqueue: () =>
            owner.query({ name: 'enqueue', text: 'select content.enqueue_job($1)', values: [command()] }),
          claim: async () =>
            (
              await owner.query({
                name: 'claim',
                text: `select content.claim_job('bench', array['plan']) as job`,
              })
            ).rows[0].job as { id: string; fence: number } | null,
          finish: (id: string, fence: number) =>
            owner.query({
              name: 'finish',
              text: `select content.finish_job($1, $2, '{}')`,
              values: [id, fence],
            }),
        };
  return {
    name: through === 'api' ? 'greenlight, through its API' : 'greenlight',
    enqueue: calls.enqueue,
    fill: async (count) => {
      await fill(count);
      await owner.query('analyze content.jobs');
    },
    // A job takes minutes, so that there is no way to claim several: a lane claims the next one once it has settled its own.
    async drain(count, { lanes }) {
      let drained = 0;
      await inLanes(Array.from({ length: lanes }), lanes, async () => {
        for (;;) {
          const job = await calls.claim();
          if (!job) return;
          await calls.finish(job.id, job.fence);
          drained += 1;
        }
      });
      if (drained !== count) throw new Error(`Drained ${drained} of ${count} jobs`);
    },
    async starts(count, gapMs, hinted) {
      const hint = createHint();
      let onStart = () => {};
      // As the agents' part makes its rounds.
      const rounds = new Rounds({
        ask: agent.agentDue,
        hint,
        hinted: ['jobs'],
        clock: systemClock,
        random: systemRandom,
        log: silentLog,
      });
      const calling = rounds.begin();
      const runner = createRunner({
        content: agent,
        checkpoints: checkpointCalls(agentRpc),
        workflows: [oneStep(() => onStart())],
        modelFor: () => () => Promise.reject(new Error('A bench asks no model')),
        worker: 'bench',
        concurrency: 1,
        jobs: hint,
        rounds,
        clock: systemClock,
        random: systemRandom,
        log: silentLog,
      });
      const times = await timeStarts(count, gapMs, async (_n, started) => {
        onStart = started;
        await fill(1);
        if (hinted) hint.wake();
      });
      await Promise.all([runner.stop(5000), calling.stop(5000)]);
      return times;
    },
    async clear() {
      await owner.query('truncate content.jobs cascade');
      await vacuum(connection);
    },
    stop: () => owner.end(),
  };
}

/** A graph of one step, whose start is told. */
function oneStep(onStart: () => void): Workflow {
  const state = new StateSchema({ closed: z.boolean().default(false) });
  return {
    type: 'plan',
    version: 1,
    steps: ['step'],
    stepOf: () => 'step',
    detail: () => null,
    open: ({ checkpointer }) => ({
      input: () => ({}),
      graph: new StateGraph(state)
        .addNode('step', async () => {
          onStart();
          return { closed: true };
        })
        .addEdge(START, 'step')
        .compile({ checkpointer }),
    }),
    draft: () => {
      throw new Error('Ends without a draft');
    },
    result: (values) => ((values as { closed: boolean }).closed ? { closed: true } : null),
  };
}

async function vacuum(connection: string): Promise<void> {
  const client = new Client({ connectionString: connection });
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
}
