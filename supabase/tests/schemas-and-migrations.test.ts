import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { beforeAll, expect, inject, test } from 'vitest';
import { applyPrelude } from '../../sandbox/supabase/apply-prelude.ts';
import { asAdmin, asOwner } from '../../sandbox/supabase/embedded-supabase.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { type Catalog, readCatalog } from '../../testing/supabase/catalog.ts';
import { readSchemas } from '../read-schemas.ts';

const migrated = useDatabase();
const { port, secrets } = inject('testCluster');
let ofSchemas: Catalog;

beforeAll(async () => {
  const written = { port, database: `schemas_${randomBytes(6).toString('hex')}` };
  const server = { port, database: 'postgres' };
  await asAdmin(server, secrets, (admin) => admin.query(`create database ${written.database}`));
  try {
    await asAdmin(written, secrets, (admin) => applyPrelude(admin, secrets));
    ofSchemas = await asOwner(written, secrets, async (owner) => {
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
    await asAdmin(server, secrets, (admin) => admin.query(`drop database ${written.database} with (force)`));
  }
});

/** Functions may name what a later file makes; with all of it there each body is checked. */
async function checkBodies(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ definition: string }>(
    `select pg_get_functiondef(p.oid) as definition from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('platform', 'content', 'outreach')`,
  );
  for (const { definition } of rows) await owner.query(definition);
}

test('schemas/ and migrations/ lead to the same database', async () => {
  const ofMigrations = await readCatalog(migrated.owner);
  for (const kind of Object.keys(ofSchemas)) expect(ofMigrations[kind], kind).toEqual(ofSchemas[kind]);
  expect(ofSchemas.functions?.length).toBeGreaterThan(200);
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
