import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Governor, startGovernor } from '../../governor/start.ts';
import { type Clock, systemClock } from '../../platform/clock.ts';
import { connectDatabase } from '../../platform/db.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import { type Action, type ActionType, outreachForBot, outreachForGovernor } from '../../ports/outreach.ts';
import { createSandboxClock, type SandboxClock } from '../../sandbox/demo/clock/clock.ts';
import { seedOutreach } from '../../sandbox/demo/seed/seed-outreach.ts';
import { createReadLaw } from '../../sandbox/linkedin/judge/read-law.ts';
import { readSeed } from '../../sandbox/linkedin/seed.ts';
import { type LinkedInSimulator, startLinkedIn } from '../../sandbox/linkedin/start.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { HANG_MS } from '../hang-ms.ts';
import { seeded } from '../seeded.ts';

/** Monday 23 November 2026, 10:00 in São Paulo. */
const MONDAY = Date.parse('2026-11-23T13:00:00Z');
const TEAM = 'T0WORLD';
const AUTHOR = 'ana';
const APPROVER = 'leo';
const NEVER = '0 0 29 2 *';

type Database = Pick<EmbeddedSupabase, 'owner' | 'token' | 'url' | 'publishableKey' | 'fetch' | 'handle'>;

/** The true database and LinkedIn's stand-in with its judge, on one virtual clock; governors are started at will. */
export interface World {
  linkedIn: LinkedInSimulator;
  clock: SandboxClock;
  accountId: string;
  /** Where the database answers to other processes. */
  databaseUrl: string;
  token: string;
  bot: ReturnType<typeof outreachForBot>;
  governor: ReturnType<typeof outreachForGovernor>;
  /** Whom the clock drives, and who takes the webhooks. */
  drive(governor: Governor | undefined): void;
  /** `start`: of another version of the governor. */
  startGovernor(fetch?: typeof globalThis.fetch, start?: typeof startGovernor): Promise<Governor>;
  /** Proposed by one person and approved by another. */
  approve(lead: number, type: ActionType, text?: string | null, account?: string): Promise<string>;
  /** One more account, at LinkedIn and here; answers its id here. */
  addAccount(providerAccountId: string): Promise<string>;
  /** The same, with a time that has come. */
  due(lead: number, type: ActionType, text?: string | null): Promise<string>;
  get(actionId: string): Promise<Action>;
  inject(body: unknown): Promise<void>;
  /** Writes that reached LinkedIn, as [kind, slug]. */
  writes(): { kind: string; lead: string | null; effect: boolean }[];
  /** Moves the clock on without playing what lies between. */
  jump(minutes: number): Promise<void>;
  /** Ends all that waits. */
  clear(): Promise<void>;
  setAccount(columns: Record<string, unknown>): Promise<void>;
  setRules(min: number, max: number): Promise<void>;
  stop(): Promise<void>;
}

export const seed = readSeed();

/**
 * @param draws Seed of lags, of the lateness of beats, of the times of reading.
 * @param version Of Unipile's API between the two.
 */
