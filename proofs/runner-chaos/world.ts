import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectDatabase } from '../../platform/db.ts';
import { silentLog } from '../../platform/log.ts';
import { hs256, mintRoleToken, type PartRole } from '../../platform/role-token.ts';
import { type ContentForBot, contentForBot } from '../../ports/content.ts';
import { asAdmin } from '../../sandbox/supabase/embedded-supabase.ts';
import { readPostmaster } from '../../sandbox/supabase/postgres/postmaster.ts';
import { keepSecrets } from '../../sandbox/supabase/secrets.ts';
import { startSupabase } from '../../sandbox/supabase/start.ts';
import { temporaryData } from '../../testing/product/app.ts';
import { seeded } from '../../testing/seeded.ts';
import { startPart } from '../production/part-process.ts';
import { startStandIns } from '../production/stand-ins.ts';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { journalSql } from './journal.ts';
import { type RunnerProcess, startRunner } from './runners.ts';

const TOKEN_SECONDS = 6 * 3600;
/** As long as a model of a few sentences takes, for kills to come in the middle of calls; ms. */
const MODEL_MS = 400;
/** Longest without an answer of a Postgres that is being started again. */
const PATIENCE_MS = 60_000;

export interface World {
  /** As the owner; asked again while Postgres is away, so for what may be done twice. */
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Calls of the bot's role, for people. */
  people: ContentForBot;
  standIns: Awaited<ReturnType<typeof startStandIns>>;
  /** Between runners and gateway. */
  line: FaultyProxy;
  startRunner(): Promise<RunnerProcess>;
  /** Every runner that was ever started. */
  runners: RunnerProcess[];
  /** Sends a signal to the postmaster; the sandbox starts it again. False: there is none at the moment. */
  signalPostgres(name: NodeJS.Signals): boolean;
  /** Ends backends of the gateway by chance; answers how many. */
  terminateBackends(share: number): Promise<number>;
  /** Takes `count` of the gateway's connections for so long. */
  holdConnections(count: number, seconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** A real Postgres with its gateway, Slack and a model as stand-ins, and the bot of the product in a process of its own. */
export async function openWorld(options: { seed: number; concurrency: number }): Promise<World> {
  const data = temporaryData();
  const random = seeded(options.seed + 1);
  const supabase = await startSupabase({ dataFolder: data.path, log: silentLog });
  const state = join(data.path, 'supabase');
  const secrets = keepSecrets(state);
  const address = { port: 0, database: 'postgres' };
  address.port = Number((await supabase.owner.query('show port')).rows[0]?.port);
  const cluster = await asAdmin(address, secrets, async (admin) =>
    String((await admin.query('show data_directory')).rows[0]?.data_directory),
  );
  const token = (role: PartRole, sub: string) =>
    mintRoleToken(hs256(secrets.jwt), { role, sub }, { nowMs: Date.now(), seconds: TOKEN_SECONDS });
  const standIns = await startStandIns(supabase, data.path);
  await supabase.owner.query(journalSql);
  const bot = await startPart({
    env: standIns.env('bot', await token('greenlight_bot', 'bot')),
    bare: true,
  });
  standIns.deliverTo([bot.url]);
  const line = await startFaultyProxy(Number(new URL(standIns.database.url).port), random);
  const model = await startFaultyProxy(Number(new URL(standIns.writer.url).port), random);
  model.set({ drops: 0, halfOpens: 0, delays: 1, delayMs: MODEL_MS });
  const peoplesToken = await token('greenlight_bot', 'people');
  const rpc = connectDatabase({
    url: standIns.database.url,
    publishableKey: supabase.publishableKey,
    token: peoplesToken,
  })('content');
  const runners: RunnerProcess[] = [];

  const query = async (sql: string, values?: unknown[]) => {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return (await supabase.owner.query(sql, values)).rows;
      } catch (error) {
        const { code } = error as { code?: string };
        const isAway = !/^(22|23|42|P0|PT)/.test(code ?? '');
        if (!isAway || performance.now() > until) throw error;
        await sleep(100);
      }
    }
  };
  return {
    query,
    people: contentForBot(rpc),
    standIns,
    line,
    runners,
    async startRunner() {
      const name = `runner-${runners.length + 1}`;
      const runner = startRunner(name, {
        url: line.url,
        publishableKey: supabase.publishableKey,
        token: await token('greenlight_agent', name),
        modelUrl: `${model.url}/v1`,
        model: standIns.writer.model,
        crashAt: 'never',
        modelMs: 60_000,
        concurrency: options.concurrency,
        tells: true,
      });
      runners.push(runner);
      return runner;
    },
    signalPostgres(name) {
      const pid = readPostmaster(cluster)?.pid;
      if (pid === undefined) return false;
      try {
        return process.kill(pid, name);
      } catch {
        return false;
      }
    },
    async terminateBackends(share) {
      return asAdmin(address, secrets, async (admin) => {
        const { rows } = await admin.query<{ n: string }>(
          `select count(pg_terminate_backend(pid)) as n from pg_stat_activity
           where pid <> pg_backend_pid() and usename = 'authenticator' and random() < $1`,
          [share],
        );
        return Number(rows[0]?.n ?? 0);
      });
    },
    async holdConnections(count, seconds) {
      const hold = () =>
        fetch(`${standIns.database.url}/rest/v1/rpc/hold_connection`, {
          method: 'POST',
          headers: {
            apikey: supabase.publishableKey,
            authorization: `Bearer ${peoplesToken}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify({ p_seconds: seconds }),
        }).then((response) => response.text());
      await Promise.allSettled(Array.from({ length: count }, hold));
    },
    async stop() {
      for (const runner of runners) runner.signal('SIGKILL');
      await bot.stop();
      await Promise.all([line.stop(), model.stop()]);
      await standIns.stop();
      await supabase.stop();
      data.remove();
    },
  };
}
