import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../platform/log.ts';
import { type PartProcess, startPart } from '../proofs/production/part-process.ts';
import { startStandIns } from '../proofs/production/stand-ins.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';
import { until } from '../testing/product/app.ts';
import { LUCIA, press, startCarousel } from '../testing/product/thread.ts';
import { startDelayProxy } from './delay-proxy.ts';
import { round2 } from './quantile.ts';

const CAROUSELS = 5;
const IDLE_MS = 60_000;

type Figures = Record<string, Record<string, number>>;

/**
 * What an approved carousel leaves in the database, rows and kB by table without its indexes, and what it costs on the line to Supabase: calls
 * and kB each way of bot and agents, which are a process each. Beside it a minute without work.
 */
export async function benchFootprint(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  const supabase = await startSupabase({ dataFolder: folder, log: silentLog });
  const standIns = await startStandIns(supabase, folder);
  const parts: PartProcess[] = [];
  const port = Number(new URL(standIns.database.url).port);
  const lines = { bot: await startDelayProxy(port, 0), agents: await startDelayProxy(port, 0) };
  try {
    for (const [part, role] of [
      ['bot', 'greenlight_bot'],
      ['agents', 'greenlight_agent'],
    ] as const) {
      const env = {
        ...standIns.env(part, await supabase.token(role)),
        SUPABASE_URL: `http://127.0.0.1:${lines[part].port}`,
      };
      const started = await startPart({ env, bare: true });
      parts.push(started);
      await until(`a ready ${part}`, async () => (await started.ready()).status === 200);
    }
    standIns.deliverTo([parts[0]?.url ?? '']);
    const one = async () => {
      const thread = await startCarousel(standIns.workspace);
      await press(standIns.workspace, thread, await thread.card(1), LUCIA, /approve/i);
      await until('the final files', async () => (await thread.finals()).length > 0);
    };
    // The first one makes the tables' first pages.
    await one();
    const before = await stored();
    const [from, calls] = [onTheLine(), callsMade()];
    for (let n = 0; n < CAROUSELS; n += 1) await one();
    const [upto, made] = [onTheLine(), callsMade()];
    const after = await stored();
    // Quick looks after work are over.
    await sleep(90_000);
    const [idleFrom, idleCalls] = [onTheLine(), callsMade()];
    await sleep(IDLE_MS);
    const [idleUpto, idleMade] = [onTheLine(), callsMade()];

    const figures: Figures = {};
    for (const part of ['bot', 'agents'] as const) {
      figures[`${part}, a carousel`] = {
        calls: round2((made[part] - calls[part]) / CAROUSELS),
        sent_kB: round2((upto[part].sent - from[part].sent) / 1000 / CAROUSELS),
        received_kB: round2((upto[part].received - from[part].received) / 1000 / CAROUSELS),
      };
      figures[`${part}, an idle minute`] = {
        calls: ((idleMade[part] - idleCalls[part]) * 60_000) / IDLE_MS,
        sent_kB: round2((idleUpto[part].sent - idleFrom[part].sent) / 1000),
        received_kB: round2((idleUpto[part].received - idleFrom[part].received) / 1000),
      };
    }
    for (const [table, { rows, bytes }] of after) {
      const at = before.get(table) ?? { rows: 0, bytes: 0 };
      if (rows > at.rows)
        figures[`content.${table}, a carousel`] = {
          rows: round2((rows - at.rows) / CAROUSELS),
          kB: round2((bytes - at.bytes) / 1000 / CAROUSELS),
        };
    }
    return figures;
  } finally {
    await Promise.all(parts.map((part) => part.stop()));
    for (const line of Object.values(lines)) await line.stop();
    await standIns.stop();
    await supabase.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  function onTheLine() {
    return { bot: { ...lines.bot.seen }, agents: { ...lines.agents.seen } };
  }

  function callsMade() {
    const of = (role: string) =>
      [...standIns.database.calls].reduce((n, [call, count]) => n + (call.startsWith(role) ? count : 0), 0);
    return { bot: of('greenlight_bot'), agents: of('greenlight_agent') };
  }

  /** Rows, and bytes of what they hold: a table's files grow by pages. */
  async function stored(): Promise<Map<string, { rows: number; bytes: number }>> {
    const { rows: tables } = await supabase.owner.query(
      `select relname as name from pg_class where relnamespace = 'content'::regnamespace and relkind = 'r'`,
    );
    const found = new Map<string, { rows: number; bytes: number }>();
    for (const { name } of tables) {
      const { rows } = await supabase.owner.query(
        `select count(*)::integer as rows, coalesce(sum(pg_column_size(t.*)), 0)::double precision as bytes from content.${name} t`,
      );
      found.set(String(name), { rows: Number(rows[0]?.rows), bytes: Number(rows[0]?.bytes) });
    }
    return found;
  }
}
