import { escapeLiteral, type Pool } from 'pg';
import { holidaysOf } from '../../governor/plan/holidays.ts';
import { connectDatabase, type Rpc } from '../../platform/db.ts';
import { type OutreachForBot, outreachForBot } from '../../ports/outreach.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { createFunctionCatalog } from '../../sandbox/supabase/gateway/function-catalog.ts';
import type { Faults } from '../simulation/faults.ts';
import {
  databaseCalls,
  databaseFailures,
  keepPlans,
  REAL_DEADLINE_MS,
  virtualDatabase,
} from '../simulation/virtual-database.ts';
import { currentProcess, type VirtualTime } from '../simulation/virtual-time.ts';
import type { WallClock } from './outreach-world.ts';
import { watch } from './watch.ts';

export const TEAM = 'T0HISTORY';
/** As in platform/db.ts. */
const DEADLINE_MS = 15_000;
/** So many of the processes that claimed stand still before they call, for at least so long. */
const STANDS_STILL = 0.03;
const STILL_MS = 31_000;

export const people = {
  member: ['U0ANA', 'U0BIA'],
  approver: ['U0LEO', 'U0EVA'],
  admin: ['U0RUI'],
} as const;
/** Whose holidays accounts may keep. */
export const regions = ['BR', 'BR-SP', 'DE', 'US', 'EG', 'CL', 'AU', 'NZ'] as const;
const YEARS = [2011, 2012, 2013, 2026, 2027, 2028];

export interface WatchedOutreach {
  owner: EmbeddedSupabase['owner'];
  /** Begins a history: nothing is left of the one before. */
  begin(history: number, time: VirtualTime, wall: WallClock): Promise<void>;
  /** A governor's calls as it makes them, with the faults of the history. */
  rpc(role: 'greenlight_governor', faults: Faults): Rpc;
  /** Since when each governor has heard the database's time, true time. */
  heardSince: ReadonlyMap<string, number>;
  /** What people do in Slack, which always gets through. */
  bot: OutreachForBot;
  /** A question of the harness itself. */
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** Prepares a migrated database for any number of histories. */
export async function watchOutreach(database: EmbeddedSupabase): Promise<WatchedOutreach> {
  const { owner } = database;
  // No process of Postgres dies here.
  await owner.query(
    `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`,
  );
  await owner.query(virtualDatabase('outreach'));
  await owner.query(watch);
  await owner.query(keepPlans('outreach', 'platform'));
  // A history begins without the one before.
  await owner.query('alter table outreach.audit disable trigger audit_is_never_emptied');
  await owner.query('grant greenlight_bot, greenlight_governor to current_user');
  await owner.query('select platform.install_team($1)', [
    { team_id: TEAM, name: TEAM, locale: 'en', sandbox: true },
  ]);
  for (const [role, ids] of Object.entries(people))
    for (const user_id of ids) {
      await owner.query('select platform.note_person($1)', [
        { team_id: TEAM, user_id, name: user_id, tz: 'UTC' },
      ]);
      await owner.query('select platform.set_role($1, $2, $3)', [TEAM, user_id, role]);
    }
  for (const region of regions)
    for (const year of YEARS)
      await owner.query('select outreach.keep_holidays($1, $2, $3)', [
        region,
        year,
        JSON.stringify(holidaysOf(region, year)),
      ]);
  const { rows: tables } = await owner.query(
    `select string_agg(c.oid::regclass::text, ', ' order by c.oid) as all from pg_class c
     where c.relnamespace = 'outreach'::regnamespace and c.relkind = 'r'
       and c.relname not in ('settings', 'holidays', 'holiday_years', 'score_rules', 'erasure_keys')`,
  );
  // SAFETY: it asks and does nothing else with it.
  const catalog = createFunctionCatalog(owner as unknown as Pool, ['outreach', 'platform']);
  let time: VirtualTime;
  let wall: WallClock;
  const atNow = () => `select set_config('simulation.now', '${wall.now()}', true)`;
  const { callOf, run, answered } = databaseCalls(database, catalog, atNow);
  const connect = (role: string): Rpc =>
    connectDatabase(
      {
        url: 'http://simulated',
        publishableKey: 'none',
        token: 'none',
        fetch: async (input, init) => {
          const name = String(input).split('/').at(-1) ?? '';
          return answered(run(role, await callOf('outreach', name, String(init?.body ?? '{}'))));
        },
      },
      1,
    )('outreach');
  const heardSince = new Map<string, number>();
  const claimedAt = new Map<string, number>();
  const asBot = connect('greenlight_bot');
  const asGovernor = connect('greenlight_governor');
  return {
    owner,
    heardSince,
    async begin(history, virtual, clock) {
      [time, wall] = [virtual, clock];
      heardSince.clear();
      claimedAt.clear();
      await owner.query(
        `truncate ${tables[0]?.all}, simulation.breaches, simulation.moves, simulation.rules_seen, simulation.draws, simulation.resumes restart identity;
         update outreach.settings set seed = 'history ${history}';
         update simulation.source set seed = ${history}; select setval('simulation.ids', 1, false)`,
      );
    },
    rpc: (_, faults) => async (fn, args, answer, options) => {
      const got = await faults.pass(
        fn,
        { deadlineMs: options?.deadlineMs ?? DEADLINE_MS, failures: databaseFailures, about: aboutOf(args) },
        () => time.io(() => asGovernor(fn, args, answer, { deadlineMs: REAL_DEADLINE_MS })),
      );
      const process = currentProcess();
      if (fn === 'load_due' && process && (got as unknown[]).length > 0 && !heardSince.has(process.name))
        heardSince.set(process.name, time.now);
      if (fn === 'claim_release' && process && !faults.isOver) {
        // Of another account a call may be on its way, which nothing holds back.
        const isAlone = time.now - (claimedAt.get(process.name) ?? 0) > 5000;
        if (isAlone && process.random.next() < STANDS_STILL)
          process.freeze(STILL_MS * (1 + process.random.next()));
        claimedAt.set(process.name, time.now);
      }
      // An answer that came meanwhile is heard when it goes on.
      if (process && process.frozenUntil > time.now) await time.sleep(0);
      return got;
    },
    bot: outreachForBot((fn, args, answer) =>
      time.io(() => asBot(fn, args, answer, { deadlineMs: REAL_DEADLINE_MS })),
    ),
    query: (sql, values = []) =>
      time.io(async () => {
        const asked = sql.replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]));
        return await owner.query(`${atNow()}; ${asked}`);
      }),
  };
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
  return escapeLiteral(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** Which action or release. */
function aboutOf(args: Record<string, unknown>): string {
  const release = (args.p_release ?? {}) as Record<string, unknown>;
  const id = args.p_action_id ?? args.p_release_id ?? release.release_id ?? '';
  return String(id).slice(0, 8);
}
