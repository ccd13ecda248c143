import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BareDatabase, openBareDatabase } from '../testing/database/bare-database.ts';
import { migrate } from './migrations.ts';

let database: BareDatabase;
let folder = '';

beforeEach(async () => {
  database = await openBareDatabase();
  folder = mkdtempSync(join(tmpdir(), 'greenlight-migrations-'));
  write('1_table.sql', 'create table public.a (n int);');
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
const run = (foreignMigrations: 'welcome' | 'refused' = 'refused') =>
  database.asOwner((owner) => migrate(owner, { folder, instead: 'take another folder', foreignMigrations }));
const ask = (sql: string) =>
  database.asOwner(async (owner) => (await owner.query(sql)).rows as Record<string, unknown>[]);

describe('migrate()', () => {
  test('applies what is missing in order of name, and notes it as the Supabase CLI does', async () => {
    write('2_row.sql', 'insert into public.a values (1);');
    expect(await run()).toEqual(['1_table.sql', '2_row.sql']);
    write('3_row.sql', 'insert into public.a values (2);');
    expect(await run()).toEqual(['3_row.sql']);
    expect(await run()).toEqual([]);
    expect(
      await ask(
        'select version, name, statements from supabase_migrations.schema_migrations order by version',
      ),
    ).toEqual([
      { version: '1', name: 'table', statements: ['create table public.a (n int);'] },
      { version: '2', name: 'row', statements: ['insert into public.a values (1);'] },
      { version: '3', name: 'row', statements: ['insert into public.a values (2);'] },
    ]);
  });

  test('goes on where the Supabase CLI stopped, which notes statements instead of the file', async () => {
    write('1_table.sql', '-- One.\ncreate table public.a (n int);\n\ninsert into public.a values (1);\n');
    await run();
    await ask(`update supabase_migrations.schema_migrations
      set statements = array[E'-- One.\\ncreate table public.a (n int)', 'insert into public.a values (1)']`);
    expect(await run()).toEqual([]);
    write('1_table.sql', 'create table public.a (n int); insert into public.a values (2);');
    await expect(run()).rejects.toThrow('has changed since it was applied');
  });

  test('a file that fails leaves nothing of itself, and those before it stay', async () => {
    write('2_half.sql', 'create table public.half (n int);\ninsert into public.a\n  values (1/0);');
    await expect(run()).rejects.toThrow('Cannot apply migration 2_half.sql: division by zero (22012)');
    expect(
      await ask(`select to_regclass('public.a')::text as a, to_regclass('public.half') as half`),
    ).toEqual([{ a: 'a', half: null }]);
    write('2_half.sql', 'create table public.half (n int);');
    expect(await run()).toEqual(['2_half.sql']);
  });

  test('an error names the line and column, and what Postgres adds', async () => {
    write('2_typo.sql', `select 'ação';\nselect\n  nothing from public.a;`);
    await expect(run()).rejects.toThrow(
      'migration 2_typo.sql at line 3, column 3: column "nothing" does not exist (42703)',
    );
  });

  test('needs no superuser, and a migration that does fails as on a hosted project', async () => {
    write('2_needs.sql', `alter system set work_mem = '1MB';`);
    await expect(run()).rejects.toThrow('Cannot apply migration 2_needs.sql');
    write('2_needs.sql', "copy public.a to program 'true';");
    await expect(run()).rejects.toThrow('permission denied');
    write(
      '2_needs.sql',
      'create extension pg_trgm with schema extensions; create role r_test; drop role r_test;',
    );
    expect(await run()).toEqual(['2_needs.sql']);
  });

  test('a setting of one file does not reach the next', async () => {
    write('2_set.sql', `set search_path = 'nowhere';`);
    write('3_use.sql', 'insert into a values (1);');
    expect(await run()).toHaveLength(3);
  });

  test('refuses an applied file that changed or went, and names that are none', async () => {
    await run();
    write('1_table.sql', 'create table public.a (n bigint);');
    await expect(run()).rejects.toThrow('migration 1_table.sql has changed since it was applied');
    unlinkSync(join(folder, '1_table.sql'));
    await expect(run()).rejects.toThrow('migration 1 was applied to it and is not in this release');
    expect(await run('welcome')).toEqual([]);
    await expect(run()).rejects.toThrow('use the release that made it, or take another folder');
    write('table.sql', '');
    await expect(run()).rejects.toThrow('accepted: <digits>_<name>.sql');
  });

  test('tells in one sentence what to do with a database of before the first migration, and touches nothing of it', async () => {
    await ask(`create table public.kept as select 7 as n;
      insert into supabase_migrations.schema_migrations (version, name) values ('20261122000100', 'schemas_and_roles')`);
    for (const foreign of ['refused', 'welcome'] as const) {
      await expect(run(foreign)).rejects.toMatchObject({
        code: 'other_database',
        message:
          'Cannot use this database as it was made by a release of before 1_table.sql, which nothing leads over to: use the release that made it, or take another folder',
      });
    }
    expect(
      await ask(
        `select k.n, to_regclass('public.a') as a, (select count(*)::int from supabase_migrations.schema_migrations) as applied from public.kept k`,
      ),
    ).toEqual([{ n: 7, a: null, applied: 1 }]);
  });

  test('two that migrate at once take turns', async () => {
    expect((await Promise.all([run(), run()])).flat()).toEqual(['1_table.sql']);
  });
});
