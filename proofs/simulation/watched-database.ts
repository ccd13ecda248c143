import { DatabaseError, escapeLiteral, type Pool } from 'pg';
import { connectDatabase, type Rpc } from '../../platform/db.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import {
  createFunctionCatalog,
  type FunctionCatalog,
} from '../../sandbox/supabase/gateway/function-catalog.ts';
import type { Faults } from './faults.ts';
import { Fences } from './fences.ts';
import { overlaps } from './points.ts';
import {
  databaseCalls,
  databaseFailures,
  keepPlans,
  REAL_DEADLINE_MS,
  virtualDatabase,
} from './virtual-database.ts';
import type { VirtualTime } from './virtual-time.ts';

export const TEAM = 'T0SIMULATION';
/** As in platform/db.ts. */
const DEADLINE_MS = 15_000;
/** Of advisory locks: a call stands before its commit. */
const HELD = 16;

/**
 * A database whose clock stands still until it is set, whose ids come from a seed, and which notes what must not happen to a job.
 * What it notes is told by triggers of its own, in other words than the product's functions.
 */
const watch = `
  create table simulation.breaches (job_id text, what text not null);
  create table simulation.moves (n bigint generated always as identity, job_id text, "from" text, "to" text, fence bigint, attempts integer, at timestamptz);

  -- Holds a call's transaction open until another process's call is over, or waits for this one.
  create table simulation.over (n integer not null);
  create function simulation.hold(p_answer text, p_n integer, p_nothing_waits text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    perform pg_advisory_xact_lock(${HELD}, p_n);
    loop
      if exists (select from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))) then
        if p_nothing_waits is not null then
          insert into simulation.breaches values (null, p_nothing_waits);
        end if;
        return p_answer;
      end if;
      exit when exists (select from simulation.over o where o.n = p_n);
      perform pg_sleep(0.001);
    end loop;
    return p_answer;
  end $$;

  create function simulation.watch_job() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    v_running bigint;
  begin
    if new.status is distinct from old.status then
      insert into simulation.moves (job_id, "from", "to", fence, attempts, at) values (new.id, old.status, new.status, new.fence, new.attempts, platform.now());
      if old.status in ('completed', 'rejected', 'cancelled') then
        insert into simulation.breaches values (new.id, format('left its end: %s became %s', old.status, new.status));
      end if;
    end if;
    if new.status <> 'running' and (new.leased_until is not null or new.worker is not null) then
      insert into simulation.breaches values (new.id, format('holds a lease while it is %s', new.status));
    end if;
    if old.status = 'running' and new.status <> 'running' and current_query() like '%"reap_jobs"%' and old.leased_until >= platform.now() then
      insert into simulation.breaches values (new.id, format('was taken from %s, whose lease held until %s', old.worker, old.leased_until));
    end if;
    if old.status = 'running' and current_query() like '%"give_back_job"%' and new.attempts <> old.attempts - 1 then
      insert into simulation.breaches values (new.id, format('counts %s attempts, of which one was given back', new.attempts));
    end if;
    if old.status = 'queued' and new.status = 'running' and new.attempts <> old.attempts + 1 then
      insert into simulation.breaches values (new.id, format('was claimed and counts %s attempts as before', new.attempts));
    end if;
    if new.error ->> 'code' = 'internal' and old.error is distinct from new.error then
      insert into simulation.breaches values (new.id, format('failed of what nothing expected: %s', new.error ->> 'message'));
    end if;
    if new.fence < old.fence then
      insert into simulation.breaches values (new.id, 'its fence fell');
    end if;
    if new.attempts > old.attempts and not (new.status = 'running' and old.status = 'queued' and new.fence = old.fence + 1 and new.attempts = old.attempts + 1) then
      insert into simulation.breaches values (new.id, format('an attempt was counted that no claim began: %s to %s while %s', old.attempts, new.attempts, new.status));
    end if;
    if old.status = 'running' and new.status = 'running' and (new.fence, new.worker) is distinct from (old.fence, old.worker) then
      insert into simulation.breaches values (new.id, format('was claimed from %s by %s while its lease held', old.worker, new.worker));
    end if;
    if new.status = 'running' and old.status = 'queued' then
      select count(*) into v_running from content.jobs b where b.status = 'running' and b.requester_id = new.requester_id and b.id <> new.id;
      -- What another call holds that is not committed is about to be claimed, or taken back.
      if not exists (
        select from pg_locks l
        where l.locktype = 'advisory' and l.classid = ${HELD} and l.pid <> pg_backend_pid()
          and l.database = (select d.oid from pg_database d where d.datname = current_database()))
      and exists (
        select from content.jobs q
        where q.status = 'queued' and q.thread_ts is not null and q.run_at <= platform.now() and q.requester_id <> new.requester_id
          and (select count(*) from content.jobs b where b.status = 'running' and b.requester_id = q.requester_id) < v_running) then
        insert into simulation.breaches values (new.id, format('%s had %s jobs running and got another before a person who had fewer', new.requester_id, v_running));
      end if;
    end if;
    return null;
  end $$;
  create trigger watched_by_the_simulation after update on content.jobs for each row execute function simulation.watch_job();

  create function simulation.watch_surface() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    insert into simulation.breaches values (new.job_id, format('%s was claimed by %s with fence %s, as before', new.kind, new.worker, new.fence));
    return null;
  end $$;
  create trigger watched_by_the_simulation after update on content.outbox for each row
    when (new.attempts > old.attempts and new.fence <= old.fence) execute function simulation.watch_surface();

  create function simulation.watch_call() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    if exists (
      select from content.usage_ledger u
      where u.job_id = new.job_id and u.call_key = new.call_key and u.id <> new.id and u.state = 'settled' and not u.unheard) then
      insert into simulation.breaches values (new.job_id, format('asks again for the answer to %s, which it has paid for', new.call_key));
    end if;
    return null;
  end $$;
  create trigger watched_by_the_simulation after insert on content.usage_ledger for each row execute function simulation.watch_call();

  grant usage on schema simulation to public;
  grant execute on all functions in schema simulation to public;`;