export async function openWorld(
  db: Database,
  draws = 20261122,
  version: LinkedInSimulator['version'] = 'v1',
): Promise<World> {
  const { owner } = db;
  const random = seeded(draws);
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-world-'));
  await installPeople(db);
  await owner.query('select platform.set_clock_offset(make_interval(secs => $1))', [
    (MONDAY - Date.now()) / 1000,
  ]);

  let driven: Governor | undefined;
  const clock: SandboxClock = await createSandboxClock({
    owner,
    log: silentLog,
    beat: async () => driven?.beat(),
    idle: async () => void (await Promise.all([linkedIn.idle(), driven?.idle()])),
    timers: () => [linkedIn.nextDueAt()],
    random: random.next,
    // On a busy machine what is in flight may take longer than people at the sandbox would wait.
    idleMs: HANG_MS,
  });
  const server = createServer((req, res) => {
    if (db.handle(req, res) || linkedIn.handle(req, res) || driven?.handle?.(req, res)) return;
    res.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const linkedIn = await startLinkedIn({
    dataFolder: folder,
    log: silentLog,
    webhookUrl: () => `${origin}/webhooks/unipile`,
    now: clock.now,
    readLaw: createReadLaw(owner),
    random: random.next,
    version,
  });
  const accountId = await seedOutreach(
    owner,
    { teamId: TEAM, channelId: 'C1' },
    { ...seed, account: { ...seed.account, owner_id: 'rui' } },
  );
  const rpcOf = async (role: 'greenlight_bot' | 'greenlight_governor') =>
    connectDatabase({
      url: db.url,
      publishableKey: db.publishableKey,
      token: await db.token(role),
      fetch: db.fetch,
    })('outreach');
  const bot = outreachForBot(await rpcOf('greenlight_bot'));
  const calls = outreachForGovernor(await rpcOf('greenlight_governor'));
  const token = await db.token('greenlight_governor');
  await bot.acknowledgeTerms(accountId, 'rui');
  await owner.query(
    'update outreach.accounts set warm_up_days = 0, holidays = null, working_days = array[1,2,3,4,5,6,7]',
  );
  let keys = 0;

  const get = async (actionId: string): Promise<Action> => {
    const found = await bot.getAction(actionId);
    if (!found) throw new Error(`No action ${actionId}`);
    return found;
  };
  const approve: World['approve'] = async (lead, type, text = null, account = accountId) => {
    keys += 1;
    const person = seed.leads[lead];
    if (!person) throw new Error(`No lead ${lead}`);
    const proposed = await bot.proposeAction({
      team_id: TEAM,
      account_id: account,
      type,
      profile_url: `https://www.linkedin.com/in/${person.public_identifier}`,
      name: null,
      text,
      author_id: AUTHOR,
      channel_id: 'C1',
      idempotency_key: `key ${keys}`,
      response_url: null,
    });
    if (proposed.action_id === null) throw new Error(`Refused: ${proposed.reason}`);
    const { revision, hash } = await get(proposed.action_id);
    const { outcome } = await bot.decideAction({
      action_id: proposed.action_id,
      revision,
      hash,
      person_id: APPROVER,
      decision: 'approve',
      note: null,
    });
    if (outcome !== 'decided') throw new Error(`Not approved: ${outcome}`);
    return proposed.action_id;
  };
  const jump = async (minutes: number): Promise<void> => {
    await owner.query(
      'select platform.set_clock_offset(clock_offset + make_interval(mins => $1)) from platform.settings',
      [minutes],
    );
    // A play reads the offset that others have set.
    await clock.advance(0);
  };
  return {
    linkedIn,
    clock,
    accountId,
    databaseUrl: origin,
    token,
    bot,
    governor: calls,
    drive(governor) {
      driven = governor;
    },
    startGovernor(fetch = db.fetch, start = startGovernor) {
      const virtual: Clock = { ...systemClock, now: clock.now, elapsed: clock.now };
      return start(
        {
          database: { url: db.url, publishableKey: db.publishableKey, token, fetch },
          unipile: linkedIn.unipile,
          // Beats only when it is told to.
          cron: NEVER,
        },
        {
          log: silentLog,
          clock: virtual,
          random: { next: random.next, id: () => crypto.randomUUID() },
          hints: { jobs: createHint(), outbox: createHint() },
        },
      );
    },
    approve,
    async due(lead, type, text = null) {
      const id = await approve(lead, type, text);
      const at = new Date(clock.now()).toISOString();
      const { revision } = await get(id);
      await calls.planActions([{ action_id: id, revision, scheduled_for: at, jitter_applied_minutes: 0 }]);
      // Past what was foreseen for a person whose profile was never read.
      await jump(2);
      return id;
    },
    get,
    async addAccount(id) {
      const account = {
        ...seed.account,
        id,
        provider_id: `ACoAA${id}`,
        public_identifier: id,
        owner_id: 'rui',
      };
      await injectInto(origin, { account });
      const { rows } = await owner.query('select outreach.install_account($1::jsonb) as id', [
        JSON.stringify({
          team_id: TEAM,
          provider_account_id: id,
          name: id,
          owner_id: 'rui',
          tier: 'premium',
          channel_id: 'C1',
          config: { warm_up_days: 0, holidays: null },
        }),
      ]);
      const added = String(rows[0]?.id);
      await bot.acknowledgeTerms(added, 'rui');
      return added;
    },
    inject: (body) => injectInto(origin, body),
    writes: () =>
      linkedIn
        .calls()
        .filter((c) => c.is_write)
        .map(({ kind, lead, effect }) => ({ kind, lead, effect })),
    jump,
    async clear() {
      for (const { id } of await bot.queue(TEAM, 500)) await bot.cancelAction(id, 'rui');
    },
    async setAccount(columns) {
      for (const [name, value] of Object.entries(columns))
        await owner.query(`update outreach.accounts set ${name} = $1`, [value]);
    },
    async setRules(min, max) {
      await owner.query(
        `update outreach.automation_rules set config = config || jsonb_build_object('min', $1::int, 'max', $2::int, 'rolling_7d_max', null)`,
        [min, max],
      );
      await owner.query('delete from outreach.quota_draws');
    },
    async stop() {
      await linkedIn.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function installPeople({ owner }: Database): Promise<void> {
  await owner.query('select platform.install_team($1)', [
    { team_id: TEAM, name: 'Alba Implantes', locale: 'en', sandbox: true },
  ]);
  await owner.query('update platform.settings set sandbox = true');
  for (const user_id of [AUTHOR, APPROVER, 'rui'])
    await owner.query('select platform.note_person($1)', [
      { team_id: TEAM, user_id, name: user_id, tz: 'UTC', is_guest: false },
    ]);
  await owner.query("select platform.set_role($1, $2, 'approver'), platform.set_role($1, 'rui', 'admin')", [
    TEAM,
    APPROVER,
  ]);
}

async function injectInto(origin: string, body: unknown): Promise<void> {
  const response = await fetch(`${origin}/sandbox/api/linkedin`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}
