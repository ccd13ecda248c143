import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { useDatabase } from '../../sandbox/supabase/test-database.ts';
import { startWriter, type Writer } from '../../sandbox/writer/start.ts';
import { startAgents } from '../start.ts';
import { APPROVER, aBrief, bothParts, enqueue, installKnowledge, installTeam } from '../test-jobs.ts';
import type { CrashOptions } from './test-crash-runner.ts';

const db = useDatabase();
const children = new Set<ChildProcess>();
let bot: ContentForBot;
let writer: Writer;
let gateway: Server;
let token: string;

beforeAll(async () => {
  await installTeam(db);
  await installKnowledge(db);
  ({ bot } = await bothParts(db));
  writer = await startWriter();
  token = await db.token('greenlight_agent');
  gateway = createServer((req, res) => {
    if (!db.handle(req, res)) res.writeHead(404).end();
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
});
beforeEach(async () => {
  await db.owner.query('delete from content.jobs');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  await writer.stop();
});

const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000, interval: 40 });

async function jobRow(id: string): Promise<Record<string, unknown>> {
  const { rows } = await db.owner.query('select * from content.jobs where id = $1', [id]);
  return rows[0] ?? {};
}

/** A runner in a process of its own, which kills itself at a point; null: which prints the points. */
function spawnRunner(crashAt: string | null): ChildProcess {
  const options: CrashOptions = {
    url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    publishableKey: db.publishableKey,
    token,
    modelUrl: writer.url,
    model: writer.model,
    crashAt,
  };
  const script = join(import.meta.dirname, 'test-crash-runner.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.add(child);
  return child;
}

async function runUntilKilled(crashAt: string): Promise<void> {
  const [, signal] = await once(spawnRunner(crashAt), 'exit');
  expect(signal).toBe('SIGKILL');
}

/** A runner of this process, until the job stands at `status`. */
async function runUntil(id: string, status: string): Promise<void> {
  const hints = { jobs: createHint(), outbox: createHint() };
  const agents = await startAgents(
    {
      database: { url: db.url, publishableKey: db.publishableKey, token, fetch: db.fetch },
      model: { apiKey: 'none', baseUrl: writer.url, model: writer.model, timeoutMs: 10_000 },
      concurrency: 1,
    },
    { log: silentLog, clock: systemClock, random: systemRandom, hints },
  );
  try {
    await eventually(async () => {
      const row = await jobRow(id);
      return row.status === 'failed' ? `failed: ${JSON.stringify(row.error)}` : row.status;
    }).toBe(status);
  } finally {
    await agents.stop(5000);
  }
}

async function decide(id: string, decision: 'approve' | 'request_changes', note: string | null = null) {
  const { rows } = await db.owner.query(
    'select version, hash from content.drafts where job_id = $1 order by version desc limit 1',
    [id],
  );
  const draft = rows[0] as { version: number; hash: string };
  await bot.recordReview({ job_id: id, ...draft, reviewer_id: APPROVER, decision, note });
}

async function count(sql: string, id: string): Promise<number> {
  return Number((await db.owner.query(sql, [id])).rows[0]?.n);
}
const drafts = (id: string) => count('select count(*) as n from content.drafts where job_id = $1', id);
const openReservations = (id: string) =>
  count(`select count(*) as n from content.usage_ledger where job_id = $1 and state = 'reserved'`, id);
const calls = () => Object.values(writer.faults.calls()).reduce((sum, n) => sum + n, 0);

/** Kills a runner at `point`, lets its lease end and goes on with another; answers the model calls of both. */
async function killAndGoOn(id: string, point: string, status: string): Promise<number> {
  const before = calls();
  await runUntilKilled(point);
  // What the dead process had sent still arrives, and may extend its lease.
  await sleep(100);
  await db.advanceClock(31);
  await runUntil(id, status);
  return calls() - before;
}

// Between the model's answer and its receipt nobody can know whether it was paid: there, and only there, it is asked
// again, and the first reservation keeps counting.
const unknowable = (point: string) => /^model#\d+:after$|^settle_usage#\d+:before$/.test(point);

describe('kill -9 of a runner, then another one goes on', () => {
  it.each([
    ['start', 'put_checkpoint#1:after'],
    ['retrieve', 'search_knowledge#1:after'],
    ['plan', 'reserve_usage#1:after'],
    ['plan', 'settle_usage#1:before'],
    ['plan', 'settle_usage#1:after'],
    ['write', 'settle_usage#2:after'],
    ['review', 'put_checkpoint_writes#5:after'],
    ['render', 'put_artifact#3:after'],
    ['render', 'put_checkpoint_writes#6:before'],
    ['await-review', 'record_draft#1:before'],
    ['await-review', 'record_draft#1:after'],
  ])('in %s, at %s: one draft, and each call paid once', async (_node, point) => {
    const id = await enqueue(db, bot, aBrief);
    const made = await killAndGoOn(id, point, 'awaiting_review');
    expect(made).toBe(unknowable(point) ? 3 : 2);
    expect(await openReservations(id)).toBe(unknowable(point) || point === 'reserve_usage#1:after' ? 1 : 0);
    expect(await drafts(id)).toBe(1);
  });

  it.each([
    ['await-review', 'put_checkpoint_writes#1:after'],
    ['revise', 'settle_usage#1:after'],
    ['review', 'put_checkpoint#3:before'],
    ['render', 'put_artifact#1:before'],
    ['await-review', 'record_draft#1:before'],
  ])(
    'in %s after a change request, at %s: one version 2, and the note applied once',
    async (_node, point) => {
      const id = await enqueue(db, bot, aBrief);
      await runUntil(id, 'awaiting_review');
      await decide(id, 'request_changes', 'slide 4: título mais curto');
      const made = await killAndGoOn(id, point, 'awaiting_review');
      expect(made).toBe(1);
      expect(await drafts(id)).toBe(2);
    },
  );

  it.each([
    ['await-review', 'put_checkpoint#1:after'],
    ['finalize', 'put_artifact#4:after'],
    ['finalize', 'complete_job#1:before'],
    ['finalize', 'complete_job#1:after'],
  ])('in %s after the approval, at %s: completed once, with all final files', async (_node, point) => {
    const id = await enqueue(db, bot, { ...aBrief, slides: 5 });
    await runUntil(id, 'awaiting_review');
    await decide(id, 'approve');
    expect(await killAndGoOn(id, point, 'completed')).toBe(0);
    expect((await jobRow(id)).final).toHaveLength(6);
  });
});

describe('SIGTERM of a runner', () => {
  it('lets the node end, gives the job back without counting an attempt, and pays its answer once', async () => {
    writer.faults.next({ kind: 'slow', ms: 800 }, 'carousel_deck');
    const before = calls();
    const child = spawnRunner('never');
    const id = await enqueue(db, bot, { ...aBrief, slides: 5 });
    await eventually(() => calls() - before).toBe(2);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await jobRow(id)).toMatchObject({ status: 'queued', attempts: 0, worker: null });
    await runUntil(id, 'awaiting_review');
    expect(calls() - before).toBe(2);
  });
});

// Every point there is, one process each: about four minutes. CRASH_POINTS=all vitest run agents/carousel/crash.test.ts
describe.runIf(process.env.CRASH_POINTS === 'all')('kill -9 at every single call', () => {
  it('ends with one draft, and each call paid once', { timeout: 900_000 }, async () => {
    const printing = spawnRunner(null);
    let printed = '';
    printing.stdout?.on('data', (chunk) => {
      printed += chunk;
    });
    const first = await enqueue(db, bot, { ...aBrief, slides: 5 });
    await eventually(async () => (await jobRow(first)).status).toBe('awaiting_review');
    printing.kill('SIGTERM');
    await once(printing, 'exit');
    const points = printed.trim().split('\n');
    const wrong: string[] = [];
    for (const point of points) {
      const id = await enqueue(db, bot, { ...aBrief, slides: 5 });
      const made = await killAndGoOn(id, point, 'awaiting_review').catch((error) => String(error.message));
      if (made !== (unknowable(point) ? 3 : 2) || (await drafts(id)) !== 1) wrong.push(`${point}: ${made}`);
    }
    expect(points.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
    console.log(`killed at ${points.length} points`);
  });
});
