import { inLanes } from '../platform/lanes.ts';
import { silentLog } from '../platform/log.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';
import { temporaryData } from '../testing/product/app.ts';
import type { Engine, OpenEngine } from './jobs/engine.ts';
import { openGreenlight } from './jobs/greenlight.ts';
import { loadRival } from './load-rival.ts';
import { quantile } from './quantile.ts';
import { ownerConnection } from './servers/owner-connection.ts';

const ROUNDS = 3;
const rivals = ['pg-boss', 'graphile-worker'] as const;

type Figures = Record<string, Record<string, number>>;

/**
 * The product's queue beside pg-boss and graphile-worker, on one Postgres, each in a database of its own, from one process: storing a job,
 * from storing it to its handler's first line, and taking and settling many. Each round asks all of them in turn; times are of
 * all rounds, rates the median of the rounds.
 */
export async function benchJobs(): Promise<Figures> {
  const data = temporaryData();
  const supabase = await startSupabase({ dataFolder: data.path, log: silentLog });
  const engines: Engine[] = [];
  try {
    const connection = ownerConnection(data.path);
    engines.push(await openGreenlight(supabase, connection, 'sql'));
    engines.push(await openGreenlight(supabase, connection, 'api'));
    for (const name of rivals) {
      const database = name.replace('-', '_');
      await supabase.owner.query(`create database ${database}`);
      const { open } = await loadRival<{ open: OpenEngine }>(name);
      engines.push(await open(ownerConnection(data.path, database)));
    }
    const figures = new Map<string, { times: number[]; rates: number[] }>();
    const of = (name: string) => {
      const found = figures.get(name) ?? { times: [], rates: [] };
      figures.set(name, found);
      return found;
    };
    // What comes first pays for what is loaded late and compiled.
    for (const engine of engines) await store(engine, 50, 1);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const engine of engines) {
        for (const [load, count, lanes] of [
          ['one at a time', 100, 1],
          ['10 at a time', 300, 10],
        ] as const) {
          const { times, rate } = await store(engine, count, lanes);
          const found = of(`enqueue, ${load}: ${engine.name}`);
          found.times.push(...times);
          found.rates.push(rate);
        }
        await engine.clear();
      }
      for (const engine of engines) {
        for (const [batch, count] of [
          [1, 300],
          [50, 600],
        ] as const) {
          await engine.fill(count);
          const began = performance.now();
          await engine.drain(count, { lanes: 10, batch });
          of(`drain in ${batch === 1 ? 'ones' : `batches of ${batch}`}: ${engine.name}`).rates.push(
            (count / (performance.now() - began)) * 1000,
          );
          await engine.clear();
        }
      }
      // Of the product's two the runner is the same one.
      for (const engine of engines.slice(1)) {
        for (const hinted of [true, false]) {
          const gapMs = hinted ? () => 300 : () => 200 + Math.random() * 300;
          const times = await engine.starts(hinted ? 30 : 8, gapMs, hinted);
          of(`to its handler, ${hinted ? 'told' : 'polled'}: ${engine.name}`).times.push(...times);
        }
        await engine.clear();
      }
    }
    return table(figures, engines);
  } finally {
    for (const engine of engines) await engine.stop();
    await supabase.stop();
    data.remove();
  }
}

async function store(
  engine: Engine,
  count: number,
  lanes: number,
): Promise<{ times: number[]; rate: number }> {
  const began = performance.now();
  const times = await inLanes(Array.from({ length: count }), lanes, async () => {
    const at = performance.now();
    await engine.enqueue();
    return performance.now() - at;
  });
  return { times, rate: (count / (performance.now() - began)) * 1000 };
}

/** By what was asked, then by engine; ratios are of the first engine's figure to this one's: below 1 the first is better in time. */
function table(figures: Map<string, { times: number[]; rates: number[] }>, engines: Engine[]): Figures {
  const rows = [...figures].filter(([, { times, rates }]) => times.length + rates.length > 0);
  const order = (name: string) => engines.findIndex((engine) => name.endsWith(`: ${engine.name}`));
  const task = (name: string) => name.split(':')[0] ?? '';
  const tasks = [...new Set(rows.map(([name]) => task(name)))];
  return Object.fromEntries(
    rows
      .toSorted(([a], [b]) => tasks.indexOf(task(a)) - tasks.indexOf(task(b)) || order(a) - order(b))
      .map(([name, { times, rates }]) => [
        name,
        {
          ...(times.length > 0 ? { p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99) } : {}),
          ...(rates.length > 0 ? { a_second: Math.round(quantile(rates, 0.5)) } : {}),
        },
      ]),
  );
}
