import { describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { createHint } from '../platform/hint.ts';
import { silentLog } from '../platform/log.ts';
import { useDatabase } from '../testing/database/database.ts';
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
