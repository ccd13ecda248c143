import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { openBareDatabase } from '../../testing/database/bare-database.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { type Catalog, readCatalog } from '../../testing/supabase/catalog.ts';
import { readSchemas } from '../read-schemas.ts';

const migrated = useDatabase();
let ofSchemas: Catalog;

beforeAll(async () => {
  const written = await openBareDatabase();
  try {
    ofSchemas = await written.asOwner(async (owner) => {
      await owner.query(
        readSchemas()
          .map(({ sql }) => sql)
          .join('\n'),
      );
      await owner.query('reset all');
      await checkBodies(owner);
      return readCatalog(owner);
    });
  } finally {
    await written.drop();
  }
});

/** Functions may name what a later file makes; with all of it there each body is checked. */
async function checkBodies(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ definition: string }>(
    `select pg_get_functiondef(p.oid) as definition from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('platform', 'content', 'outreach', 'readers')`,
  );
  for (const { definition } of rows) await owner.query(definition);
}

test('schemas/ and migrations/ lead to the same database', async () => {
  const ofMigrations = await readCatalog(migrated.owner);
  for (const kind of Object.keys(ofSchemas)) expect(ofMigrations[kind], kind).toEqual(ofSchemas[kind]);
  expect(ofSchemas.functions?.length).toBeGreaterThan(200);
});

test('the first migration is as it was applied', () => {
  const file = join(import.meta.dirname, '../migrations/20261130000000_first.sql');
  expect(
    createHash('sha256').update(readFileSync(file)).digest('hex'),
    'Databases have applied this file: put it back with "git checkout schema-1 -- supabase/migrations/20261130000000_first.sql" and add a migration',
  ).toBe('31d14380ba1a2501fb19d8d3846ff1938788ddce27bf0bb9862247c36e8bf042');
});

test('config.toml names every file of schemas/ once', () => {
  const folder = join(import.meta.dirname, '../schemas');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .map((file) => `./schemas/${file}`);
  expect(
    readSchemas()
      .map(({ path }) => path)
      .sort(),
  ).toEqual(files.sort());
});

test('each function is defined in one place', () => {
  const names = readSchemas().flatMap(({ sql }) =>
    [...sql.matchAll(/^create (?:or replace )?function ([a-z_.]+)/gm)].map(([, name]) => name),
  );
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
