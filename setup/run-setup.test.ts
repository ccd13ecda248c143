import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { readRoleToken } from '../platform/role-token.ts';
import { knownMigrations } from '../platform/schema-version.ts';
import { useInstallation } from '../testing/setup/installation.ts';
import type { Ask } from './answers.ts';
import { callRpc } from './call-rpc.ts';

const installation = useInstallation();
const file = (name: string) => readFileSync(join(installation.folder, name), 'utf8');
const env = (name: string) => parseEnv(file(name)) as Record<string, string>;
const everything = () => readdirSync(installation.folder).map((name) => [name, file(name)]);
const states = (lines: string[]) =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const [, state, step] = /^(done|already|changed|failed) +([^:]+):/.exec(line) ?? [];
      return state && step ? [[step, state]] : [];
    }),
  );
const call = (token: string | undefined, schema: string, fn: string, args = {}) => {
  const { SUPABASE_URL: url = '', SUPABASE_PUBLISHABLE_KEY: publishableKey = '' } = installation.answers();
  return callRpc({ url, publishableKey, token: token ?? '' }, schema, fn, args);
};

describe('runSetup()', () => {
  it('names every missing answer at once, with where to find it, when no person can be asked', async () => {
    const { ok, lines } = await installation.setup({ given: { SUPABASE_URL: 'https://abc.supabase.co' } });
    expect(ok).toBe(false);
    for (const name of [
      'SUPABASE_PUBLISHABLE_KEY',
      'SETUP_DATABASE_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'OPENAI_API_KEY',
      'SETUP_JWT_SECRET',
      'SETUP_ADMIN_USER_ID',
    ])
      expect(lines.join('\n')).toContain(`${name}: `);
    expect(lines.join('\n')).not.toContain('SUPABASE_URL: ');
    expect(everything()).toEqual([]);
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'xoxb-wrong', /did not accept the bot token: invalid_auth/],
    ['SLACK_API_URL', 'http://127.0.0.1:9/', /Slack does not answer: /],
    ['SUPABASE_URL', 'abc', /SUPABASE_URL: expected an address/],
    ['SETUP_DATABASE_URL', 'postgres://p:secret-pw@127.0.0.1:6543/postgres', /transaction pooler/],
    [
      'SETUP_DATABASE_URL',
      'postgres://postgres:wrong-password@127.0.0.1:1/postgres',
      /Cannot connect to 127.0.0.1:1: /,
    ],
    ['UNIPILE_DSN', 'http://api8.unipile.com', /UNIPILE_DSN: expected a host with its port/],
    ['UNIPILE_DSN', 'api.unipile.com', /UNIPILE_DSN: that is the address of V2/],
    ['UNIPILE_API_VERSION', 'v3', /UNIPILE_API_VERSION: accepted: v1, v2/],
    ['UNIPILE_WEBHOOK_SECRET', 'short', /UNIPILE_WEBHOOK_SECRET: expected at least 16 characters/],
    ['OPENAI_MODEL', 'gpt 6', /OPENAI_MODEL: expected the name of one model/],
    ['OPENAI_PRICE_INPUT', '-1', /OPENAI_PRICE_INPUT: expected USD per million tokens/],
  ])('refuses a wrong %s before it touches anything', async (name, value, message) => {
    const { ok, lines } = await installation.setup({ given: { ...installation.answers(), [name]: value } });
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(message);
    expect(lines.join('\n')).not.toMatch(/secret-pw|wrong-password/);
    expect(everything()).toEqual([]);
  });

  it.each([
    ['SETUP_APPROVER_USER_IDS', 'lucia', /SETUP_APPROVER_USER_IDS: expected member ids/],
    ['SETUP_ADMIN_USER_ID', 'renata', /SETUP_ADMIN_USER_ID: expected a member id/],
  ])('refuses a wrong %s before it touches anything', async (name, value, message) => {
    const { ok, lines } = await installation.setup({ given: { ...installation.answers(), [name]: value } });
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(message);
    expect(everything()).toEqual([]);
  });

  it('refuses a secret that the project does not sign with, and writes no settings', async () => {
    const { ok, lines } = await installation.setup({
      given: { ...installation.answers(), SETUP_JWT_SECRET: 'another secret that is long enough for HS256' },
    });
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(/does not accept a token that was signed with this HS256 key/);
    expect(everything()).toEqual([]);
  });

  describe('from nothing', () => {
    let first: { ok: boolean; lines: string[] };
    beforeAll(async () => {
      first = await installation.setup();
    });

    it('goes on where an earlier run failed', () => {
      expect(first.lines.filter((line) => line.startsWith('failed'))).toEqual([]);
      expect(first.ok).toBe(true);
      expect(states(first.lines)).toMatchObject({
        Migrations: 'already',
        'Tokens of the parts': 'done',
        Settings: 'done',
      });
    });

    it('names approvers beside the admin, and says how where none is given', async () => {
      expect(first.lines.join('\n')).toMatch(/First approvers: none yet; an admin names them .*\/approvers/);
      const given = { ...installation.answers(), SETUP_APPROVER_USER_IDS: 'U0LUCIA, U0THOMAS' };
      const { ok, lines } = await installation.setup({ given });
      expect(ok).toBe(true);
      expect(states(lines)).toMatchObject({ 'First approvers': 'done' });
      const { rows } = await installation.query(
        `select user_id from platform.people where role = 'approver' order by user_id`,
      );
      expect(rows.map((row) => row.user_id)).toEqual(['U0LUCIA', 'U0THOMAS']);
      const again = await installation.setup({ given });
      expect(states(again.lines)).toMatchObject({ 'First approvers': 'already' });
      const guest = await installation.setup({
        given: { ...installation.answers(), SETUP_APPROVER_USER_IDS: 'U0GUEST' },
      });
      expect(guest.lines.join('\n')).toMatch(/Cannot name U0GUEST approver: a full member/);
    });

    it('makes one token for Prometheus and one secret with which parts wake each other; both stay', async () => {
      const token = env('.env.bot').METRICS_TOKEN;
      expect(token).toMatch(/^[0-9a-f]{64}$/);
      expect(env('.env.agents').METRICS_TOKEN).toBe(token);
      const secret = env('.env.bot').WAKE_SECRET;
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      expect(env('.env.agents').WAKE_SECRET).toBe(secret);
      const given = {
        ...installation.answers(),
        SLEEPS: 'true',
        BOT_WAKE_URL: 'https://bot.example',
        AGENTS_WAKE_URL: 'https://agents.example',
      };
      expect((await installation.setup({ given })).ok).toBe(true);
      expect(env('.env.bot')).toMatchObject({
        METRICS_TOKEN: token,
        AGENTS_WAKE_URL: 'https://agents.example',
      });
      expect(readConfig(env('.env.bot')).wake).toMatchObject({ sleeps: true, secret });
      expect(readConfig(env('.env.agents')).wake).toMatchObject({ sleeps: true, secret });
      // A runner wakes the bot alone.
      expect(env('.env.agents').AGENTS_WAKE_URL).toBeUndefined();
      const again = await installation.setup();
      expect(states(again.lines)).toMatchObject({ Settings: 'already' });
      const short = await installation.setup({ given: { ...installation.answers(), WAKE_SECRET: 'short' } });
      expect(short.lines.join('\n')).toMatch(/WAKE_SECRET: expected at least 32 characters/);
      for (const name of ['.env.bot', '.env.agents', '.env.governor'])
        writeFileSync(
          join(installation.folder, name),
          file(name).replaceAll(/^(SLEEPS|\w+_WAKE_URL)=.*\n/gm, ''),
        );
    });

    it('notes migrations as the Supabase CLI does', async () => {
      const { rows } = await installation.query(
        'select version, name, statements from supabase_migrations.schema_migrations order by version',
      );
      expect(rows.map((row) => row.version)).toEqual(knownMigrations());
      expect(rows[0]).toMatchObject({
        name: 'first',
        statements: [expect.stringContaining('create role')],
      });
    });

    it('installs the team of the token, with its first admin, a brand kit and rules', async () => {
      const bot = env('.env.bot').BOT_DATABASE_TOKEN;
      const agent = env('.env.agents').AGENTS_DATABASE_TOKEN;
      const team = { p_team_id: 'T0GREENLIGHT' };
      expect((await call(bot, 'platform', 'get_team', team)).data).toMatchObject({
        name: 'Alba Implantes',
        locale: 'en',
      });
      expect(
        (await call(bot, 'platform', 'get_person', { ...team, p_user_id: 'U0RENATA' })).data,
      ).toMatchObject({
        name: 'Renata Prado',
        role: 'admin',
        tz: 'America/Sao_Paulo',
      });
      expect((await call(agent, 'content', 'get_brand_kit', team)).data).toMatchObject({
        name: 'Alba Implantes',
        version: 1,
      });
      expect((await call(agent, 'content', 'get_house_rules', team)).data).toMatchObject({
        rules: [],
        version: 1,
      });
    });

    it('writes for each part a file that starts it, with its own secrets and no others', () => {
      expect(readdirSync(installation.folder).sort()).toEqual(['.env.agents', '.env.bot', '.env.governor']);
      expect(readConfig(env('.env.bot'))).toMatchObject({
        mode: 'production',
        parts: ['bot'],
        bot: { slack: { teamId: 'T0GREENLIGHT' } },
      });
      expect(readConfig(env('.env.agents'))).toMatchObject({
        mode: 'production',
        parts: ['agents'],
        agents: { model: { model: 'gpt-6.1-terra', smallModel: 'gpt-6-luna' } },
      });
      expect(readConfig(env('.env.governor'))).toMatchObject({
        mode: 'production',
        parts: ['governor'],
        governor: { unipile: { apiUrl: 'https://unipile.invalid:13443' } },
      });
      expect(Object.keys(env('.env.bot')).filter((k) => /OPENAI|AGENTS|GOVERNOR|UNIPILE/.test(k))).toEqual(
        [],
      );
      expect(Object.keys(env('.env.agents')).filter((k) => /SLACK|BOT_|GOVERNOR|UNIPILE/.test(k))).toEqual(
        [],
      );
      expect(Object.keys(env('.env.governor')).filter((k) => /SLACK|OPENAI|BOT_|AGENTS/.test(k))).toEqual([]);
      for (const name of readdirSync(installation.folder)) {
        expect(statSync(join(installation.folder, name)).mode & 0o777).toBe(0o600);
        expect(file(name)).not.toContain(installation.answers().SETUP_JWT_SECRET);
        expect(file(name)).not.toContain('postgres://');
      }
    });

    it('gives each part a token of its own role that ends', () => {
      const roles = {
        '.env.bot': 'greenlight_bot',
        '.env.agents': 'greenlight_agent',
        '.env.governor': 'greenlight_governor',
      };
      for (const [name, role] of Object.entries(roles)) {
        const token = Object.entries(env(name)).find(([key]) => key.endsWith('DATABASE_TOKEN'))?.[1] ?? '';
        const read = readRoleToken(token);
        expect(read?.role).toBe(role);
        const days = ((read?.expiresAtMs ?? 0) - Date.now()) / 86_400_000;
        expect(Math.round(days)).toBe(180);
      }
    });

    it('changes nothing when it runs again', async () => {
      const before = everything();
      const { ok, lines } = await installation.setup();
      expect(ok).toBe(true);
      expect(new Set(Object.values(states(lines)))).toEqual(new Set(['already']));
      expect(everything()).toEqual(before);
    });

    it('needs neither signing key nor admin again, as both are there', async () => {
      const { SETUP_JWT_SECRET: _key, SETUP_ADMIN_USER_ID: _admin, ...given } = installation.answers();
      expect((await installation.setup({ given })).ok).toBe(true);
    });

    it('leaves a database that takes a LinkedIn account as docs/install.md says', async () => {
      const guide = readFileSync(join(import.meta.dirname, '../docs/install.md'), 'utf8');
      const [, sql = ''] = /```sql\n([\s\S]*?)```/.exec(guide) ?? [];
      await installation.query(sql.replace('U012ABCDEF', 'U0RENATA'));
      const { rows } = await installation.query('select team_id, owner_id, tier from outreach.accounts');
      expect(rows).toEqual([{ team_id: 'T0GREENLIGHT', owner_id: 'U0RENATA', tier: 'free' }]);
    });

    it('asks only for what no file holds', async () => {
      const asked: string[] = [];
      const ask: Ask = async ({ name }) => {
        asked.push(name);
        return installation.answers()[name] ?? '';
      };
      expect((await installation.setup({ given: {}, ask })).ok).toBe(true);
      expect(asked).toEqual(['SETUP_DATABASE_URL']);
    });

    it('brings in a changed answer and keeps the operator’s own lines', async () => {
      writeFileSync(
        join(installation.folder, '.env.agents'),
        `${file('.env.agents')}# mine\nAGENT_CONCURRENCY=2\n`,
      );
      const { lines } = await installation.setup({
        given: { ...installation.answers(), OPENAI_MODEL: 'gpt-6-sol' },
      });
      expect(states(lines).Settings).toBe('changed');
      expect(lines.join('\n')).toContain('.env.agents: OPENAI_MODEL');
      expect(file('.env.agents')).toContain('# mine\nAGENT_CONCURRENCY=2\n');
      expect(readConfig(env('.env.agents')).agents).toMatchObject({
        concurrency: 2,
        model: { model: 'gpt-6-sol' },
      });
    });

    it('says where to click when a schema is not exposed', async () => {
      installation.hide('outreach');
      const { ok, lines } = await installation.setup();
      installation.hide();
      expect(ok).toBe(false);
      expect(lines.join('\n')).toMatch(
        /does not expose: outreach[\s\S]*Project Settings > Data API > Exposed schemas/,
      );
    });

    it('grants a role again that was taken from authenticator', async () => {
      await installation.query('revoke greenlight_agent from authenticator');
      const { lines } = await installation.setup();
      expect(lines.join('\n')).toContain(
        'changed  Roles of the parts: granted to authenticator: greenlight_agent',
      );
    });

    it.each(['U0GUEST', 'U0GREENLIGHT', 'U0NOBODY'])(
      'does not make %s admin',
      async (SETUP_ADMIN_USER_ID) => {
        const { ok, lines } = await installation.setup({
          given: { ...installation.answers(), SETUP_ADMIN_USER_ID },
        });
        expect(ok).toBe(false);
        expect(lines.join('\n')).toMatch(/Cannot name U0\w+ admin/);
      },
    );

    it('writes one file for one process when asked, which starts all parts', async () => {
      expect((await installation.setup({ single: true })).ok).toBe(true);
      expect(readConfig(env('.env'))).toMatchObject({
        parts: ['bot', 'agents', 'governor'],
        bot: {},
        agents: {},
        governor: {},
      });
    });
  });

  describe('a team that wants content alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'greenlight-setup-'));
    const read = (name: string) =>
      parseEnv(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
    const answers = () => ({ ...installation.answers(), UNIPILE_DSN: '', UNIPILE_API_KEY: '' });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('leaves Unipile out: nothing of the governor is written, and what is written starts', async () => {
      const { ok, lines } = await installation.setup({ folder, single: true, given: answers() });
      expect(ok).toBe(true);
      expect(lines.join('\n')).toContain('Without outreach, as Unipile is not configured');
      expect(readdirSync(folder).sort()).toEqual(['.env', '.env.agents', '.env.bot']);
      expect(read('.env').PARTS).toBe('bot,agents');
      expect(Object.keys(read('.env')).filter((name) => /UNIPILE|GOVERNOR/.test(name))).toEqual([]);
      expect(readConfig(read('.env'))).toMatchObject({ parts: ['bot', 'agents'], governor: undefined });
    });

    it('is asked for it once, and may pass it over', async () => {
      const asked: string[] = [];
      const ask: Ask = async ({ name }) => {
        asked.push(name);
        return (answers() as Record<string, string>)[name] ?? '';
      };
      expect((await installation.setup({ folder, given: {}, ask })).ok).toBe(true);
      expect(asked).toEqual(['SETUP_DATABASE_URL', 'UNIPILE_API_VERSION']);
    });

    it('rotates no token of a governor that it does not run', async () => {
      expect((await installation.rotate([], { folder, given: answers() })).ok).toBe(true);
      expect(readdirSync(folder).sort()).toEqual(['.env', '.env.agents', '.env.bot']);
    });

    it('adds outreach later: the missing half is named, the webhook secret is made and not shown', async () => {
      const half = await installation.setup({ folder, given: { ...answers(), UNIPILE_DSN: 'x.invalid:1' } });
      expect(half.ok).toBe(false);
      expect(half.lines.join('\n')).toContain('UNIPILE_API_KEY: ');
      const { ok, lines } = await installation.setup({ folder, given: installation.answers() });
      expect(ok).toBe(true);
      const secret = read('.env.governor').UNIPILE_WEBHOOK_SECRET ?? '';
      expect(secret).toMatch(/^[0-9a-f]{48}$/);
      expect(lines.join('\n')).not.toContain(secret);
      expect(readConfig(read('.env')).parts).toEqual(['bot', 'agents', 'governor']);
      await installation.setup({ folder });
      expect(read('.env.governor').UNIPILE_WEBHOOK_SECRET).toBe(secret);
    });
  });

  describe('a team whose Unipile account speaks V2', () => {
    const folder = mkdtempSync(join(tmpdir(), 'greenlight-setup-'));
    const given = () => ({ ...installation.answers(), UNIPILE_DSN: '', UNIPILE_API_VERSION: 'v2' });
    const read = () => parseEnv(readFileSync(join(folder, '.env.governor'), 'utf8'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('gives the secret that Unipile made, and no address', async () => {
      const half = await installation.setup({ folder, given: given() });
      expect(half.ok).toBe(false);
      expect(half.lines.join('\n')).toMatch(/UNIPILE_WEBHOOK_SECRET: Secret with which Unipile signs/);
      const UNIPILE_WEBHOOK_SECRET = 'wes_secret-of-the-endpoint';
      const { ok, lines } = await installation.setup({
        folder,
        given: { ...given(), UNIPILE_WEBHOOK_SECRET },
      });
      expect(ok).toBe(true);
      expect(lines.join('\n')).toContain('docs/unipile.md');
      expect(lines.join('\n')).not.toContain(UNIPILE_WEBHOOK_SECRET);
      expect(read()).not.toHaveProperty('UNIPILE_DSN');
      expect(readConfig(read()).governor?.unipile).toMatchObject({
        version: 'v2',
        apiUrl: 'https://api.unipile.com',
        webhookSecret: UNIPILE_WEBHOOK_SECRET,
      });
    });

    it('refuses the host of v1 beside it', async () => {
      const { ok, lines } = await installation.setup({
        folder,
        given: { ...given(), UNIPILE_DSN: 'api8.unipile.com:13443' },
      });
      expect(ok).toBe(false);
      expect(lines.join('\n')).toMatch(/UNIPILE_DSN: api8.unipile.com is a host of v1/);
    });
  });

  it('takes an app-level token in place of the signing secret, for Socket Mode', async () => {
    const { SLACK_SIGNING_SECRET: _secret, ...given } = installation.answers();
    const folder = mkdtempSync(join(tmpdir(), 'greenlight-setup-'));
    const SLACK_APP_TOKEN = installation.slack().slack.appToken;
    const { ok } = await installation.setup({ folder, given: { ...given, SLACK_APP_TOKEN } });
    const written = parseEnv(readFileSync(join(folder, '.env.bot'), 'utf8')) as Record<string, string>;
    rmSync(folder, { recursive: true, force: true });
    expect(ok).toBe(true);
    expect(readConfig(written).bot?.slack).toMatchObject({ appToken: SLACK_APP_TOKEN, signingSecret: '' });
  });

  describe('rotateTokens()', () => {
    it('mints beside the old token, and both work', async () => {
      const old = env('.env.bot').BOT_DATABASE_TOKEN;
      const agents = file('.env.agents');
      const { ok, lines } = await installation.rotate(['bot'], { nowMs: Date.now() + 2000, days: 90 });
      expect(ok).toBe(true);
      expect(lines.join('\n')).toMatch(
        /Token of bot: valid until .* in .env.bot and .env; the old one is valid until/,
      );
      expect(lines.join('\n')).toContain('one replica at a time');
      const fresh = env('.env.bot').BOT_DATABASE_TOKEN;
      expect(fresh).not.toBe(old);
      expect(env('.env').BOT_DATABASE_TOKEN).toBe(fresh);
      expect(file('.env.agents')).toBe(agents);
      for (const token of [old, fresh])
        expect((await call(token, 'platform', 'schema_version')).status).toBe(200);
    });

    it('goes over to an ES256 key with a kid', async () => {
      const { key, kid } = installation.signingKey;
      const jwk = JSON.stringify({ ...key, kid });
      const { SETUP_JWT_SECRET: _secret, ...given } = installation.answers();
      const { ok } = await installation.rotate([], { given: { ...given, SETUP_JWT_PRIVATE_KEY: jwk } });
      expect(ok).toBe(true);
      for (const name of ['.env.bot', '.env.agents', '.env.governor']) {
        const token = Object.entries(env(name)).find(([key]) => key.endsWith('DATABASE_TOKEN'))?.[1] ?? '';
        const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
        expect(header).toMatchObject({ alg: 'ES256', kid });
        expect((await call(token, 'platform', 'schema_version')).status).toBe(200);
      }
    });

    it('leaves every file as it was when the key is refused or the part unknown', async () => {
      const before = everything();
      const wrong = {
        ...installation.answers(),
        SETUP_JWT_SECRET: 'another secret that is long enough for HS256',
      };
      expect((await installation.rotate([], { given: wrong })).ok).toBe(false);
      const unknown = await installation.rotate(['bots']);
      expect(unknown.lines.join('\n')).toContain('accepted: bot, agents, governor');
      expect(everything()).toEqual(before);
    });
  });

  it('replaces a token that ends within two weeks', async () => {
    const nowMs = Date.now() + 170 * 86_400_000;
    const { lines } = await installation.setup({ nowMs, given: { ...installation.answers() } });
    expect(states(lines)['Tokens of the parts']).toBe('changed');
  });

  afterAll(() => {
    const answers = installation.answers();
    const files = ['.env', '.env.bot', '.env.agents', '.env.governor'].flatMap((name) =>
      Object.entries(env(name)),
    );
    const password = new URL(answers.SETUP_DATABASE_URL ?? '').password;
    const secrets = [
      password,
      answers.SETUP_JWT_SECRET,
      answers.SLACK_BOT_TOKEN,
      answers.SLACK_SIGNING_SECRET,
      answers.OPENAI_API_KEY,
      answers.UNIPILE_API_KEY,
      env('.env.governor').UNIPILE_WEBHOOK_SECRET,
      ...files.filter(([name]) => name.endsWith('TOKEN')).map(([, value]) => value),
    ];
    for (const secret of secrets) expect(installation.printed.join('\n')).not.toContain(secret);
  });
});
