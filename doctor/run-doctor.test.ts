import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from '../bot/start.ts';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { createHint } from '../platform/hint.ts';
import { silentLog } from '../platform/log.ts';
import type { Part } from '../platform/part.ts';
import { hs256, mintRoleToken } from '../platform/role-token.ts';
import { knownMigrations } from '../platform/schema-version.ts';
import { wakeRoute } from '../platform/wake/wake-route.ts';
import { aShortDeck, startTestModel } from '../testing/doctor/model.ts';
import { type LinkedInSimulator, startLinkedIn } from '../testing/linkedin.ts';
import { startApp, temporaryData } from '../testing/product/app.ts';
import { useInstallation } from '../testing/setup/installation.ts';
import { standInManifest } from '../testing/slack.ts';
import { mintToken } from '../testing/supabase/programs.ts';
import { partNamed } from './each-part.ts';
import { printTable } from './print-table.ts';
import { type Diagnosis, type DoctorOptions, runDoctor } from './run-doctor.ts';

const installation = useInstallation();
const root = resolve(import.meta.dirname, '..');
const printed: string[] = [];
let linkedIn: LinkedInSimulator;
let model: Awaited<ReturnType<typeof startTestModel>>;
let good: Record<string, Record<string, string>>;
let bot: Part;
const { query } = installation;
const day = 86_400_000;

beforeAll(async () => {
  model = await startTestModel(aShortDeck);
  linkedIn = await startLinkedIn({
    dataFolder: mkdtempSync(join(installation.folder, 'linkedin-')),
    log: silentLog,
    webhookUrl: () => 'http://127.0.0.1:9/',
    now: Date.now,
  });
  const { ok, lines } = await installation.setup({
    given: {
      ...installation.answers(),
      OPENAI_BASE_URL: model.url,
      OPENAI_MODEL: 'gpt-6-luna',
      UNIPILE_DSN: linkedIn.url,
      UNIPILE_API_KEY: linkedIn.apiKey,
    },
  });
  if (!ok) throw new Error(lines.join('\n'));
  good = Object.fromEntries(
    ['bot', 'agents', 'governor'].map((name) => [name, readSettings(`.env.${name}`)]),
  );
  await protect();
  writeManifest([...standInManifest.scopes]);
  const settings = readConfig(good.bot).bot;
  if (!settings) throw new Error('No settings of the bot');
  const hints = { jobs: createHint(), outbox: createHint() };
  bot = await startBot(settings, { log: silentLog, clock: systemClock, random: systemRandom, hints });
  installation.slack().setApp((req, res) => bot.handle?.(req, res) ?? false);
});
afterAll(async () => {
  await bot.stop(1000);
  await model.stop();
  await linkedIn.stop();
  const output = [...printed, ...installation.printed].join('\n');
  for (const [name, value] of Object.values(good).flatMap((env) => Object.entries(env))) {
    if (/TOKEN|SECRET|API_KEY/.test(name)) expect(output).not.toContain(value);
  }
});
/** A second approver, and a backup. */
async function protect(): Promise<void> {
  const team_id = good.bot?.SLACK_TEAM_ID;
  await query('select platform.note_person($1)', [
    { team_id, user_id: 'U0SECOND', name: 'Second', tz: 'UTC' },
  ]);
  await query("select platform.set_role($1, 'U0SECOND', 'approver')", [team_id]);
  await query('select platform.note_backup()');
}
const manifestFile = join(installation.folder, 'manifest.json');
const writeManifest = (bot: string[]) =>
  writeFileSync(manifestFile, JSON.stringify({ oauth_config: { scopes: { bot } } }));
const readSettings = (file: string) =>
  parseEnv(readFileSync(join(installation.folder, file), 'utf8')) as Record<string, string>;

async function doctor(more: Partial<DoctorOptions> = {}): Promise<Diagnosis> {
  const diagnosis = await runDoctor({
    folder: installation.folder,
    env: {},
    now: Date.now,
    publicUrl: installation.slack().origin,
    manifestFile,
    browser: null,
    nodeVersion: '24.21.0',
    ...more,
  });
  printed.push(JSON.stringify(diagnosis), printTable(diagnosis));
  return diagnosis;
}
/** What is not right, as `check: note -> fix`. */
const faults = ({ lines }: Diagnosis, status: string) =>
  lines.filter((line) => line.status === status).map((line) => `${line.check}: ${line.note} -> ${line.fix}`);
