import { randomBytes } from 'node:crypto';
import {
  type BaseCheckpointSaver,
  END,
  MemorySaver,
  START,
  StateGraph,
  StateSchema,
} from '@langchain/langgraph';
import { z } from 'zod';
import { SupabaseSaver } from '../agents/runner/saver.ts';
import { connectDatabase } from '../platform/db.ts';
import { checkpointCalls } from '../ports/content.ts';
import { temporaryData } from '../testing/product/app.ts';
import { type DelayProxy, startDelayProxy } from './delay-proxy.ts';
import { loadRival } from './load-rival.ts';
import { quantile, round2 } from './quantile.ts';
import { ownerConnection } from './servers/owner-connection.ts';
import { startSupabaseProcess } from './servers/start-supabase.ts';

const NODES = 10;
const ROUND_TRIP_MS = 20;
const ROUNDS = 3;
/** Of a round. */
const RUNS = { near: 20, far: 3 };

type Figures = Record<string, Record<string, number>>;

interface Side {
  name: string;
  /** A saver for a thread that is new. */
  saverFor(thread: string): Promise<BaseCheckpointSaver>;
  /** Null: nothing is sent. */
  proxy: DelayProxy | null;
}

/**
 * A run of a linear graph of ten nodes whose state is 18.7 kB that do not compress, each step stored before the next one starts: the
 * product's saver over HTTP, PostgresSaver on its own connection, MemorySaver. "big": each node writes all of it anew; "split": it is
 * written once, and each node writes 200 bytes of its own. Supabase and Postgres are beside this process, or 20 ms away.
 */
export async function benchCheckpoints(): Promise<Figures> {
  const data = temporaryData();
  const supabase = await startSupabaseProcess(data.path);
  await supabase.query('create database rival');
  await supabase.query(
    `select platform.install_team('{"team_id": "T0BENCH", "name": "Bench", "locale": "en", "sandbox": true}')`,
  );
  const { open } = await loadRival<{
    open(connection: string): Promise<{ saver: BaseCheckpointSaver; stop(): Promise<void> }>;
  }>('postgres-saver');
  const stops: (() => Promise<unknown>)[] = [];
  const figures: Figures = {};
  try {
    for (const distance of ['near', 'far'] as const) {
      const roundTripMs = distance === 'near' ? 0 : ROUND_TRIP_MS;
      const http = await startDelayProxy(Number(new URL(supabase.url).port), roundTripMs);
      const rivalConnection = new URL(ownerConnection(data.path, 'rival'));
      const postgres = await startDelayProxy(Number(rivalConnection.port), roundTripMs);
      rivalConnection.port = String(postgres.port);
      const rival = await open(rivalConnection.href);
      stops.push(http.stop, rival.stop, postgres.stop);
      const calls = checkpointCalls(
        connectDatabase({
          url: `http://127.0.0.1:${http.port}`,
          publishableKey: supabase.publishableKey,
          token: supabase.tokens.greenlight_agent,
        })('content'),
      );
      const sides: Side[] = [
        {
          name: 'greenlight',
          proxy: http,
          saverFor: async (thread) => {
            await supabase.query(
              `insert into content.jobs (id, type, brief, team_id, requester_id, channel_id, idempotency_key)
               values ($1, 'plan', '{}', 'T0BENCH', 'U0BENCH', 'C0BENCH', $1)`,
              [thread],
            );
            await supabase.query(
              `update content.jobs set status = 'running', fence = 1, worker = 'bench', leased_until = now() + interval '1 hour' where id = $1`,
              [thread],
            );
            return new SupabaseSaver(calls, 1);
          },
        },
        { name: 'PostgresSaver', proxy: postgres, saverFor: async () => rival.saver },
        ...(distance === 'near'
          ? [{ name: 'MemorySaver', proxy: null, saverFor: async () => new MemorySaver() }]
          : []),
      ];
      for (const shape of ['big', 'split'] as const) {
        const measured = new Map(sides.map(({ name }) => [name, { times: [] as number[], ...none() }]));
        for (const side of sides) await run(side, shape, `warm ${distance} ${shape} ${side.name}`);
        for (let round = 0; round < ROUNDS; round += 1) {
          for (const side of sides) {
            const wal = await walAt();
            const found = measured.get(side.name);
            for (let n = 0; n < RUNS[distance]; n += 1) {
              const seen = await run(side, shape, `${distance} ${shape} ${side.name} ${round} ${n}`);
              found?.times.push(seen.ms);
              for (const key of ['calls', 'turns', 'sent', 'received'] as const)
                if (found) found[key] += seen[key];
            }
            if (found && side.proxy) found.wal += (await walAt()) - wal;
          }
        }
        for (const [name, { times, ...sums }] of measured) {
          const each = (sum: number) => round2(sum / times.length);
          figures[`${shape}, ${distance === 'near' ? 'beside' : `${ROUND_TRIP_MS} ms away`}: ${name}`] = {
            p50_ms: quantile(times, 0.5),
            max_ms: quantile(times, 1),
            saver_calls: each(sums.calls),
            round_trips: each(sums.turns),
            sent_kB: each(sums.sent / 1000),
            received_kB: each(sums.received / 1000),
            wal_kB: each(sums.wal / 1000),
          };
        }
      }
    }
    return figures;
  } finally {
    for (const stop of stops) await stop();
    await supabase.stop();
    data.remove();
  }

  async function walAt(): Promise<number> {
    const { rows } = await supabase.query(
      `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::double precision as at`,
    );
    return Number(rows[0]?.at);
  }
}

