import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../platform/log.ts';
import { type EmbeddedSupabase, startSupabase } from '../sandbox/supabase/start.ts';
import { cpuMs } from '../testing/cpu-ms.ts';
import { openWorld, seed, type World } from '../testing/governor/world.ts';
import { quantile } from './quantile.ts';

const STORED = 100_000;
const BEATS = 5;
/** More than an account's gap, so that each account lets one action go in each beat. */
const MINUTES = 21;

/**
 * A beat of the governor with 10 and 100 accounts of which each has one visit that is due: with nothing else stored and with
 * 100,000 actions; then two and four governors that beat at the same instant. Times are of the whole beat, calls of LinkedIn's
 * stand-in on loopback included; processor time is that of this process, in which governors, stand-in and its judge run. Last,
 * what a beat loads where each account has 90 actions that wait.
 */
export async function benchGovernor(): Promise<Record<string, Record<string, number>>> {
  const rows: Record<string, Record<string, number>> = {};
  for (const accounts of [10, 100]) {
    for (const stored of [0, STORED]) {
      const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
      const database = await startSupabase({ dataFolder: folder, log: silentLog });
      try {
        const world = await openWorld(database);
        await fill(database, world, accounts, stored);
        for (const governors of stored === 0 ? [1] : [1, 2, 4]) {
          const name = `${accounts} accounts, ${stored} stored, ${governors} ${governors === 1 ? 'governor' : 'governors'}`;
          rows[name] = await beats(world, governors);
          console.log(name, rows[name]);
        }
        await world.stop();
      } finally {
        await database.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  for (const accounts of [10, 100])
    rows[`${accounts} accounts of 90 waiting, loading`] = await loading(accounts);
  return rows;
}

/** What a beat begins with, in Postgres alone. */
async function loading(accounts: number): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  const database = await startSupabase({ dataFolder: folder, log: silentLog });
  try {
    const world = await openWorld(database);
    await fill(database, world, accounts, 0, 90);
    const ms: number[] = [];
    for (let n = 0; n < BEATS; n += 1) {
      const began = performance.now();
      await database.owner.query('select length(outreach.load_due()::text)');
      ms.push(performance.now() - began);
    }
    await world.stop();
    const figures = { median_ms: Math.round(quantile(ms, 0.5)), worst_ms: Math.round(quantile(ms, 1)) };
    console.log(`${accounts} accounts of 90 waiting, loading`, figures);
    return figures;
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function beats(world: World, count: number): Promise<Record<string, number>> {
  const governors = await Promise.all(Array.from({ length: count }, () => world.startGovernor()));
  const ms: number[] = [];
  let own = 0;
  const before = world.writes().length;
  // The first beat compiles what the others use.
  for (let n = -1; n < BEATS; n += 1) {
    await world.jump(MINUTES);
    const began = performance.now();
    const took = await cpuMs(() => Promise.all(governors.map((governor) => governor.beat())));
    if (n < 0) continue;
    ms.push(performance.now() - began);
    own += took;
  }
  const released = world.writes().length - before;
  for (const governor of governors) await governor.stop(10_000);
  return {
    median_ms: Math.round(quantile(ms, 0.5)),
    worst_ms: Math.round(quantile(ms, 1)),
    governors_cpu_ms: Math.round(own / BEATS),
    released: Math.round((released / (BEATS + 1)) * 10) / 10,
  };
}

async function fill(
  { owner }: EmbeddedSupabase,
  world: World,
  accounts: number,
  stored: number,
  /** Approved and not yet due, of each account. */
  waiting = 20,
): Promise<void> {
  for (let n = 1; n < accounts; n += 1) await world.addAccount(`bench_${n}`);
  await world.setAccount({ gap_min_minutes: 20, window_start: '00:00', window_end: '23:59' });
  await world.setRules(100, 100);
  const visits = `insert into outreach.linkedin_automation (id, team_id, account_id, lead_id, action_type, status, hash, author_id, text_by, approved_by,
      approved_at, approved_revision, approved_hash, scheduled_for, executed_at, daily_limit_check, time_window_check, channel_id, idempotency_key)`;
  await owner.query(`
    alter table outreach.linkedin_automation disable trigger user;
    alter table outreach.action_approvals disable trigger user;
    create temp table a as select id, team_id, row_number() over (order by id) - 1 as place from outreach.accounts;
    insert into outreach.leads (id, team_id, profile_url)
    select 'bench ' || n, (select team_id from a limit 1), 'https://www.linkedin.com/in/bench-' || n from generate_series(1, greatest(${stored}, ${waiting})) n;
    ${visits}
    select 'ended ' || n, a.team_id, a.id, 'bench ' || n, 'view_profile', 'completed', 'h', 'ana', 'ana', 'leo', platform.now() - interval '40 days', 1, 'h', null,
      platform.now() - interval '40 days' + make_interval(secs => n), true, true, 'C1', 'ended ' || n
    from generate_series(1, ${stored}) n join a on a.place = n % ${accounts};
    insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, attempt, outcome)
    select team_id, account_id, id, action_type, lead_id, executed_at, executed_at::date, 1, 'sent' from outreach.linkedin_automation where status = 'completed';
    ${visits}
    select 'waiting ' || a.id || n, a.team_id, a.id, 'bench ' || n, 'view_profile', 'scheduled', '', 'ana', 'ana', 'leo', platform.now(), 1, '',
      platform.now() + interval '20 days', null, null, null, 'C1', 'waiting ' || a.id || n
    from a cross join generate_series(1, ${waiting}) n;`);
  // Whom the stand-in knows: one for each account and beat.
  for (const { public_identifier: slug } of seed.leads.slice(0, 20)) {
    await owner.query(
      `insert into outreach.leads (id, team_id, profile_url)
       select 'due ' || $1, team_id, 'https://www.linkedin.com/in/' || $1 from outreach.accounts limit 1`,
      [slug],
    );
  }
  await owner.query(`${visits}
    select 'due ' || a.id || l.id, a.team_id, a.id, l.id, 'view_profile', 'scheduled', '', 'ana', 'ana', 'leo', platform.now() - interval '1 hour', 1, '',
      platform.now() + make_interval(mins => (20 * row_number() over (partition by a.id order by l.id))::integer), null, null, null, 'C1', 'due ' || a.id || l.id
    from outreach.accounts a cross join outreach.leads l where l.id like 'due %';
    update outreach.linkedin_automation n set hash = outreach.action_hash(n), approved_hash = outreach.action_hash(n) where hash = '';
    insert into outreach.action_revisions (action_id, revision, hash, written_by) select id, 1, hash, 'ana' from outreach.linkedin_automation;
    insert into outreach.action_approvals (action_id, revision, hash, person_id, approved_at)
    select id, 1, hash, 'leo', approved_at from outreach.linkedin_automation where status = 'scheduled';
    alter table outreach.linkedin_automation enable trigger user;
    alter table outreach.action_approvals enable trigger user;
    select outreach.note(n.team_id, 'action_' || n.status, 'action', n.id, null, n.status) from outreach.linkedin_automation n;
    analyze;`);
}
