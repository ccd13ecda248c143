import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, installTeam, type Parts } from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
const key = 'a'.repeat(64);

test('keep_dialect() keeps what an endpoint takes for a week, and null forgets it', async () => {
  const { agent } = parts;
  expect(await agent.recallDialect(key)).toBeNull();
  await agent.keepDialect(key, { mode: 'prompt' });
  await agent.keepDialect(key, { mode: 'json_object' });
  expect(await agent.recallDialect(key)).toEqual({ mode: 'json_object' });
  await database.owner.query(
    `update content.endpoint_dialects set learned_at = platform.now() - interval '8 days'`,
  );
  expect(await agent.recallDialect(key)).toBeNull();
  await agent.keepDialect('b'.repeat(64), { mode: 'prompt' });
  expect((await database.owner.query('select key from content.endpoint_dialects')).rows).toHaveLength(1);
  await agent.keepDialect('b'.repeat(64), null);
  expect(await agent.recallDialect('b'.repeat(64))).toBeNull();
});

test('keep_dialect() takes neither an address for a key nor a long text for a dialect', async () => {
  const { agent } = parts;
  await expect(agent.keepDialect('https://user:pw@host/v1', {})).rejects.toMatchObject({ code: 'bad_key' });
  await expect(agent.keepDialect(key, { mode: 'x'.repeat(3000) })).rejects.toMatchObject({
    code: 'bad_dialect',
  });
});
