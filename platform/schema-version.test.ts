import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../testing/database/database.ts';
import { connectDatabase } from './db.ts';
import { knownMigrations, requireSchema } from './schema-version.ts';

const database = useDatabase();
const rpcOf = async (token?: string) =>
  connectDatabase({
    url: database.url,
    publishableKey: database.publishableKey,
    token: token ?? (await database.token('greenlight_agent')),
    fetch: database.fetch,
  })('platform');
const history = 'supabase_migrations.schema_migrations';
const { query } = database.owner;

describe('requireSchema()', () => {
  it('is content with a database as new as the code, and with a newer one', async () => {
    expect(await requireSchema(await rpcOf())).toBeNull();
    await query(`insert into ${history} (version) values ('29991231000000')`);
    expect(await requireSchema(await rpcOf())).toBeNull();
    await query(`delete from ${history} where version = '29991231000000'`);
  });

  it('refuses a database one migration behind, and says what to run', async () => {
    const newest = knownMigrations().at(-1);
    await query(`delete from ${history} where version = $1`, [newest]);
    await expect(requireSchema(await rpcOf())).rejects.toMatchObject({
      code: 'schema_behind',
      message: expect.stringMatching(new RegExp(`lacks 1 migration.*${newest}.*npm run setup`)),
    });
    await query(`insert into ${history} (version) values ($1)`, [newest]);
  });

  it('refuses a database from before the version could be asked for', async () => {
    await query('alter function platform.schema_version() rename to version_of_schema');
    await expect(requireSchema(await rpcOf())).rejects.toMatchObject({ code: 'schema_behind' });
    await query('alter function platform.version_of_schema() rename to schema_version');
  });

  it('refuses a database of an earlier release, and says what to use instead', async () => {
    await query(`insert into ${history} (version) values ('20261122000100')`);
    await expect(requireSchema(await rpcOf())).rejects.toMatchObject({
      code: 'other_database',
      message: expect.stringContaining('use a new Supabase project'),
    });
    await query(`delete from ${history} where version = '20261122000100'`);
  });

  it('cannot tell while the database is silent or the token is refused', async () => {
    expect(
      await requireSchema(await rpcOf(await database.sign({ role: 'greenlight_agent', exp: 1 }))),
    ).toMatchObject({
      message: expect.stringContaining('JWT expired'),
    });
    const away = connectDatabase({ url: 'http://127.0.0.1:9', publishableKey: 'k', token: 't' })('platform');
    expect(await requireSchema(away)).toMatchObject({ code: 'database_unavailable' });
  });
});

it('platform.schema_version() tells neither names nor statements', async () => {
  const answer = await (await rpcOf())('schema_version', {}, z.record(z.string(), z.unknown()));
  expect(Object.keys(answer).sort()).toEqual(['applied', 'backed_up_at', 'now', 'sandbox']);
});
