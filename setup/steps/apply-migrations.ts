import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, DatabaseError } from 'pg';
import { ExpectedError } from '../../platform/errors.ts';
import type { Step } from '../step.ts';

const folder = join(import.meta.dirname, '../../supabase/migrations');

/** Any number, the same in every setup: two of them take turns. */
const LOCK = 7_360_112_206;

/** The history as the Supabase CLI keeps it, so that `supabase db push` and `migration list` go on from here. */
const historySql = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
  alter table supabase_migrations.schema_migrations add column if not exists statements text[];
  alter table supabase_migrations.schema_migrations add column if not exists name text;`;

/** Applies what is missing, in order of version, each file in a transaction of its own. */
export const applyMigrations: Step = {
  name: 'Migrations',
  async run({ owner }) {
    await refuseOtherDatabases(owner);
    await owner.query('select pg_advisory_lock($1)', [LOCK]);
    try {
      await createHistory(owner);
      const { rows } = await owner.query<{ version: string }>(
        'select version from supabase_migrations.schema_migrations',
      );
      const applied = new Set(rows.map((row) => row.version));
      const missing = migrationFiles().filter(({ version }) => !applied.has(version));
      for (const migration of missing) await apply(owner, migration);
      if (missing.length === 0) return { state: 'already', note: `all ${applied.size} are applied` };
      // The API learns of new functions when it is told.
      await owner.query(`notify pgrst, 'reload schema'`);
      return { state: applied.size === 0 ? 'done' : 'changed', note: `${missing.length} applied now` };
    } finally {
      await owner.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    }
  },
};

async function refuseOtherDatabases(owner: Client): Promise<void> {
  const { rows } = await owner.query(`select from pg_catalog.pg_roles where rolname = 'authenticator'`);
  if (rows.length > 0) return;
  throw new ExpectedError(
    'not_supabase',
    'Cannot migrate: this database has no role "authenticator", so it is not one of Supabase',
    {
      hint: 'Check the connection string: database "postgres" of the project.',
    },
  );
}

/** Looks first: `create schema if not exists` wants a right that is not needed once it exists. */
async function createHistory(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ columns: string }>(
    `select count(*) as columns from information_schema.columns
     where table_schema = 'supabase_migrations' and table_name = 'schema_migrations' and column_name in ('version', 'statements', 'name')`,
  );
  if (Number(rows[0]?.columns) < 3) await owner.query(historySql);
}

interface Migration {
  file: string;
  version: string;
  name: string;
}

function migrationFiles(): Migration[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) ?? [];
      return version && name ? [{ file, version, name }] : [];
    });
}

async function apply(owner: Client, { file, version, name }: Migration): Promise<void> {
  const sql = readFileSync(join(folder, file), 'utf8');
  try {
    await owner.query('begin');
    await owner.query(sql);
    await owner.query(
      'insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, $2, $3)',
      [version, [sql], name],
    );
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback').catch(() => {});
    const said = error instanceof DatabaseError ? `${error.message} (${error.code})` : String(error);
    throw new ExpectedError('migration_failed', `Cannot apply migration ${file}: ${said}`, {
      hint: 'The migrations before it stay applied; run setup again once the cause is gone.',
      cause: error,
    });
  } finally {
    // A `set` of one file must not reach the next.
    await owner.query('reset all').catch(() => {});
  }
}
