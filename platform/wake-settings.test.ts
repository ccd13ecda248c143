import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const bot = {
  MODE: 'production',
  PARTS: 'bot',
  SUPABASE_URL: 'https://abc.supabase.co',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
  BOT_DATABASE_TOKEN: 'token',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'signing',
  SLACK_TEAM_ID: 'T1',
};
const sleeping = {
  ...bot,
  SLEEPS: 'true',
  WAKE_SECRET: 'w'.repeat(32),
  BOT_WAKE_URL: 'https://bot.example',
  AGENTS_WAKE_URL: 'https://agents.example',
};

test('without a setting no part sleeps, and none can be woken', () => {
  expect(readConfig(bot).wake).toMatchObject({ sleeps: false, secret: undefined, limitMs: 240_000 });
});

test('a part that sleeps has its secret and the addresses of those it wakes', () => {
  expect(readConfig(sleeping).wake).toEqual({
    sleeps: true,
    secret: 'w'.repeat(32),
    limitMs: 240_000,
    urls: { bot: 'https://bot.example', agents: 'https://agents.example', governor: undefined },
  });
});

test.each([
  [{ WAKE_SECRET: '' }, 'WAKE_SECRET: missing'],
  [{ WAKE_SECRET: 'short' }, 'WAKE_SECRET: expected at least 32 characters'],
  [{ SLEEPS: 'yes' }, 'SLEEPS: expected true or false'],
  [{ BOT_WAKE_URL: '' }, 'BOT_WAKE_URL: missing'],
  [{ AGENTS_WAKE_URL: 'http://agents.example' }, 'AGENTS_WAKE_URL: must be https'],
  [{ AGENTS_WAKE_URL: 'http://10.0.0.7:8080' }, 'AGENTS_WAKE_URL: must be https'],
  [{ AGENTS_WAKE_URL: 'agents' }, 'AGENTS_WAKE_URL: expected an address'],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLEEPS: Socket Mode'],
  [{ WAKE_MS: '10500' }, 'WAKE_MS: expected at least 11000'],
  [{ MODE: 'sandbox' }, 'SLEEPS: the sandbox stays awake'],
  [{ SLEEPS: '', WAKE_SECRET: '' }, 'WAKE_SECRET: missing'],
])('%j is refused: %s', (change, reason) => {
  expect(() => readConfig({ ...sleeping, ...change })).toThrow(reason);
});

test('runner and governor need no address but that of the bot, whom they wake', () => {
  const agents = {
    ...sleeping,
    PARTS: 'agents',
    AGENTS_DATABASE_TOKEN: 'token',
    OPENAI_API_KEY: 'key',
    AGENTS_WAKE_URL: '',
  };
  expect(readConfig(agents).wake.urls).toMatchObject({ bot: 'https://bot.example', agents: undefined });
  expect(readConfig({ ...agents, BOT_WAKE_URL: '' }).wake.sleeps).toBe(true);
});

test('a part that stays up is woken beside others in compose, by the name of its container', () => {
  const { wake } = readConfig({
    ...bot,
    WAKE_SECRET: sleeping.WAKE_SECRET,
    AGENTS_WAKE_URL: 'http://agents:8080',
  });
  expect(wake).toMatchObject({ sleeps: false, urls: { bot: undefined, agents: 'http://agents:8080' } });
});
