import { beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../testing/database/database.ts';
import {
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));
const list = async (sql: string) =>
  (await database.owner.query(sql)).rows.map((row) => String(Object.values(row)[0]));
const ours = `n.nspname in ('platform', 'content', 'outreach', 'readers')`;

test('every table has row level security and is granted to no API role', async () => {
  expect(
    await list(`select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p') and not c.relrowsecurity`),
  ).toEqual([]);
  expect(
    await list(`select distinct c.oid::regclass || ' to ' || r.rolname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join pg_roles r where ${ours} and c.relkind in ('r', 'p')
      and r.rolname in ('anon', 'authenticated', 'service_role', 'authenticator', 'greenlight_bot', 'greenlight_agent', 'greenlight_governor')
      and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger')`),
  ).toEqual([]);
});

test('no API role selects from, inserts into, updates or deletes from any table', async () => {
  const { rows } = await database.owner.query(`
    create function pg_temp.not_refused() returns setof text language plpgsql as $$
    declare
      v_table regclass;
      v_role text;
      v_statement text;
    begin
      for v_table in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'p') loop
        foreach v_role in array array['anon', 'authenticated', 'greenlight_bot', 'greenlight_agent', 'greenlight_governor'] loop
          foreach v_statement in array array['select from %s', 'insert into %s default values', 'update %s set %I = null', 'delete from %s'] loop
            begin
              execute format('set local role %I', v_role);
              execute format(v_statement, v_table, (select attname from pg_attribute where attrelid = v_table and attnum = 1));
              return next v_role || ': ' || format(v_statement, v_table, 'x');
            exception
              when insufficient_privilege then null;
            end;
            reset role;
          end loop;
        end loop;
      end loop;
    end $$;
    select not_refused from pg_temp.not_refused()`);
  expect(rows).toEqual([]);
});

test('no function can be executed by PUBLIC, anon, authenticated or service_role', async () => {
  expect(
    await list(`select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    cross join unnest(array['anon', 'authenticated', 'service_role']) r where ${ours} and has_function_privilege(r, p.oid, 'execute')`),
  ).toEqual([]);
});

test('every function looks for temporary objects last, and every granted one is security definer', async () => {
  expect(
    await list(`select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours} and not coalesce(p.proconfig @> array['search_path=pg_catalog, pg_temp'], false)`),
  ).toEqual([]);
  expect(
    await list(`select distinct p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    cross join unnest(array['greenlight_bot', 'greenlight_agent', 'greenlight_governor']) r
    where ${ours} and has_function_privilege(r, p.oid, 'execute') and not p.prosecdef`),
  ).toEqual([]);
});

test('no API role makes temporary objects', async () => {
  expect(
    await list(`select r.rolname from pg_roles r
    where r.rolname in ('anon', 'authenticated', 'service_role', 'authenticator', 'greenlight_bot', 'greenlight_agent', 'greenlight_governor')
      and has_database_privilege(r.oid, current_database(), 'temporary')`),
  ).toEqual([]);
  const attack = database.owner.query(`do $$ begin
    set local role greenlight_agent;
    create domain pg_temp.text as pg_catalog.text;
  end $$`);
  await expect(attack).rejects.toThrow('permission denied');
});

test('what a person decides is granted to the bot alone', async () => {
  for (const fn of ['record_review', 'cancel_job', 'retry_job', 'enqueue_job', 'enqueue_jobs']) {
    expect(
      await list(`select r.rolname from pg_roles r where not r.rolsuper and r.rolname !~ '^pg_'
      and r.oid <> (select relowner from pg_class where oid = 'content.jobs'::regclass)
      and has_function_privilege(r.oid, (select oid from pg_proc where proname = '${fn}'), 'execute')`),
    ).toEqual(['greenlight_bot']);
  }
});

test.each(['greenlight_agent', 'greenlight_governor'] as const)(
  'with its own token %s cannot approve',
  async (role) => {
    const { id, draft } = await jobInReview(parts);
    const click = {
      job_id: id,
      version: 1,
      hash: draft.hash,
      reviewer_id: 'leo',
      decision: 'approve',
      note: null,
    };
    await expect(
      parts.rpc[role]('content')('record_review', { p_click: click }, z.unknown()),
    ).rejects.toThrow(/42501|permission denied/);
    expect((await parts.bot.getJob(id))?.status).toBe('awaiting_review');
    await database.owner.query(
      `update content.jobs set status = 'cancelled', ended_at = now() where id = $1`,
      [id],
    );
  },
);

test('the bot cannot write a draft, and no part can move the clock or give a role', async () => {
  for (const role of ['greenlight_bot', 'greenlight_agent', 'greenlight_governor'] as const) {
    const call = parts.rpc[role];
    await expect(call('platform')('set_clock_offset', { p_offset: '1 day' }, z.unknown())).rejects.toThrow(
      /42501|permission denied/,
    );
    await expect(
      call('platform')('set_role', { p_team_id: 'T1', p_user_id: 'ana', p_role: 'admin' }, z.unknown()),
    ).rejects.toThrow(/42501|permission denied/);
  }
  await expect(
    parts.rpc.greenlight_bot('content')(
      'record_draft',
      { p_job_id: 'x', p_fence: 1, p_draft: {} },
      z.unknown(),
    ),
  ).rejects.toThrow(/42501|permission denied/);
});

test('the clock cannot be moved outside the sandbox', async () => {
  await database.owner.query('update platform.settings set sandbox = false');
  await expect(database.owner.query(`select platform.set_clock_offset('1 hour')`)).rejects.toThrow(
    /clock_moves_only_in_the_sandbox/,
  );
  await database.owner.query('update platform.settings set sandbox = true');
});
