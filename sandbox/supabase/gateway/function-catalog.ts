import type { Pool } from 'pg';
import { Refusal } from './errors.ts';

/** A SQL function as the gateway has to know it to call it. */
export interface SqlFunction {
  schema: string;
  name: string;
  /** In order of declaration; the last `defaults` of them may be left out. */
  parameters: { name: string; type: string }[];
  defaults: number;
  returns: 'void' | 'value' | 'row' | 'set';
  /** The function's own `set statement_timeout`, which has to be set before the call to bind it. */
  statementTimeout: string | null;
}

export interface FunctionCatalog {
  /** @throws {Refusal} PGRST202 when no function takes exactly these arguments, PGRST203 when several do. */
  find(schema: string, name: string, given: string[]): Promise<SqlFunction>;
  /** Settings of `alter role ... set`, which a role that is merely assumed does not bring along by itself. */
  roleSettings(role: string): Promise<[name: string, value: string][]>;
  /** Forgets what it read, for a function that changed under its name. */
  forget(): void;
}

interface Contents {
  functions: Map<string, SqlFunction[]>;
  settings: Map<string, [string, string][]>;
}

export function createFunctionCatalog(pool: Pool, schemas: readonly string[]): FunctionCatalog {
  let current: Promise<Contents> | undefined;
  const load = () => {
    const loading = read(pool, schemas);
    current = loading;
    // A failed reading is not kept: the next call tries again.
    loading.catch(() => {
      if (current === loading) current = undefined;
    });
    return loading;
  };
  return {
    async find(schema, name, given) {
      const key = `${schema}.${name}`;
      let found = fitting((await (current ?? load())).functions.get(key), given);
      // A miss may be a function made since: look again before saying no.
      if (found.length === 0) found = fitting((await load()).functions.get(key), given);
      const [only, ...others] = found;
      if (!only) throw notFound(key, given);
      if (others.length > 0) throw ambiguous(found);
      return only;
    },
    roleSettings: async (role) => (await (current ?? load())).settings.get(role) ?? [],
    forget() {
      current = undefined;
    },
  };
}

function fitting(candidates: SqlFunction[] | undefined, given: string[]): SqlFunction[] {
  return (candidates ?? []).filter(({ parameters, defaults }) => {
    const required = parameters.slice(0, parameters.length - defaults);
    return (
      given.every((name) => parameters.some((parameter) => parameter.name === name)) &&
      required.every(({ name }) => given.includes(name))
    );
  });
}

function notFound(key: string, given: string[]): Refusal {
  const names = [...given].sort().join(', ');
  return new Refusal(
    404,
    'PGRST202',
    `Could not find the function ${key}${names ? `(${names})` : ' without parameters'} in the schema cache`,
    {
      details: `Searched for the function ${key}${names ? ` with parameter${given.length > 1 ? 's' : ''} ${names}` : ' without parameters'}, but no matches were found in the schema cache.`,
    },
  );
}

function ambiguous(found: SqlFunction[]): Refusal {
  const signatures = found.map(
    ({ schema, name, parameters }) =>
      `${schema}.${name}(${parameters.map((p) => `${p.name} => ${p.type}`).join(', ')})`,
  );
  return new Refusal(
    300,
    'PGRST203',
    `Could not choose the best candidate function between: ${signatures.join(', ')}`,
    {
      hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
    },
  );
}

const functionsSql = `
  select s.nspname as schema, p.proname as name,
    coalesce(p.proargnames[1:p.pronargs], '{}')::text[] as names,
    array(select format_type(t.oid, null) from unnest(p.proargtypes) with ordinality t(oid, i) order by i) as types,
    p.pronargdefaults as defaults,
    case
      when p.proretset then 'set'
      when p.prorettype = 'void'::regtype then 'void'
      when t.typtype = 'c' or p.prorettype = 'record'::regtype then 'row'
      else 'value'
    end as returns,
    (select substr(c, length('statement_timeout=') + 1) from unnest(p.proconfig) c
     where c like 'statement_timeout=%') as statement_timeout
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace s on s.oid = p.pronamespace
  join pg_catalog.pg_type t on t.oid = p.prorettype
  where s.nspname = any($1) and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype`;

const settingsSql = `
  select r.rolname as role, split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value
  from pg_catalog.pg_db_role_setting d
  join pg_catalog.pg_roles r on r.oid = d.setrole
  cross join unnest(d.setconfig) c
  where d.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database()))`;

interface FunctionRow {
  schema: string;
  name: string;
  names: string[];
  types: string[];
  defaults: number;
  returns: SqlFunction['returns'];
  statement_timeout: string | null;
}

async function read(pool: Pool, schemas: readonly string[]): Promise<Contents> {
  const [functions, settings] = await Promise.all([
    pool.query<FunctionRow>(functionsSql, [schemas]),
    pool.query<{ role: string; name: string; value: string }>(settingsSql),
  ]);
  const contents: Contents = { functions: new Map(), settings: new Map() };
  for (const row of functions.rows) {
    const key = `${row.schema}.${row.name}`;
    const signature: SqlFunction = {
      schema: row.schema,
      name: row.name,
      parameters: row.types.map((type, i) => ({ name: row.names[i] ?? '', type })),
      defaults: row.defaults,
      returns: row.returns,
      statementTimeout: row.statement_timeout,
    };
    contents.functions.set(key, [...(contents.functions.get(key) ?? []), signature]);
  }
  for (const { role, name, value } of settings.rows) {
    contents.settings.set(role, [...(contents.settings.get(role) ?? []), [name, value]]);
  }
  return contents;
}
