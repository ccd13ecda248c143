import { expect, it } from 'vitest';
import { type SupportInput, supportBundle } from './support-bundle.ts';

/** Each stands for what must not leave: a secret, a person, an address, what someone wrote. */
const planted = [
  'xoxb-planted-secret',
  'Marina Souza',
  'marina@alba.example',
  'alba.supabase.co',
  'Olá, vi o seu trabalho',
];
const all = planted.join(' ');
const at = '2026-11-30T12:00:00+00:00';

const settings = {
  MODE: 'production',
  PARTS: 'bot,agents',
  LOG_LEVEL: 'info',
  GOVERNOR_CRON: all,
  SLACK_BOT_TOKEN: 'xoxb-planted-secret',
  SUPABASE_URL: 'https://alba.supabase.co',
  OPENAI_MODEL: 'Marina Souza',
  METRICS_TOKEN: 'xoxb-planted-secret',
  GREENLIGHT_DATA: '/home/marina@alba.example',
  MY_OWN_NOTE: all,
};
const input: SupportInput = {
  madeAt: at,
  versions: {
    greenlight: '0.1.0',
    node: '24.21.0',
    platform: 'linux',
    arch: 'x64',
    newest_migration: '20261130000000',
  },
  settings: [
    { name: '.env.bot', env: settings },
    { name: `/home/${all}`, env: {} },
  ],
  diagnosis: {
    ok: false,
    lines: [
      { where: all, check: 'migrations', status: 'ok', note: 'all 80 applied' },
      { where: '.env.bot', check: 'migrations', status: 'fail', note: `refused: ${all}`, fix: all },
      {
        where: '.env.bot',
        check: 'database',
        status: 'fail',
        note: `https://alba.supabase.co: ${all}`,
        fix: all,
      },
      { where: '.env.bot', check: 'Slack token', status: 'ok', note: 'as Marina Souza' },
    ],
  },
  database: {
    migrations: { applied: ['20261130000000'], now: at, sandbox: false, team: all },
    content: {
      jobs: [{ type: 'carousel', status: 'failed', count: 2, topic: all }],
      queue: [{ type: 'blog', waiting: 1, oldest_s: 12.5 }],
      errors: [
        { code: 'model_timeout', count: 2, last_at: at, message: all },
        { code: all, count: 1, last_at: at },
      ],
      outbox: { waiting: 0, oldest_s: 0, given_up: 0 },
      restored_at: null,
      people: planted,
    },
    outreach: {
      actions: [{ type: 'send_message', status: 'completed', count: 3, text: 'Olá, vi o seu trabalho' }],
      held: [{ code: 'window', count: 1 }],
      errors: [],
      accounts: [{ status: 'ok', paused: false, count: 1, name: 'Marina Souza' }],
    },
  },
};

it('supportBundle() tells versions, how checks ended, counts and codes', () => {
  const bundle = supportBundle(input);
  expect(bundle.settings[0]?.values).toMatchObject({
    MODE: 'production',
    PARTS: 'bot,agents',
    GOVERNOR_CRON: 'set to another value',
    SLACK_BOT_TOKEN: 'set',
    SLACK_APP_TOKEN: 'not set',
    METRICS_TOKEN: 'set',
    WEBHOOK_PRIVATE_HOSTS: 'not set',
  });
  expect(bundle.settings[0]?.values).not.toHaveProperty('MY_OWN_NOTE');
  expect(bundle.doctor).toEqual([
    { check: 'migrations', status: 'ok', note: 'all 80 applied' },
    { check: 'migrations', status: 'fail' },
    { check: 'database', status: 'fail' },
    { check: 'Slack token', status: 'ok' },
  ]);
  expect(bundle.database).toMatchObject({
    migrations: { applied: ['20261130000000'] },
    content: {
      errors: [
        { code: 'model_timeout', count: 2 },
        { code: 'other', count: 1 },
      ],
    },
    outreach: { actions: [{ type: 'send_message', status: 'completed', count: 3 }] },
  });
});

it.each(planted)('supportBundle() holds nothing of "%s", wherever it was planted', (word) => {
  expect(JSON.stringify(input)).toContain(word);
  expect(JSON.stringify(supportBundle(input))).not.toContain(word);
});

it('supportBundle() is made without the database as well, and of figures that it cannot read', () => {
  expect(supportBundle({ ...input, database: undefined }).database).toBe('did not answer');
  const odd = supportBundle({
    ...input,
    database: { migrations: null, content: all, outreach: { actions: all } },
  });
  expect(odd.database).toEqual({
    migrations: 'not readable',
    content: 'not readable',
    outreach: 'not readable',
  });
});
