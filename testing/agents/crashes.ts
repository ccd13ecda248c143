import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startAgents } from '../../agents/start.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { type StandInWeb, startWeb } from '../../sandbox/web/start.ts';
import { startWriter, type Writer } from '../../sandbox/writer/start.ts';
import { useDatabase } from '../database/database.ts';
import { HANG_MS } from '../hang-ms.ts';
import type { CrashOptions } from './crash-runner.ts';
import { bothParts, installKnowledge, installTeam, watchJobs } from './jobs.ts';
import { plainRenderers } from './renderers.ts';

/** `all`: `npm run prove -- --only every-case`, one process for each point. A point's name: that one alone. */
const asked = process.env.CRASH_POINTS;
export const everyPoint = asked === 'all';

/**
 * The points of a proof that a run of the tests tries: one, by chance, as each costs two processes and most runs are of
 * code that no kill can tell apart. What failed is in the test's name, and `CRASH_POINTS=settle_usage#1:before` tries it again.
 */
export function somePoint<T extends readonly [node: string, point: string, ...unknown[]]>(points: T[]): T[] {
  if (everyPoint) return points;
  if (asked !== undefined) return points.filter(([, point]) => point === asked);
  const chosen = Math.floor(Math.random() * points.length);
  return points.slice(chosen, chosen + 1);
}

/**
 * Runners in processes of their own, which kill themselves at a call, on a real database and a real endpoint of the
 * offline writer, which counts the calls. For the tests of one file.
 */
export function useCrashes() {
  const db = useDatabase();
  const children = new Set<ChildProcess>();
  let bot: ContentForBot;
  let writer: Writer;
  let web: StandInWeb;
  let gateway: Server;
  let token: string;

  beforeAll(async () => {
    await installTeam(db);
    await installKnowledge(db);
    ({ bot } = await bothParts(db));
    writer = await startWriter();
    web = await startWeb();
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
    await Promise.all([writer.stop(), web.stop()]);
  });

  const { eventually, jobRow, reaches } = watchJobs(db, { timeout: HANG_MS, interval: 40 });

  /** A runner in a process of its own, which kills itself at a point; null: which prints the points. */
  function spawnRunner(crashAt: string | null): ChildProcess {
    const options: CrashOptions = {
      url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
      publishableKey: db.publishableKey,
      token,
      modelUrl: writer.url,
      model: writer.model,
      crashAt,
      web: { domain: web.domain, port: web.port },
      search: web.search.settings('searxng'),
    };
    const script = join(import.meta.dirname, 'crash-runner.ts');
    const child = spawn(process.execPath, [script, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.add(child);
    return child;
  }

  /** Every point that a job passes on its way to `status`. */
  async function pointsUntil(id: string, status: string): Promise<string[]> {
    const printing = spawnRunner(null);
    let printed = '';
    printing.stdout?.on('data', (chunk) => {
      printed += chunk;
    });
    await reaches(id, status);
    printing.kill('SIGTERM');
    await once(printing, 'exit');
    return printed.trim().split('\n');
  }

  /** A runner of this process, until the job stands at `status`. */
  async function runUntil(id: string, status: string): Promise<void> {
    const hints = { jobs: createHint(), outbox: createHint() };
    const agents = await startAgents(
      {
        database: { url: db.url, publishableKey: db.publishableKey, token, fetch: db.fetch },
        model: { apiKey: 'none', baseUrl: writer.url, model: writer.model, timeoutMs: 10_000 },
        web,
        search: web.search.settings('searxng'),
        concurrency: 1,
      },
      { log: silentLog, clock: systemClock, random: systemRandom, hints },
      plainRenderers,
    );
    try {
      await reaches(id, status);
    } finally {
      await agents.stop(5000);
    }
  }

  const calls = () => Object.values(writer.faults.calls()).reduce((sum, n) => sum + n, 0);

  async function count(sql: string, id: string): Promise<number> {
    return Number((await db.owner.query(sql, [id])).rows[0]?.n);
  }

  return {
    db,
    bot: () => bot,
    writer: () => writer,
    eventually,
    jobRow,
    spawnRunner,
    pointsUntil,
    runUntil,
    calls,
    count,
    drafts: (id: string) => count('select count(*) as n from content.drafts where job_id = $1', id),
    unheardCalls: (id: string) =>
      count('select count(*) as n from content.usage_ledger where job_id = $1 and unheard', id),
    /** Kills a runner at `point`, lets its lease end and goes on with another; answers the model calls of both. */
    async killAndGoOn(id: string, point: string, status: string): Promise<number> {
      const before = calls();
      const [, signal] = await once(spawnRunner(point), 'exit');
      expect(signal).toBe('SIGKILL');
      // What the dead process had sent still arrives, and may extend its lease.
      await sleep(100);
      await db.advanceClock(31);
      await runUntil(id, status);
      return calls() - before;
    },
    async newest<T>(table: 'drafts' | 'questions', id: string): Promise<T> {
      const order = table === 'drafts' ? 'version' : 'number';
      const { rows } = await db.owner.query(
        `select ${order}, hash from content.${table} where job_id = $1 order by ${order} desc limit 1`,
        [id],
      );
      return rows[0] as T;
    },
  };
}
