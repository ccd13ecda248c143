import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from './errors.ts';

export const migrationsFolder = join(import.meta.dirname, '../supabase/migrations');

/** The first migration of the line that ended when the database was written down anew as one. Nothing leads over. */
const EARLIER_LINE = '20261122000100';

/** Any number, the same in every process: two that migrate take turns. */
const LOCK = 7_360_112_206;

/** The history as the Supabase CLI keeps it, so that `supabase db push` and `migration list` go on from here. */
const historySql = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
  alter table supabase_migrations.schema_migrations add column if not exists statements text[];
  alter table supabase_migrations.schema_migrations add column if not exists name text;`;

interface Migration {
  file: string;
  version: string;
  name: string;
}

/** A connection of the schemas' owner, who is no superuser, as on hosted Supabase. */
interface Owner {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

interface MigrateOptions {
  folder?: string;
  /** What a person takes instead of a database that cannot be used, e.g. "another data folder". */
  instead: string;
  /** Of another release or another product; with `refused` the database is this release's alone. */
  foreignMigrations: 'welcome' | 'refused';
}

/**
 * Applies what is missing, in order of version, each file in one transaction, noted as the Supabase CLI notes it.
 *
 * @returns The names of the files that were applied now.
 * @throws {ExpectedError} `other_database` before anything is touched; `migration_failed` with file, line and what
 * Postgres says: the files before it stay applied.
 */
export async function migrate(owner: Owner, options: MigrateOptions): Promise<string[]> {
  const { folder = migrationsFolder } = options;
  await owner.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    const files = readMigrations(folder);
    const applied = await readHistory(owner);
    refuseOther(applied, files, options);
    const now: string[] = [];
    for (const migration of files) {
      const sql = readFileSync(join(folder, migration.file), 'utf8');
      const before = applied.get(migration.version);
      if (before === undefined) {
        await apply(owner, migration, sql);
        now.push(migration.file);
      } else if (bare(before) !== bare(sql)) {
        throw other(`migration ${migration.file} has changed since it was applied`, options.instead);
      }
    }
    return now;
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
  }
}

/** The migrations of a folder in order of version. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) ?? [];
      if (version && name) return { file, version, name };
      throw new Error(`Cannot apply migration ${file}: its name is none; accepted: <digits>_<name>.sql`);
    });
  const twice = files.find(({ version }, i) => files[i - 1]?.version === version);
  if (twice) throw new Error(`Cannot apply migration ${twice.file}: version ${twice.version} is there twice`);
  return files;
}

/** True for a database of before the first migration, which no migration brings up to date. */
export function isOfEarlierLine(applied: Iterable<string>): boolean {
  return [...applied].includes(EARLIER_LINE);
}

/** Looks first: `create schema if not exists` wants a right that is not needed once it exists. */
async function readHistory(owner: Owner): Promise<Map<string, string>> {
  const { rows: columns } = await owner.query(
    `select column_name from information_schema.columns
     where table_schema = 'supabase_migrations' and table_name = 'schema_migrations' and column_name in ('version', 'statements', 'name')`,
  );
  if (columns.length < 3) await owner.query(historySql);
  // Joined there: reading 600 kB of arrays here takes a twentieth of a start.
  const { rows } = await owner.query(
    "select version, coalesce(array_to_string(statements, ''), '') as sql from supabase_migrations.schema_migrations",
  );
  return new Map(rows.map((row) => [String(row.version), String(row.sql)]));
}

function refuseOther(applied: Map<string, string>, files: Migration[], options: MigrateOptions): void {
  if (isOfEarlierLine(applied.keys())) {
    throw other(
      `it was made by a release of before ${files[0]?.file}, which nothing leads over to`,
      options.instead,
    );
  }
  const foreign = [...applied.keys()].filter((version) => !files.some((file) => file.version === version));
  if (foreign.length > 0 && options.foreignMigrations === 'refused') {
    throw other(
      `migration ${foreign.join(', ')} was applied to it and is not in this release`,
      options.instead,
    );
  }
}

const other = (why: string, instead: string) =>
  new ExpectedError(
    'other_database',
    `Cannot use this database as ${why}: use the release that made it, or ${instead}`,
  );

/** The CLI notes a file as its statements, trimmed and without their semicolons; we note it as one text. */
const bare = (sql: string) => sql.replaceAll(/[\s;]+/g, '');

async function apply(owner: Owner, { file, version, name }: Migration, sql: string): Promise<void> {
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
    throw new ExpectedError('migration_failed', `Cannot apply migration ${file}${explain(sql, error)}`, {
      hint: 'The migrations before it stay applied; start again once the cause is gone.',
      cause: error,
    });
  } finally {
    // A `set` of one file must not reach the next.
    await owner.query('reset all').catch(() => {});
  }
}

/** What Postgres says, and where in the file: its `position` counts characters from 1. */
function explain(sql: string, error: unknown): string {
  if (!(error instanceof Error)) return `: ${String(error)}`;
  const said = error as Error & Partial<Record<'code' | 'detail' | 'hint' | 'where' | 'position', string>>;
  const position = Number(said.position);
  const before = sql.slice(0, position - 1).split('\n');
  const at = position > 0 ? ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}` : '';
  const more = [said.detail, said.hint, said.where].filter(Boolean).map((text) => `\n  ${text}`);
  return `${at}: ${said.message}${said.code ? ` (${said.code})` : ''}${more.join('')}`;
}