const none = () => ({ calls: 0, turns: 0, sent: 0, received: 0, wal: 0 });

async function run({ saverFor, proxy }: Side, shape: 'big' | 'split', thread: string) {
  const { saver, calls } = counted(await saverFor(thread));
  const graph = linear(shape, saver);
  const document = words();
  proxy?.reset();
  const began = performance.now();
  await graph.invoke({ document }, { configurable: { thread_id: thread }, durability: 'sync' });
  return {
    ms: performance.now() - began,
    calls: calls(),
    ...(proxy ? { ...proxy.seen } : { turns: 0, sent: 0, received: 0 }),
  };
}

/** 100 leads with a text each: 18.7 kB as JSON. */
function words(): object {
  return {
    items: Array.from({ length: 100 }, (_, id) => ({
      id,
      name: `lead-${id}`,
      text: randomBytes(112).toString('base64').slice(0, 150),
    })),
  };
}

function linear(shape: 'big' | 'split', checkpointer: BaseCheckpointSaver) {
  const own = Object.fromEntries(Array.from({ length: NODES }, (_, n) => [`own_${n}`, z.unknown()]));
  const state = new StateSchema({ document: z.unknown(), step: z.number().default(0), ...own });
  // SAFETY: nodes are named in a loop, which the graph's types do not follow.
  const graph = new StateGraph(state) as unknown as {
    addNode(name: string, node: (s: { document: object }) => object): unknown;
    addEdge(from: string, to: string): unknown;
    compile(options: object): { invoke(input: object, options: object): Promise<unknown> };
  };
  for (let n = 0; n < NODES; n += 1) {
    graph.addNode(`node_${n}`, ({ document }) => ({
      step: n,
      ...(shape === 'split' ? { [`own_${n}`]: 'x'.repeat(200) } : {}),
      ...(shape === 'big' || n === 0 ? { document: { ...document, revision: n } } : {}),
    }));
    graph.addEdge(n === 0 ? START : `node_${n - 1}`, `node_${n}`);
  }
  graph.addEdge(`node_${NODES - 1}`, END);
  return graph.compile({ checkpointer });
}

/** The same saver, whose calls by LangGraph are counted. */
function counted(saver: BaseCheckpointSaver) {
  let calls = 0;
  const names = ['put', 'putWrites', 'getTuple'];
  const watched = new Proxy(saver, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (names.includes(String(name))) calls += 1;
        return value.apply(target, args);
      };
    },
  });
  return { saver: watched, calls: () => calls };
}