/** Everything that a seed before has left. */
const forget = `
  delete from content.jobs;
  delete from content.content_history;
  delete from simulation.breaches;
  delete from simulation.moves;
  delete from simulation.over;
  select setval(format('%I.%I', s.schemaname, s.sequencename), 1, false) from pg_sequences s where s.schemaname = 'content' and s.last_value is not null`;

const people = {
  member: ['U0ANA', 'U0BIA', 'U0CAIO', 'U0DAVI'],
  approver: ['U0EVA', 'U0FABIO'],
  admin: ['U0GIL'],
};
export const requesters: readonly string[] = people.member;
export const approvers: readonly string[] = people.approver;

export interface WatchedDatabase {
  owner: EmbeddedSupabase['owner'];
  /** Begins a seed: nothing is left of the one before. */
  begin(seed: number, time: VirtualTime): Promise<void>;
  /** The calls of a part, as it makes them, with the faults of the seed. */
  rpc(role: 'greenlight_bot' | 'greenlight_agent', faults: Faults): (schema: 'content' | 'platform') => Rpc;
  /** What the calls of this seed did that they must not. */
  noted: string[];
  /** A question of the harness itself. */
  ask(sql: string, ...values: string[]): Promise<Record<string, unknown>[]>;
}

/** Prepares a migrated database for any number of seeds. */
export async function watchDatabase(database: EmbeddedSupabase): Promise<WatchedDatabase> {
  const { owner } = database;
  // No process of Postgres dies here.
  await owner.query(
    `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`,
  );
  await owner.query(virtualDatabase('content'));
  await owner.query(watch);
  await owner.query(keepPlans('content', 'platform'));
  await owner.query('grant greenlight_bot, greenlight_agent to current_user');
  await owner.query('select platform.install_team($1)', [
    { team_id: TEAM, name: TEAM, locale: 'en', sandbox: true },
  ]);
  for (const [role, ids] of Object.entries(people)) {
    for (const user_id of ids) {
      await owner.query('select platform.note_person($1)', [
        { team_id: TEAM, user_id, name: user_id, tz: 'UTC' },
      ]);
      await owner.query('select platform.set_role($1, $2, $3)', [TEAM, user_id, role]);
    }
  }
  // SAFETY: it asks and does nothing else with it.
  const catalog = createFunctionCatalog(owner as unknown as Pool, ['content', 'platform']);
  const noted: string[] = [];
  let fences = new Fences(noted);
  let time: VirtualTime;
  const atNow = () => `select set_config('simulation.now', '${time.now}', true)`;
  return {
    owner,
    noted,
    async begin(seed, now) {
      time = now;
      noted.length = 0;
      fences = new Fences(noted);
      // Of three stories one keeps its files in a bucket.
      const bucket = seed % 3 === 0 ? `'simulated'` : 'null';
      await owner.query(`select content.use_bucket(${bucket})`);
      await owner.query(
        `${atNow()}; ${forget}; update simulation.source set seed = ${seed}; select setval('simulation.ids', 1, false)`,
      );
    },
    rpc(role, faults) {
      const answers = callsAs(database, catalog, atNow);
      const heard: Overlapped['heard'] = (fn, answer) => {
        fences.watch(fn, {}, JSON.parse(answer));
        faults.trace(`another ${fn} ${answer}`);
      };
      let overlapped: Overlapped | null = null;
      /** Two reapers meet only over a lease that has ended, which is seldom: then one in two of them meets another. */
      let reaps = 0;
      const isReap = async () => {
        const ended = `select from content.jobs where status = 'running' and leased_until < platform.now() limit 1`;
        const isOne = await time.io(
          async () => (await owner.query(`${atNow()}; ${ended}`)).rows.length === 1,
        );
        if (isOne) reaps += 1;
        return isOne && reaps % 2 === 1;
      };
      const connected = connectDatabase(
        {
          url: 'http://simulated',
          publishableKey: 'none',
          token: 'none',
          fetch: (input, init) => answers(role, input, init, overlapped),
        },
        1,
      );
      return (schema) => {
        const real = connected(schema);
        return (fn, args, answer, options) =>
          faults.pass(
            fn,
            {
              deadlineMs: options?.deadlineMs ?? DEADLINE_MS,
              failures: databaseFailures,
              about: aboutOf(args),
            },
            async (isOverlapped) => {
              const isCrossed = isOverlapped || (fn === 'reap_jobs' && !faults.isOver && (await isReap()));
              overlapped = isCrossed ? overlappedBy(fn, args, heard) : null;
              const answered = await time.io(() => real(fn, args, answer, { deadlineMs: REAL_DEADLINE_MS }));
              fences.watch(fn, args, answered);
              return answered;
            },
          );
      };
    },
    ask: (sql, ...values) =>
      time.io(async () => {
        const at = (_: string, n: string) => escapeLiteral(String(values[Number(n) - 1]));
        return (await owner.query(`${atNow()}; ${sql.replace(/\$(\d)/g, at)}`)).rows;
      }),
  };
}

