import { DatabaseError, escapeLiteral } from 'pg';
import { ExpectedError } from '../../platform/errors.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { callSql } from '../../sandbox/supabase/gateway/call-function.ts';
import { refusalOf } from '../../sandbox/supabase/gateway/errors.ts';
import type { FunctionCatalog } from '../../sandbox/supabase/gateway/function-catalog.ts';
import type { Failures } from './faults.ts';

/** On a machine that is busy with other things a call may take long, which is no part of the story. */
export const REAL_DEADLINE_MS = 10 * 60_000;

/** A database whose clock stands still until it is set, and whose ids in one schema come from a seed. */
export const virtualDatabase = (schema: string) => `
  create schema simulation;
  create table simulation.source (seed integer not null);
  insert into simulation.source values (0);
  create sequence simulation.ids;
  -- Without settings of its own it is a part of the statements that ask for it.
  create or replace function platform.now() returns timestamptz language sql stable
  as $$ select to_timestamp(coalesce(nullif(current_setting('simulation.now', true), ''), '0')::double precision / 1000) $$;

  -- By chance, as gen_random_uuid(), but the same for the same seed.
  create function simulation.next_id() returns uuid language sql volatile security definer set search_path = pg_catalog, pg_temp
  as $$ select md5(seed || ' ' || nextval('simulation.ids'))::uuid from simulation.source $$;

  do $$
  declare
    v_default record;
  begin
    for v_default in
      select d.adrelid::regclass as relation, a.attname as name, pg_get_expr(d.adbin, d.adrelid) as expression
      from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where d.adrelid::regclass::text like '${schema}.%' and pg_get_expr(d.adbin, d.adrelid) like '%gen_random_uuid()%'
    loop
      execute format('alter table %s alter column %I set default %s', v_default.relation, v_default.name,
        replace(v_default.expression, 'gen_random_uuid()', 'simulation.next_id()'));
    end loop;
  end $$;
  grant usage on schema simulation to public;
  grant execute on all functions in schema simulation to public;`;

/**
 * Functions of one expression keep their plans in PL/pgSQL, while SQL parses and plans them at each use, and one that sets a search path
 * sets it at each use: that is more than half of what a story costs. Their text stays as it is, and names what it means with its schema.
 */
export const keepPlans = (...schemas: string[]) => `
  do $do$
  declare
    v_fn record;
  begin
    for v_fn in
      select p.oid::regprocedure::text as name, p.prosrc, pg_get_functiondef(p.oid) as source, p.prosecdef,
        l.lanname = 'sql' and p.provolatile <> 'v' and not p.proretset and t.typtype <> 'c' and p.proconfig is not null as is_expression
      from pg_proc p join pg_language l on l.oid = p.prolang join pg_type t on t.oid = p.prorettype
      where p.pronamespace::regnamespace::text in (${schemas.map(escapeLiteral).join(', ')}) and p.prokind = 'f'
    loop
      if v_fn.is_expression then
        execute replace(replace(v_fn.source, 'LANGUAGE sql', 'LANGUAGE plpgsql'), v_fn.prosrc,
          'begin return (' || rtrim(v_fn.prosrc, E' \\n;') || E'\\n); end');
      end if;
      if not v_fn.prosecdef then
        execute format('alter function %s reset search_path', v_fn.name);
      end if;
    end loop;
  end $do$`;

/** As platform/db.ts tells them. */
export const databaseFailures: Failures = {
  lost: () => new ExpectedError('database_unavailable', 'No answer came'),
  busy: () => new ExpectedError('database_unavailable', 'Too many requests'),
  broken: () => new ExpectedError('database_unavailable', 'Bad gateway'),
};

/** A role's calls, each one message to Postgres with the instant that it sees; the gateway of the sandbox sends three. */
export function databaseCalls(
  { owner }: Pick<EmbeddedSupabase, 'owner'>,
  catalog: FunctionCatalog,
  atNow: () => string,
) {
  return {
    callOf: async (schema: string, name: string, body: string) => {
      const given = Object.keys(JSON.parse(body));
      return callSql(await catalog.find(schema, name, given), given).replace('$1', () => escapeLiteral(body));
    },
    run: (role: string, call: string) =>
      owner.query(`${atNow()}, set_config('role', '${role}', true); ${call}`),
    /** PostgREST's answer, as the product's own client reads it. */
    async answered(ran: Promise<{ rows: Record<string, unknown>[] }>): Promise<Response> {
      try {
        const { rows } = await ran;
        return new Response(String(rows[0]?.answer ?? 'null'), {
          headers: { 'content-type': 'application/json' },
        });
      } catch (error) {
        if (!(error instanceof DatabaseError) || !error.code) throw error;
        const refused = refusalOf({ ...error, code: error.code, message: error.message }, true);
        const { status, code, message, details, hint } = refused;
        return new Response(JSON.stringify({ code, message, details, hint }), { status });
      }
    },
  };
}
