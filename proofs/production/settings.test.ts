import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../platform/config.ts';
import { type PartProcess, startPart } from './part-process.ts';
import { useProduction } from './use-production.ts';

const production = useProduction();
let bot: PartProcess;
let agents: PartProcess;
let governor: PartProcess;
beforeAll(async () => {
  [bot, agents, governor] = await Promise.all([
    production.start('bot'),
    production.start('agents'),
    production.start('governor'),
  ]);
});
afterAll(() => production.stopAll());

const secrets = {
  bot: ['SUPABASE_PUBLISHABLE_KEY', 'BOT_DATABASE_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'],
  agents: ['SUPABASE_PUBLISHABLE_KEY', 'AGENTS_DATABASE_TOKEN', 'OPENAI_API_KEY'],
  governor: [
    'SUPABASE_PUBLISHABLE_KEY',
    'GOVERNOR_DATABASE_TOKEN',
    'UNIPILE_API_KEY',
    'UNIPILE_WEBHOOK_SECRET',
  ],
};

test('a part starts with its own secrets alone, and loads no stand-in and nothing of the other parts', async () => {
  // The processes run with a hook that ends them when they load what is not theirs: the next test tries it.
  expect((await bot.ready()).body).toEqual({ ok: true, parts: { bot: { ok: true } } });
  expect((await agents.ready()).body).toEqual({ ok: true, parts: { agents: { ok: true } } });
  expect((await governor.ready()).body).toEqual({ ok: true, parts: { governor: { ok: true } } });
  for (const part of ['bot', 'agents', 'governor'] as const) {
    const names = Object.keys(await production.env(part));
    expect(names.filter((name) => /TOKEN|KEY|SECRET/.test(name))).toEqual(secrets[part]);
  }
});

test('the hook refuses stand-ins', async () => {
  await expect(startPart({ env: { MODE: 'sandbox', PORT: '0' } })).rejects.toThrow(
    /A part in production loaded file:\S+\/sandbox\/start\.ts/,
  );
});

test('what a part is given beyond its own is not read into its settings', async () => {
  const all = {
    ...(await production.env('agents')),
    ...(await production.env('bot')),
    ...(await production.env('governor')),
  };
  const read = (PARTS: string) => JSON.stringify(readConfig({ ...all, PARTS }));
  for (const name of ['SLACK_BOT_TOKEN', 'BOT_DATABASE_TOKEN'] as const)
    for (const other of ['agents', 'governor']) expect(read(other)).not.toContain(all[name]);
  expect(read('bot')).not.toContain(all.AGENTS_DATABASE_TOKEN);
  for (const other of ['bot', 'agents'])
    for (const name of ['GOVERNOR_DATABASE_TOKEN', 'UNIPILE_API_KEY', 'UNIPILE_WEBHOOK_SECRET'] as const)
      expect(read(other)).not.toContain(all[name]);
});

test.each([
  ['bot', ['SUPABASE_URL', ...secrets.bot, 'SLACK_TEAM_ID']],
  ['agents', ['SUPABASE_URL', ...secrets.agents]],
  ['governor', ['SUPABASE_URL', ...secrets.governor, 'UNIPILE_DSN']],
])('%s refuses to start with anything missing, and lists all of it', async (part, names) => {
  const refused = startPart({ env: { MODE: 'production', PARTS: part, PORT: '0', HOST: '127.0.0.1' } });
  const message = await refused.then(
    () => 'started',
    (error: Error) => error.message,
  );
  expect(message).toMatch(/ended with 1/);
  for (const name of names) expect(message).toContain(name);
});

test('a secret never shows in the message that refuses a start', async () => {
  const env = { ...(await production.env('bot')), SLACK_TEAM_ID: '', SUPABASE_URL: 'not an address' };
  const message = await startPart({ env }).then(
    () => 'started',
    (error: Error) => error.message,
  );
  expect(message).toContain('SUPABASE_URL');
  for (const name of secrets.bot) expect(message).not.toContain(env[name as keyof typeof env]);
});

test.each([
  '/',
  '/sandbox/api/state',
  '/sandbox/api/clock',
  '/api/auth.test',
  '/rest/v1/rpc/get_team',
  '/r/x',
])('%s does not exist in production', async (path) => {
  for (const { url } of [bot, agents]) {
    expect((await fetch(url + path)).status).toBe(404);
    expect((await fetch(url + path, { method: 'POST', body: '{}' })).status).toBe(404);
  }
});

test('only the bot takes what Slack sends, and only signed', async () => {
  const post = (url: string) => fetch(`${url}/slack/events`, { method: 'POST', body: '{}' });
  expect((await post(agents.url)).status).toBe(404);
  expect((await post(bot.url)).status).toBe(401);
});

test('SQL refuses a clock offset', async () => {
  const move = production.database.owner.query(`select platform.set_clock_offset('1 hour')`);
  await expect(move).rejects.toThrow(/clock_moves_only_in_the_sandbox/);
});

test('a port that is taken is said in one sentence', async () => {
  const env = { ...(await production.env('bot')), PORT: new URL(bot.url).port };
  await expect(startPart({ env })).rejects.toThrow(/ended with 1:\nCannot start: port \d+ is in use/);
});

test('an idle part stops with exit 0', async () => {
  expect(await (await production.start('agents')).stop()).toBe(0);
});
