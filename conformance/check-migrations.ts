import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { migrate } from '../platform/migrations.ts';
import { applyPrelude } from '../sandbox/supabase/apply-prelude.ts';
import { asAdmin, asOwner } from '../sandbox/supabase/embedded-supabase.ts';
import type { SetupContext } from '../setup/step.ts';
import { applyMigrations } from '../setup/steps/apply-migrations.ts';
import { type Catalog, readCatalog } from '../testing/supabase/catalog.ts';
import { readPrivileges } from '../testing/supabase/privileges.ts';
import { type Check, check } from './check.ts';
import type { Server } from './servers.ts';
import { supabaseCli } from './supabase-cli.ts';

const project = join(import.meta.dirname, '..');
const migrations = join(project, 'supabase/migrations');
const files = readdirSync(migrations)
  .filter((file) => file.endsWith('.sql'))
  .sort();
const versions = files.map((file) => file.split('_')[0]);

/** What an operator does with the CLI, and whether our own migrator does the same. */
export async function* checkMigrations(server: Server): AsyncGenerator<Check> {
  const workdir = mkdtempSync(join(tmpdir(), 'greenlight-workdir-'));
  const local = join(workdir, 'supabase/migrations');
  mkdirSync(local, { recursive: true });
  copyFileSync(join(project, 'supabase/config.toml'), join(workdir, 'supabase/config.toml'));
  const add = (file: string) => copyFileSync(join(migrations, file), join(local, file));

  const pushed = await bareDatabase(server, 'pushed', { history: false });
  const stepwise = await bareDatabase(server, 'stepwise', { history: false });
  const ours = await bareDatabase(server, 'ours', { history: true });
  const cli = supabaseCli(pushed.url, workdir);

  yield check('db push, one migration at a time from the first', () => {
    const push = supabaseCli(stepwise.url, workdir);
    for (const file of files) {
      add(file);
      const { status, text } = push('db', 'push');
      assert.equal(status, 0, text);
      assert.match(text, new RegExp(`Applying migration ${file}`));
    }
    return `${files.length} migrations`;
  });
  yield check('db push --dry-run names all of them and applies none', async () => {
    const { status, text } = cli('db', 'push', '--dry-run');
    assert.equal(status, 0, text);
    for (const file of files) assert.ok(text.includes(file), `${file} is not in:\n${text}`);
    const found = await pushed.ask(`select to_regclass('content.jobs')::text as jobs`);
    assert.deepEqual(found, [{ jobs: null }]);
  });
  yield check('db push, all at once from nothing', () => {
    const { status, text } = cli('db', 'push');
    assert.equal(status, 0, text);
  });
  yield check('a second db push finds nothing to do', () => {
    const { status, text } = cli('db', 'push');
    assert.equal(status, 0, text);
    assert.match(text, /up to date/i);
    assert.doesNotMatch(text, /Applying/);
  });
  yield check('migration list has each version here and there', () => {
    const { status, text } = cli('migration', 'list', '--output-format', 'json');
    assert.equal(status, 0, text);
    for (const version of versions) {
      const times = text.split(version ?? '').length - 1;
      assert.ok(times >= 2, `${version} is there ${times} time(s) in:\n${text}`);
    }
  });

  await asOwner(ours, server.secrets, (owner) =>
    migrate(owner, { instead: 'none', foreignMigrations: 'refused' }),
  );
  const installed = await bareDatabase(server, 'installed', { history: false });
  // SAFETY: the step of `npm run setup` that migrates uses nothing but the owner's connection.
  await asOwner(installed, server.secrets, (owner) => applyMigrations.run({ owner } as SetupContext));
  const history = `select version, name from supabase_migrations.schema_migrations order by version`;
  yield check('the history table equals what npm run setup and the sandbox write', async () => {
    assert.deepEqual(await ours.ask(history), await pushed.ask(history));
    assert.deepEqual(await ours.ask(history), await stepwise.ask(history));
    assert.deepEqual(await ours.ask(history), await installed.ask(history));
    const columns = `select column_name, data_type from information_schema.columns
      where table_schema = 'supabase_migrations' and table_name = 'schema_migrations'
        and column_name in ('version', 'name', 'statements') order by 1`;
    assert.deepEqual(await ours.ask(columns), await pushed.ask(columns));
    const more = await pushed.ask(`select column_name from information_schema.columns
      where table_schema = 'supabase_migrations' and table_name = 'schema_migrations'
        and column_name not in ('version', 'name', 'statements')`);
    return more.length > 0 ? `the CLI has ${more.map((c) => c.column_name).join(', ')} besides` : undefined;
  });
  yield check('all four ways lead to the same schema', async () => {
    const expected = await catalogOf(ours);
    for (const database of [pushed, stepwise, installed])
      assert.deepEqual(await catalogOf(database), expected);
    return `${Object.values(expected).flat().length} objects`;
  });
  yield check('the privileges are those of privilege-matrix.json', async () => {
    const committed = JSON.parse(
      readFileSync(join(project, 'supabase/tests/privilege-matrix.json'), 'utf8'),
    ) as unknown;
    const found = await asOwner(pushed, server.secrets, (owner) => readPrivileges(owner));
    assert.deepEqual(sorted(found), sorted(committed));
  });
  yield check(
    'the CLI goes on where npm run setup or the sandbox stopped, and they where the CLI did',
    async () => {
      assert.deepEqual(
        await asOwner(pushed, server.secrets, (owner) =>
          migrate(owner, { instead: 'none', foreignMigrations: 'refused' }),
        ),
        [],
      );
      const again = await asOwner(pushed, server.secrets, (owner) =>
        applyMigrations.run({ owner } as SetupContext),
      );
      assert.equal(again.state, 'already');
      for (const { url } of [ours, installed]) {
        const { status, text } = supabaseCli(url, workdir)('db', 'push');
        assert.equal(status, 0, text);
        assert.match(text, /up to date/i);
      }
    },
  );
  yield check('db advisors warns of nothing', () => {
    const { status, text } = cli('db', 'advisors', '--type', 'all', '--level', 'warn', '--fail-on', 'warn');
    assert.equal(status, 0, text);
    const hints = cli('db', 'advisors', '--type', 'all', '--level', 'info').text.matchAll(
      /"name": "([a-z_]+)",\s+"title"/g,
    );
    const counts = Map.groupBy(hints, ([, name]) => name);
    return `hints: ${[...counts].map(([name, all]) => `${name} ${all.length}`).join(', ')}`;
  });
  yield check('db lint', async () => {
    // Hosted lets `postgres` make it; a bare cluster its superuser alone.
    await asAdmin(pushed, server.secrets, (admin) =>
      admin.query('create extension plpgsql_check with schema extensions').catch(() => {}),
    );
    const { status, text } = cli('db', 'lint', '--schema', 'content,platform,outreach', '--level', 'error');
    if (/plpgsql_check" is not available/.test(text)) return 'left out: the server has no plpgsql_check';
    assert.equal(status, 0, text);
    const errors = [...text.matchAll(/"message": "(.*)",$/gm)].map(([, message]) => message);
    // A server without pgvector has no such table, and the functions ask for it before they run these statements.
    const [embeddings] = await pushed.ask(`select to_regclass('content.embeddings') is null as missing`);
    const expected = embeddings?.missing ? 'relation \\"content.embeddings\\" does not exist' : undefined;
    assert.deepEqual(
      errors.filter((message) => message !== expected),
      [],
    );
    if (errors.length === 0) assert.match(text, /No schema errors found/i);
  });
  rmSync(workdir, { recursive: true });

  function catalogOf(database: BareDatabase): Promise<Catalog> {
    return asOwner(database, server.secrets, (owner) => readCatalog(owner));
  }
}

interface BareDatabase {
  port: number;
  database: string;
  url: string;
  ask(sql: string): Promise<Record<string, unknown>[]>;
}

/** As a hosted project before its first migration. @param options.history Whether the history table is there already. */
async function bareDatabase(
  { port, secrets }: Server,
  database: string,
  options: { history: boolean },
): Promise<BareDatabase> {
  const address = { port, database };
  await asAdmin({ port, database: 'postgres' }, secrets, (admin) =>
    admin.query(`create database ${database}`),
  );
  await asAdmin(address, secrets, async (admin) => {
    await applyPrelude(admin, secrets);
    if (!options.history) await admin.query('drop schema supabase_migrations cascade');
  });
  return {
    ...address,
    url: `postgresql://postgres:${secrets.postgres}@127.0.0.1:${port}/${database}`,
    ask: (sql) =>
      asOwner(
        address,
        secrets,
        async (owner: Client) => (await owner.query(sql)).rows as Record<string, unknown>[],
      ),
  };
}

/** Independent of the order of keys, which follows the cluster's collation. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
