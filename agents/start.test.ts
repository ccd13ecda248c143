import { describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { createHint } from '../platform/hint.ts';
import { type Log, silentLog } from '../platform/log.ts';
import { useDatabase } from '../testing/database/database.ts';
import { waitFor } from '../testing/workspace.ts';
import { startAgents } from './start.ts';

const database = useDatabase();
const context = {
  log: silentLog,
  clock: systemClock,
  random: systemRandom,
  hints: { jobs: createHint(), outbox: createHint() },
};
const settings = async (model: string, baseUrl: string | null) => ({
  database: {
    url: database.url,
    publishableKey: database.publishableKey,
    token: await database.token('greenlight_agent'),
    fetch: database.fetch,
  },
  model: { apiKey: 'k', baseUrl, model, timeoutMs: 1000 },
  concurrency: 1,
});

describe('startAgents()', () => {
  it('starts with a model of OpenAI whose price is not known, and says so once', async () => {
    const said: unknown[] = [];
    const log = { ...silentLog, warn: (event: string, more?: object) => void said.push([event, more]) };
    const part = await startAgents(await settings('gpt-99', null), { ...context, log });
    await part.stop(1000);
    expect(said).toEqual([['model_price_unknown_tokens_are_capped', { model: 'gpt-99' }]]);
  });

  it('writes one line with the cause when the database goes away, and one when it is back', async () => {
    const lines: [string, string | undefined][] = [];
    const line: Log['info'] = (event, fields) => {
      if (fields?.error !== undefined || event.startsWith('database_')) lines.push([event, fields?.code]);
    };
    let isAway = false;
    let asked = 0;
    const given = await settings('own-model', 'http://127.0.0.1:9/v1');
    const fetch: typeof globalThis.fetch = (...args) => {
      if (isAway) asked += 1;
      return isAway
        ? Promise.reject(
            new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
          )
        : database.fetch(...args);
    };
    const log = { info: line, warn: line, error: line };
    const part = await startAgents({ ...given, database: { ...given.database, fetch } }, { ...context, log });
    isAway = true;
    await waitFor(async () => asked > 6, 'calls without an answer');
    expect(await part.ready()).toMatchObject({ ok: false });
    isAway = false;
    await waitFor(async () => (await part.ready()).ok, 'ready again');
    await part.stop(1000);
    expect(lines).toEqual([
      ['database_away', 'ECONNREFUSED'],
      ['database_back', undefined],
    ]);
  });

  it('refuses a schema one migration behind, and works on a newer one', async () => {
    const history = 'supabase_migrations.schema_migrations';
    const { query } = database.owner;
    const own = await settings('own-model', 'http://127.0.0.1:9/v1');
    const { rows } = await query(
      `delete from ${history} where version = (select max(version) from ${history}) returning version`,
    );
    await expect(startAgents(own, context)).rejects.toMatchObject({ code: 'schema_behind' });
    await query(`insert into ${history} (version) values ($1), ('29991231000000')`, [rows[0]?.version]);
    const part = await startAgents(own, context);
    expect(await part.ready()).toEqual({ ok: true });
    await part.stop(1000);
  });
});