/** Settings of one part with something changed. */
const as = (part: string, change: Record<string, string | undefined>) => ({
  env: { ...good[part], ...change },
});

describe('runDoctor()', () => {
  it('warns of what a team misses only once it needs it', async () => {
    const team = good.bot?.SLACK_TEAM_ID;
    await query("update platform.people set role = 'member' where user_id = 'U0SECOND'");
    await query("select platform.note_backup(now() - interval '30 days')");
    await query(
      `insert into content.budget_caps (team_id, scope, usd) values ($1, 'month', null)
       on conflict (team_id, scope) do update set usd = null`,
      [team],
    );
    expect(faults(await doctor(), 'warn')).toEqual([
      expect.stringMatching(/^safeguards: 1 person may approve, .* -> .*\/approvers/),
      expect.stringMatching(/^safeguards: no cap in money for month -> .*\/budget/),
      expect.stringMatching(/^safeguards: the last backup is 30 days old -> .*note_backup/),
    ]);
    await query('delete from content.budget_caps where team_id = $1', [team]);
    await protect();
  });

  it('is green after setup, for every part, and each check was made', async () => {
    const diagnosis = await doctor();
    expect([...faults(diagnosis, 'warn'), ...faults(diagnosis, 'fail')]).toEqual([]);
    expect(diagnosis.ok).toBe(true);
    const made = (where: string) =>
      diagnosis.lines.filter((line) => line.where === where).map((line) => line.check);
    expect(made('.env.bot')).toEqual([
      'configuration',
      'own secrets',
      'Slack token',
      'Slack scopes',
      'signing secret',
      'token role',
      'token expiry',
      'database',
      'exposed schemas',
      'migrations',
      'privileges',
      'team',
      'safeguards',
      'files',
      'outbox',
      'program webhooks',
      'clock',
      'clock',
      'metrics',
    ]);
    expect(made('.env.agents')).toEqual([
      'configuration',
      'own secrets',
      'token role',
      'token expiry',
      'database',
      'exposed schemas',
      'migrations',
      'privileges',
      'artifact store',
      'files',
      'clock',
      'model',
      'model price',
      'model end',
      'metrics',
    ]);
    expect(made('.env.governor')).toEqual([
      'configuration',
      'own secrets',
      'token role',
      'token expiry',
      'database',
      'exposed schemas',
      'migrations',
      'privileges',
      'clock',
      'Unipile',
      'webhook secret',
      'metrics',
    ]);
  });

  it.each([
    ['bot', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, 'Slack token: Slack says invalid_auth'],
    [
      'bot',
      { SLACK_TEAM_ID: 'T0OTHER' },
      'Slack token: the token is of team T0GREENLIGHT, SLACK_TEAM_ID says T0OTHER',
    ],
    ['bot', { SLACK_SIGNING_SECRET: 'f'.repeat(32) }, 'signing secret: .* refuses requests signed with it'],
    ['bot', { SLACK_SIGNING_SECRET: undefined }, 'configuration: SLACK_SIGNING_SECRET: missing'],
    ['bot', { SLACK_APP_TOKEN: 'xapp-wrong' }, 'Socket Mode: Slack says invalid_auth'],
    ['bot', { PORT: 'x', SLACK_TEAM_ID: undefined }, 'configuration: PORT: .*; SLACK_TEAM_ID: missing'],
    ['bot', { SUPABASE_URL: 'http://127.0.0.1:9' }, 'database: http://127.0.0.1:9 does not answer: '],
    ['bot', { SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_wrong' }, 'database: refuses the publishable key'],
    ['bot', { BOT_DATABASE_TOKEN: 'a.b.c' }, 'token role: BOT_DATABASE_TOKEN is no token of a part'],
    ['agents', { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, 'model: Model "gpt-6-luna" did not answer: '],
    ['agents', { OPENAI_MODEL: undefined }, 'configuration: OPENAI_MODEL: missing; the endpoint at'],
    ['agents', { OPENAI_PRICE_INPUT: '-1' }, 'configuration: OPENAI_PRICE_INPUT: expected USD per million'],
    ['governor', { UNIPILE_API_KEY: 'wrong-key' }, 'Unipile: .* refuses the key \\(401\\)'],
    ['governor', { UNIPILE_DSN: 'http://127.0.0.1:9' }, 'Unipile: http://127.0.0.1:9 does not answer: '],
    ['governor', { UNIPILE_DSN: 'http://unipile.invalid' }, 'Unipile: UNIPILE_DSN: expected a host'],
    ['governor', { UNIPILE_DSN: undefined }, 'configuration: UNIPILE_DSN: missing'],
    // A key of v1 is none of V2.
    [
      'governor',
      { UNIPILE_API_VERSION: 'v2' },
      'Unipile: .* refuses the key \\(401 api/missing_authorization\\)',
    ],
    ['governor', { UNIPILE_API_VERSION: 'v3' }, 'configuration: UNIPILE_API_VERSION: '],
    ['governor', { UNIPILE_WEBHOOK_SECRET: 'short' }, 'webhook secret: expected at least 16 characters'],
    ['governor', { GOVERNOR_DATABASE_TOKEN: 'a.b.c' }, 'token role: GOVERNOR_DATABASE_TOKEN is no token'],
  ])('finds in the settings of %s: %j', async (part, change, fault) => {
    const diagnosis = await doctor(as(part, change));
    expect(diagnosis.ok).toBe(false);
    expect(faults(diagnosis, 'fail').join('\n')).toMatch(new RegExp(`^${fault}`, 'm'));
    for (const line of diagnosis.lines) if (line.status !== 'ok') expect(line.fix).toBeTruthy();
  });

  it('says what it means that no token for Prometheus is set', async () => {
    expect(faults(await doctor(as('agents', { METRICS_TOKEN: undefined })), 'skip')).toEqual([
      expect.stringMatching(/^metrics: METRICS_TOKEN is not set: .*alerts\.yaml.* -> .*npm run setup/),
    ]);
  });

  it('tells of programs that were not told of ends, with why and what to do', async () => {
    const token = async (name: string, owner_id: string) => {
      const { id } = await mintToken(
        { owner: { query } },
        {
          name,
          owner_id,
          team_id: good.bot?.SLACK_TEAM_ID,
          people: [owner_id],
          webhook_url: 'https://a.example/h',
          webhook_secret: 'signs',
        },
      );
      return id;
    };
    const [away, left, revoked] = [
      await token('away', 'U0SECOND'),
      await token('left', 'U0SECOND'),
      await token('gone', 'U0SECOND'),
    ];
    await query(
      `insert into content.jobs (id, type, brief, team_id, requester_id, channel_id, idempotency_key)
       values ('of-a-program', 'carousel', '{"topic": "x"}', $1, 'U0SECOND', 'C1', 'of-a-program')`,
      [good.bot?.SLACK_TEAM_ID],
    );
    await query(
      `insert into content.webhooks (token_id, job_id, event, body, status, last_error, run_at)
       select t, 'of-a-program', 'cancelled', '{}', 'given_up', e, now() - d from (values
         ($1, 'http_500', interval '2 days'), ($1, 'http_410', interval '1 day'), ($1, 'http_404', interval '8 days'),
         ($2, 'owner_not_allowed', interval '1 day'), ($3, 'token_revoked', interval '1 day')) as w (t, e, d)`,
      [away, left, revoked],
    );
    await query('update content.job_tokens set revoked_at = now() where id = $1', [revoked]);
    expect(faults(await doctor(as('bot', {})), 'warn')).toEqual([
      expect.stringMatching(
        /^program webhooks: token "away": 2 given up in the last 7 days, the last one because of http_410 -> .*GET \/jobs/,
      ),
      expect.stringMatching(
        /^program webhooks: token "left": 1 given up .* owner_not_allowed -> .*npm run token/,
      ),
    ]);
    await query('delete from content.webhooks; delete from content.jobs; delete from content.job_tokens');
  });

  it('asks each part that is woken for its /wake and the secret, and wakes none', async () => {
    const secret = 'w'.repeat(40);
    let woken = 0;
    const part = {
      wake: async () => {
        woken += 1;
        return { did: 0, left: 0 };
      },
    };
    const route = (own: string | undefined) =>
      wakeRoute({ secret: own, limitMs: 1000 } as Parameters<typeof wakeRoute>[0], {
        parts: [part],
        wakeHere: () => {},
        log: silentLog,
      });
    const serve = async (own: string | undefined) => {
      const server = createServer((req, res) => void (route(own)(req, res) || res.writeHead(404).end()));
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        stop: () => server.close(),
      };
    };
    const [right, other, none] = [await serve(secret), await serve('x'.repeat(40)), await serve(undefined)];
    const settings = (urls: Record<string, string>) =>
      as('bot', { SLEEPS: 'true', WAKE_SECRET: secret, ...urls });
    const line = async (urls: Record<string, string>) =>
      (await doctor(settings(urls))).lines
        .filter(({ check }) => check === 'wake')
        .map(({ status, note, fix }) => `${status}: ${note} -> ${fix}`);
    expect(
      await line({ BOT_WAKE_URL: right.url, AGENTS_WAKE_URL: other.url, GOVERNOR_WAKE_URL: none.url }),
    ).toEqual([
      expect.stringMatching(/^ok: bot: .*\/wake takes WAKE_SECRET/),
      expect.stringMatching(/^fail: agents: .*\/wake refuses WAKE_SECRET -> All parts need the same one/),
      expect.stringMatching(/^fail: governor: .* has no \/wake -> Give that part WAKE_SECRET/),
    ]);
    expect(await line({ BOT_WAKE_URL: 'http://127.0.0.1:9' })).toEqual([
      expect.stringMatching(/^fail: bot: .* does not answer: .* -> .*scheduler alone/),
    ]);
    expect(woken).toBe(0);
    // Without the secret the configuration's check speaks.
    const lacking = await doctor(as('agents', { SLEEPS: 'true', WAKE_SECRET: '', BOT_WAKE_URL: right.url }));
    expect(faults(lacking, 'fail').join('\n')).toMatch(/^configuration: WAKE_SECRET: missing/m);
    const alone = await doctor(as('agents', { SLEEPS: 'true', WAKE_SECRET: secret }));
    expect(faults(alone, 'skip').join('\n')).toMatch(/^wake: it sleeps and wakes no other part/m);
    for (const served of [right, other, none]) served.stop();
  });

  it('is green in Socket Mode, which needs no signing secret', async () => {
    const change = { SLACK_APP_TOKEN: installation.slack().slack.appToken, SLACK_SIGNING_SECRET: undefined };
    const diagnosis = await doctor(as('bot', change));
    expect([...faults(diagnosis, 'warn'), ...faults(diagnosis, 'fail')]).toEqual([]);
    expect(diagnosis.lines.find((line) => line.check === 'Socket Mode')?.status).toBe('ok');
  });

  it('finds a token of another part', async () => {
    const diagnosis = await doctor(as('bot', { BOT_DATABASE_TOKEN: good.agents?.AGENTS_DATABASE_TOKEN }));
    expect(faults(diagnosis, 'fail').join('\n')).toMatch(
      /token role: BOT_DATABASE_TOKEN is of role greenlight_agent; greenlight_bot is needed.*rotate bot/,
    );
  });

  it('warns of a token two weeks before its end, and fails on one that has ended', async () => {
    const fake = (days: number) => doctor({ now: () => Date.now() + days * day });
    expect(faults(await fake(160), 'fail').join('\n')).not.toMatch(/token expiry/);
    expect(faults(await fake(170), 'warn').join('\n')).toMatch(
      /token expiry: ends on .* in 9 days -> .*rotate bot/,
    );
    expect(faults(await fake(181), 'fail').join('\n')).toMatch(/token expiry: ended on /);
  });

  it('tells an ended token from one that was signed with another key', async () => {
    const part = partNamed('bot');
    const seconds = day / 1000;
    const secret = installation.answers().SETUP_JWT_SECRET ?? '';
    const ended = await mintRoleToken(hs256(secret), part, { nowMs: Date.now() - 2 * day, seconds });
    const foreign = await mintRoleToken(hs256('x'.repeat(40)), part, { nowMs: Date.now(), seconds });
    expect(faults(await doctor(as('bot', { BOT_DATABASE_TOKEN: ended })), 'fail').join('\n')).toMatch(
      /token expiry: ended on [\s\S]*database: refuses the token: JWT expired -> .*rotate bot/,
    );
    expect(faults(await doctor(as('bot', { BOT_DATABASE_TOKEN: foreign })), 'fail').join('\n')).toMatch(
      /database: refuses the token's signature/,
    );
  });

  it.each([
    [45, 'warn', /4[3-7] s ahead of the database/],
    [-45, 'warn', /4[3-7] s behind Slack/],
    [150, 'fail', /1(4[89]|5[0-2]) s ahead of the database/],
    [-150, 'fail', /1(4[89]|5[0-2]) s behind the database/],
  ])('finds a clock that is %i s off', async (seconds, status, note) => {
    const diagnosis = await doctor({ ...as('bot', {}), now: () => Date.now() + seconds * 1000 });
    expect(faults(diagnosis, status).join('\n')).toMatch(note);
  });

  it('finds a missing scope, and names one that is not needed', async () => {
    writeManifest([...standInManifest.scopes, 'reactions:read']);
    expect(faults(await doctor(as('bot', {})), 'fail').join('\n')).toMatch(
      /Slack scopes: missing reactions:read -> .*Reinstall/,
    );
    writeManifest(standInManifest.scopes.filter((scope) => scope !== 'im:write'));
    expect(faults(await doctor(as('bot', {})), 'warn').join('\n')).toMatch(/has im:write besides/);
    writeManifest([...standInManifest.scopes]);
    const none = await doctor({ ...as('bot', {}), manifestFile: '/nowhere.json' });
    expect(faults(none, 'fail').join('\n')).toContain('Run "npm run manifest"');
  });

  it('finds no missing scope with the manifest of this release', async () => {
    const diagnosis = await doctor({ ...as('bot', {}), manifestFile: join(root, 'slack-manifest.json') });
    expect(faults(diagnosis, 'fail')).toEqual([]);
  });

  it('does not claim that a signing secret is right which it could not try', async () => {
    const diagnosis = await doctor({ ...as('bot', {}), publicUrl: null });
    expect(diagnosis.ok).toBe(true);
    expect(faults(diagnosis, 'warn').join('\n')).toMatch(
      /signing secret: has the right form, not tried -> .*--url=/,
    );
  });

  it('finds a schema that is one migration behind, and is content with a newer one', async () => {
    const history = 'supabase_migrations.schema_migrations';
    const newest = knownMigrations().at(-1);
    await query(`delete from ${history} where version = $1`, [newest]);
    expect(faults(await doctor(as('agents', {})), 'fail')).toEqual([
      expect.stringMatching(new RegExp(`^migrations: 1 behind, the first is ${newest} -> .*npm run setup`)),
    ]);
    await query(`insert into ${history} (version) values ($1), ('29991231000000')`, [newest]);
    expect((await doctor(as('agents', {}))).ok).toBe(true);
    await query(`delete from ${history} where version = '29991231000000'`);
  });

  it('says of a project of an earlier release that a new one is needed, and warns of what the CLI advises', async () => {
    const history = 'supabase_migrations.schema_migrations';
    await query(`insert into ${history} (version) values ('20261122000100')`);
    expect(faults(await doctor(as('agents', {})), 'fail')).toEqual([
      expect.stringMatching(/^migrations: of an earlier release -> .*new Supabase project.*migration repair/),
    ]);
    await query(`delete from ${history} where version = '20261122000100'`);
  });

  it('finds a schema that the API does not expose', async () => {
    for (const schema of ['outreach', 'platform']) {
      installation.hide(schema);
      const diagnosis = await doctor(as('agents', {}));
      installation.hide();
      expect(faults(diagnosis, 'fail').join('\n')).toMatch(
        new RegExp(`exposed schemas: the API does not expose ${schema} -> .*Project Settings > Data API`),
      );
    }
  });

  describe('privileges', () => {
    it.each([
      [
        'grant execute on function content.record_review to greenlight_agent',
        'revoke execute on function content.record_review from greenlight_agent',
        /greenlight_agent holds more than it should: content.record_review\(p_click jsonb\)/,
      ],
      [
        'grant select on content.jobs to greenlight_agent',
        'revoke select on content.jobs from greenlight_agent',
        /holds more than it should: table content.jobs/,
      ],
      [
        'grant greenlight_bot to greenlight_agent',
        'revoke greenlight_bot from greenlight_agent',
        /holds more than it should: .*role greenlight_bot/,
      ],
      [
        'revoke execute on function content.claim_job from greenlight_agent',
        'grant execute on function content.claim_job to greenlight_agent',
        /greenlight_agent lacks content.claim_job/,
      ],
    ])('finds: %s', async (plant, remove, note) => {
      await query(plant);
      const diagnosis = await doctor(as('agents', {}));
      await query(remove);
      expect(faults(diagnosis, 'fail').join('\n')).toMatch(note);
      expect((await doctor(as('agents', {}))).ok).toBe(true);
    });
  });

  it('finds a role that authenticator may not act as', async () => {
    await query('revoke greenlight_agent from authenticator');
    const diagnosis = await doctor(as('agents', {}));
    await query('grant greenlight_agent to authenticator');
    expect(faults(diagnosis, 'fail').join('\n')).toMatch(/database: .*(greenlight_agent|permission denied)/);
  });

  it('finds a team that is not installed and a database of a sandbox', async () => {
    await query('update platform.settings set sandbox = true');
    const diagnosis = await doctor(as('bot', {}));
    await query('update platform.settings set sandbox = false');
    expect(faults(diagnosis, 'fail').join('\n')).toContain('migrations: the database is marked as a sandbox');
  });

  it('leaves nothing behind when it tries the artifact store', async () => {
    const count = async () =>
      (
        await query(
          'select (select count(*) from content.jobs) as jobs, (select count(*) from content.artifacts) as files',
        )
      ).rows;
    const before = await count();
    expect(
      (await doctor(as('agents', {}))).lines.find((line) => line.check === 'artifact store')?.note,
    ).toContain('read back');
    expect(await count()).toEqual(before);
  });

  it('tries the bucket for files as each part, and says when it is public, gone or shut', async () => {
    const files = async (part: string) =>
      (await doctor(as(part, {}))).lines.find((line) => line.check === 'files');
    expect((await files('agents'))?.note).toBe('new ones go into the database');
    expect((await installation.files(['bucket', 'drafts'])).ok).toBe(true);
    for (const part of ['agents', 'bot'])
      expect(await files(part)).toMatchObject({ status: 'ok', note: 'new ones go into bucket "drafts"' });
    // The policies of Storage are no more than is meant.
    const held = (await doctor(as('agents', {}))).lines.find((line) => line.check === 'privileges');
    expect(held?.status).toBe('ok');

    await query(`update storage.buckets set public = true where id = 'drafts'`);
    expect(await files('bot')).toMatchObject({
      status: 'fail',
      note: 'Bucket "drafts" is public, and drafts are not',
    });
    await query(`update storage.buckets set public = false where id = 'drafts'`);
    await query('drop policy greenlight_agents_add_files on storage.objects; delete from storage.objects');
    expect(await files('agents')).toMatchObject({
      status: 'fail',
      fix: expect.stringContaining('setup -- files bucket'),
    });
    await query('drop policy greenlight_parts_see_their_buckets on storage.buckets');
    expect((await files('bot'))?.note).toContain('sees no bucket "drafts"');
    expect((await installation.files(['bucket', 'drafts'])).ok).toBe(true);
    expect((await files('agents'))?.status).toBe('ok');
    await installation.files(['database']);
  });

  it('says when a model answers out of form, and when its price is not known', async () => {
    const chatty = await startTestModel('Sure! Here you are.');
    const diagnosis = await doctor(as('agents', { OPENAI_BASE_URL: chatty.url, OPENAI_MODEL: 'own-model' }));
    await chatty.stop();
    expect(faults(diagnosis, 'fail').join('\n')).toMatch(
      /model: "own-model" did not keep to the shape of an answer/,
    );
    expect(faults(diagnosis, 'warn').join('\n')).toMatch(
      /model price: the price of "own-model" is not known/,
    );
  });

  it('says how a model is bound to the shape, how long it took and what it cost', async () => {
    const line = async (text: string) => {
      const endpoint = await startTestModel(text);
      const diagnosis = await doctor(as('agents', { OPENAI_BASE_URL: endpoint.url }));
      await endpoint.stop();
      return diagnosis.lines.find(({ check }) => check === 'model')?.note;
    };
    expect(await line(aShortDeck)).toMatch(
      /json_schema, only asked; max_tokens; effort; [\d.]+ s; 900 \+ 5 tokens, 0\.0000\d USD/,
    );
    expect(await line(JSON.stringify({ ...JSON.parse(aShortDeck), seal: 'kestrel-7' }))).toMatch(
      /json_schema, obeyed/,
    );
  });

  it('warns of a model that ends soon with the one that follows it, and fails after its end', async () => {
    const near = await doctor(as('agents', { OPENAI_MODEL: 'gpt-4o' }));
    expect(faults(near, 'warn').join('\n')).toMatch(
      /model end: "gpt-4o" is shut down on 2027-01-14.*gpt-6-luna/s,
    );
    const over = await doctor(as('agents', { OPENAI_MODEL: 'gpt-4.1-nano' }));
    expect(faults(over, 'fail').join('\n')).toMatch(/model end: "gpt-4.1-nano" was shut down on 2026-10-23/);
  });

  it('warns of secrets that a part does not need', async () => {
    const change = {
      OPENAI_API_KEY: good.agents?.OPENAI_API_KEY,
      SETUP_JWT_SECRET: installation.answers().SETUP_JWT_SECRET,
    };
    expect(
      faults(await doctor(as('bot', { ...change, OPENAI_BASE_URL: model.url })), 'warn').join('\n'),
    ).toMatch(/own secrets: holds OPENAI_API_KEY, SETUP_JWT_SECRET/);
  });

  describe('Unipile V2', () => {
    let v2: LinkedInSimulator;
    const over = (change: Record<string, string> = {}) =>
      doctor(
        as('governor', {
          UNIPILE_API_VERSION: 'v2',
          UNIPILE_DSN: v2.url,
          UNIPILE_API_KEY: v2.apiKey,
          UNIPILE_WEBHOOK_SECRET: v2.webhookSecret,
          ...change,
        }),
      );
    const notes = (diagnosis: Awaited<ReturnType<typeof doctor>>, check: string) =>
      diagnosis.lines.filter((line) => line.check === check).map(({ status, note }) => `${status} ${note}`);
    beforeAll(async () => {
      v2 = await startLinkedIn({
        dataFolder: mkdtempSync(join(installation.folder, 'linkedin-')),
        log: silentLog,
        webhookUrl: () => 'http://127.0.0.1:9/',
        now: Date.now,
        version: 'v2',
      });
    });
    afterAll(() => v2.stop());

    it('takes a scoped key, which sees the accounts and not the endpoint', async () => {
      const diagnosis = await over();
      expect(faults(diagnosis, 'fail')).toEqual([]);
      expect(notes(diagnosis, 'Unipile')).toEqual([
        expect.stringMatching(/^ok .*takes the key; 1 LinkedIn account\(s\)$/),
      ]);
      expect(notes(diagnosis, 'webhook secret')).toEqual([
        expect.stringMatching(/^ok .*this key does not see the endpoints/),
      ]);
    });

    it('compares the secret with the endpoint where the key sees it, and shows neither', async () => {
      const seen = await over({ UNIPILE_API_KEY: v2.serviceKey });
      expect(notes(seen, 'webhook secret')).toEqual([
        expect.stringMatching(/^warn .*manages the whole application/),
        expect.stringMatching(/^ok .*an endpoint has this secret/),
      ]);
      const other = await over({
        UNIPILE_API_KEY: v2.serviceKey,
        UNIPILE_WEBHOOK_SECRET: 'wes_of-another-endpoint',
      });
      expect(faults(other, 'fail').join('\n')).toMatch(/webhook secret: no endpoint has this secret/);
      expect(JSON.stringify([seen, other])).not.toContain(v2.webhookSecret);
    });

    it('reads none of the accounts with a key of v1', async () => {
      const diagnosis = await over({ UNIPILE_API_KEY: linkedIn.apiKey });
      expect(faults(diagnosis, 'fail').join('\n')).toMatch(
        /refuses the key \(401 api\/missing_authorization\)/,
      );
    });
  });

  it('says of a team without outreach that Unipile is not configured, and finds nothing wrong', async () => {
    const folder = join(installation.folder, 'content');
    mkdirSync(folder);
    const write = (name: string, env: Record<string, string | undefined>) =>
      writeFileSync(
        join(folder, name),
        Object.entries(env)
          .map(([key, value]) => `${key}=${value}\n`)
          .join(''),
      );
    write('.env', { ...good.bot, ...good.agents, PARTS: 'bot,agents' });
    // As a release without a governor left it.
    const {
      UNIPILE_API_VERSION: _v,
      UNIPILE_DSN: _d,
      UNIPILE_API_KEY: _k,
      UNIPILE_WEBHOOK_SECRET: _w,
      ...token
    } = good.governor ?? {};
    write('.env.governor', token);
    const diagnosis = await doctor({ folder });
    rmSync(folder, { recursive: true });
    expect([...faults(diagnosis, 'warn'), ...faults(diagnosis, 'fail')]).toEqual([]);
    expect(faults(diagnosis, 'skip')).toEqual([
      expect.stringMatching(
        /^Unipile: not configured: this team runs without outreach -> .*UNIPILE_API_VERSION/,
      ),
    ]);
    expect(printTable(diagnosis)).toMatch(/0 failed, 1 not configured\.\n$/);
  });

  it('finds an old Node', async () => {
    expect(faults(await doctor({ nodeVersion: '20.20.2' }), 'fail').join('\n')).toContain(
      'node: Node 20.20.2 is too old',
    );
  });
});

describe('runDoctor() with nothing but the sandbox', () => {
  const sandbox = (env: Record<string, string>) => doctor({ folder: '/nowhere', env });
  it('checks the machine', async () => {
    const diagnosis = await sandbox({ PORT: '0' });
    expect(diagnosis.ok).toBe(true);
    expect(diagnosis.lines.map((line) => line.check)).toEqual([
      'node',
      'time zones',
      'configuration',
      'embedded Postgres',
      'data folder',
      'port',
      'browser',
    ]);
  });

  it('is content with a sandbox that runs', async () => {
    const data = temporaryData();
    const app = await startApp({ dataFolder: data.path });
    const diagnosis = await sandbox({ PORT: new URL(app.url).port, GREENLIGHT_DATA: data.path });
    await app.stop();
    data.remove();
    expect(faults(diagnosis, 'fail')).toEqual([]);
    const notes = diagnosis.lines.map((line) => line.note).join('\n');
    expect(notes).toMatch(/in use by process \d+/);
    expect(notes).toMatch(/a sandbox runs at .* and is ready/);
  });

  it('finds another program on the port', async () => {
    const other = createServer((_req, res) => res.end('hello'));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const diagnosis = await sandbox({ PORT: String(port) });
    other.closeAllConnections();
    await new Promise((done) => other.close(done));
    expect(faults(diagnosis, 'fail').join('\n')).toMatch(/port: another program uses/);
  });
});

describe('npm run doctor', () => {
  it('prints a table or JSON, and its exit code tells', async () => {
    const right = await command([
      '--folder',
      installation.folder,
      '--json',
      '--url',
      installation.slack().origin,
    ]);
    expect(right.code).toBe(0);
    expect(JSON.parse(right.out)).toMatchObject({ ok: true });
    const wrong = await command([], { ...good.bot, SLACK_BOT_TOKEN: 'xoxb-wrong-0123456789' });
    expect(wrong.code).toBe(1);
    expect(wrong.out).toMatch(
      /^fail +environment +Slack token +Slack says invalid_auth\n +-> Copy SLACK_BOT_TOKEN/m,
    );
    expect(wrong.out).not.toContain('0123456789');
  });
});

async function command(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string }> {
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/launch.mjs'), join(root, 'scripts/doctor.ts'), ...args],
    {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  printed.push(out);
  return { code, out };
}