/** Which job, or row of the outbox, and under which fence. */
function aboutOf(args: Record<string, unknown>): string {
  const put = (args.p_put ?? {}) as Record<string, unknown>;
  const id = args.p_job_id ?? args.p_thread_id ?? put.thread_id ?? args.p_id ?? args.p_worker ?? '';
  return `${String(id).slice(0, 8)}/${args.p_fence ?? put.fence ?? ''}`;
}

/** A call of another process in the midst of a first one. */
interface Overlapped {
  role: string;
  fn: string;
  args: Record<string, unknown>;
  /** What is wrong when it has to wait for the first; null: it may. */
  nothingWaits: string | null;
  /** @param answer As JSON. */
  heard(fn: string, answer: string): void;
}

/** Claims and reapers never wait for each other; a reaper may wait for what a runner writes. */
function overlappedBy(first: string, args: Record<string, unknown>, heard: Overlapped['heard']): Overlapped {
  const fn = overlaps.get(first) ?? '';
  return {
    role: fn === 'claim_outbox' ? 'greenlight_bot' : 'greenlight_agent',
    fn,
    args: fn === first ? args : (others[fn] ?? {}),
    nothingWaits: fn === first ? `${fn} waited for a ${fn} of another process` : null,
    heard,
  };
}
const others: Record<string, Record<string, unknown>> = {
  claim_job: { p_worker: 'another', p_types: ['carousel'] },
  claim_outbox: { p_worker: 'another', p_limit: 8 },
};

/**
 * PostgREST's answers to a role's calls, as the product's own client reads them. Each call is one message to Postgres, with the
 * instant that it sees; the gateway of the sandbox sends three.
 */
function callsAs({ owner }: Pick<EmbeddedSupabase, 'owner'>, catalog: FunctionCatalog, atNow: () => string) {
  const { callOf, run, answered } = databaseCalls({ owner }, catalog, atNow);
  let held = 0;

  /** The first call stands before its commit until the other is over or waits for it. */
  async function beside(role: string, call: string, { fn, args, ...other }: Overlapped) {
    held += 1;
    const n = held;
    const nothingWaits = other.nothingWaits === null ? 'null' : escapeLiteral(other.nothingWaits);
    const first = run(role, `select simulation.hold((${call}), ${n}, ${nothingWaits}) as answer`);
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    const ended = first.then(over, over);
    const stands = `select from pg_locks where locktype = 'advisory' and classid = ${HELD} and objid = ${n}
      and database = (select oid from pg_database where datname = current_database())`;
    while (!isOver && (await owner.query(stands)).rows.length === 0) await new Promise(setImmediate);
    if (!isOver) {
      try {
        const { rows } = await run(other.role, await callOf('content', fn, JSON.stringify(args)));
        other.heard(fn, String(rows[0]?.answer ?? 'null'));
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
      }
      await owner.query(`insert into simulation.over values (${n})`);
      await ended;
    }
    return first;
  }

  return async (
    role: string,
    input: Parameters<typeof globalThis.fetch>[0],
    init: RequestInit | undefined,
    overlapped: Overlapped | null,
  ): Promise<Response> => {
    const schema = new Headers(init?.headers).get('content-profile') ?? '';
    const call = await callOf(schema, String(input).split('/').at(-1) ?? '', String(init?.body ?? '{}'));
    return answered(overlapped ? beside(role, call, overlapped) : run(role, call));
  };
}
