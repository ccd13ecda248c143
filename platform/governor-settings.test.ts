import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const production = {
  MODE: 'production',
  PARTS: 'governor',
  SUPABASE_URL: 'https://abc.supabase.co',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
  GOVERNOR_DATABASE_TOKEN: 'token',
  UNIPILE_DSN: 'api8.unipile.com:13443',
  UNIPILE_API_KEY: 'key',
  UNIPILE_WEBHOOK_SECRET: 'sixteen-characters',
};

test.each(['api8.unipile.com:13443', 'https://api8.unipile.com:13443', 'https://api8.unipile.com:13443/'])(
  'UNIPILE_DSN %s is one origin',
  (UNIPILE_DSN) => {
    expect(readConfig({ ...production, UNIPILE_DSN }).governor?.unipile.apiUrl).toBe(
      'https://api8.unipile.com:13443',
    );
  },
);

test.each([
  ['UNIPILE_DSN', 'http://api8.unipile.com', 'https'],
  ['UNIPILE_DSN', 'ftp://api8.unipile.com', 'UNIPILE_DSN'],
  ['UNIPILE_DSN', '', 'UNIPILE_DSN: missing'],
  ['UNIPILE_API_KEY', '', 'UNIPILE_API_KEY: missing'],
  ['UNIPILE_WEBHOOK_SECRET', '', 'UNIPILE_WEBHOOK_SECRET: missing'],
  ['UNIPILE_WEBHOOK_SECRET', 'short', 'at least 16'],
  ['GOVERNOR_DATABASE_TOKEN', '', 'GOVERNOR_DATABASE_TOKEN: missing'],
])('production refuses to start with %s=%j and says why', (name, value, reason) => {
  expect(() => readConfig({ ...production, [name]: value })).toThrow(reason);
});

test('without a version it is v1; V2 has one address for all', () => {
  expect(readConfig(production).governor?.unipile.version).toBe('v1');
  const { UNIPILE_DSN: _, ...v2 } = { ...production, UNIPILE_API_VERSION: 'v2' };
  expect(readConfig(v2).governor?.unipile).toMatchObject({
    version: 'v2',
    apiUrl: 'https://api.unipile.com',
  });
  expect(readConfig({ ...v2, UNIPILE_DSN: 'http://127.0.0.1:8080' }).governor?.unipile.apiUrl).toBe(
    'http://127.0.0.1:8080',
  );
});

test.each([
  ['v3', undefined, 'UNIPILE_API_VERSION'],
  ['v1', 'api.unipile.com', 'UNIPILE_DSN: that is the address of V2'],
  ['v2', 'api8.unipile.com:13443', 'UNIPILE_DSN: api8.unipile.com is a host of v1'],
])('refuses Unipile %s at %s: a key goes to its own version alone', (version, dsn, reason) => {
  const settings = { ...production, UNIPILE_API_VERSION: version, ...(dsn ? { UNIPILE_DSN: dsn } : {}) };
  expect(() => readConfig(settings)).toThrow(reason);
});

test('plain http is taken for what does not leave this machine', () => {
  const read = (UNIPILE_DSN: string) => readConfig({ ...production, UNIPILE_DSN }).governor?.unipile.apiUrl;
  expect(read('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  expect(() => read('http://127.0.0.1.example.com')).toThrow('https');
});

test('a part that does not run here asks for none of its settings', () => {
  const config = readConfig({ ...production, PARTS: 'governor' });
  expect([config.bot, config.agents]).toEqual([undefined, undefined]);
  expect(config.governor?.cron).toBe('* * * * *');
});
