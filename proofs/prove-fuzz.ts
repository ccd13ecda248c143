import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registrations } from '../bot/manifest/registrations.ts';
import { startBot } from '../bot/start.ts';
import { headerWebhooks } from '../governor/inbox/webhooks/header-webhooks.ts';
import { receiveWebhook } from '../governor/inbox/webhooks/receive.ts';
import { signedWebhooks } from '../governor/inbox/webhooks/signed-webhooks.ts';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { connectDatabase } from '../platform/db.ts';
import { createHint } from '../platform/hint.ts';
import { type Log, silentLog } from '../platform/log.ts';
import { outreachForBot, outreachForGovernor } from '../ports/outreach.ts';
import { seedOutreach } from '../sandbox/demo/seed/seed-outreach.ts';
import { readSeed } from '../sandbox/linkedin/seed.ts';
import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { halfImported, importTables } from '../testing/fuzz/import-tables.ts';
import { controlInput, jobsInput, slackInput } from '../testing/fuzz/inputs.ts';
import { readDocuments } from '../testing/fuzz/read-documents.ts';
import {
  type FuzzTally,
  type FuzzWorld,
  halfWritten,
  newTally,
  sendInputs,
} from '../testing/fuzz/send-inputs.ts';
import { webhookInput } from '../testing/fuzz/webhook-inputs.ts';
import { mintToken } from '../testing/supabase/programs.ts';
import { startTestWorkspace } from '../testing/workspace.ts';

/** Of so many webhooks one is news; of fewer all may be broken by chance. */
const SOME_ARE_NEWS = 300;
const TEAM = 'T0GREENLIGHT';

const SECRET = 'a-secret-of-the-proof';
/** Resident memory of this process, MB: the bot, the receiver and the reader of documents with its 512 MB of heap. */
const MOST_MB = 1800;

/**
 * Random inputs for every public entry, on the real SQL: the bot's (programs, Slack, the sandbox's control API), the governor's
 * webhooks of both versions, files of leads and documents. None is answered with a fault of ours, none ends the process or hangs,
 * none leaves half a job or half an import.
 *
 * @param count Inputs in all.
 */
export async function proveFuzz(
  database: EmbeddedSupabase,
  options: { seed: number; count: number; log(line: string): void },
) {
  const began = performance.now();
  const faults: string[] = [];
  const logged: Record<string, number> = {};
  const log = counting(logged);
  const answers: Record<string, Record<string, number>> = {};
  let mostMb = 0;
  const crashed = (error: unknown) => faults.push(`a process would have ended: ${String(error)}`);
  process.on('uncaughtException', crashed).on('unhandledRejection', crashed);
  const part = async (
    name: string,
    of: number,
    run: (told: Record<string, number>, given: { seed: number; count: number }) => Promise<string | null>,
  ) => {
    const told: Record<string, number> = {};
    const from = performance.now();
    const given = { seed: options.seed, count: Math.ceil(options.count * of) };
    const wrong = await run(told, given);
    if (wrong) faults.push(`${name}: ${wrong}`);
    answers[name] = sorted(told);
    const mb = Math.round(process.memoryUsage.rss() / 2 ** 20);
    mostMb = Math.max(mostMb, mb);
    options.log(
      `fuzz: ${name}, ${total(told)} inputs in ${Math.round((performance.now() - from) / 1000)} s, ${Object.keys(told).length} kinds of answers, ${mb} MB`,
    );
  };
  const { world, bearer, stop } = await openWorld(database, log);
  const tallies: Record<string, FuzzTally> = { jobs: newTally(), slack: newTally(), control: newTally() };
  const ofBot = [
    ['jobs', jobsInput(bearer), 0.38],
    ['slack', slackInput(registrations()), 0.25],
    ['control', controlInput, 0.1],
  ] as const;
  try {
    for (const [name, input, of] of ofBot)
      await part(name, of, async (told, given) => {
        const tally = tallies[name] ?? newTally();
        const wrong = await sendInputs(world, input, tally, given);
        Object.assign(told, tally.answers);
        return wrong;
      });
    const alive = await fetch(`${world.origin}/jobs/none`, { headers: { authorization: bearer } });
    if (alive.status !== 404) faults.push(`the bot answers ${alive.status} in the end`);
    faults.push(...(await halfWritten(world, tallies.jobs?.accepted ?? new Set())).slice(0, 20));
  } finally {
    await stop();
  }
  try {
    await part('webhooks of v1', 0.07, (told, given) => fuzzWebhooks(database, log, 'v1', told, given));
    await part('webhooks of V2', 0.07, (told, given) => fuzzWebhooks(database, log, 'v2', told, given));
    const bot = outreachForBot(await rpcOf(database, 'greenlight_bot'));
    await part('files of leads', 0.06, (told, given) => importTables(database.owner, bot, TEAM, told, given));
    faults.push(...(await halfImported(database.owner)).slice(0, 20));
    await part('documents', 0.07, readDocuments);
  } finally {
    process.off('uncaughtException', crashed).off('unhandledRejection', crashed);
  }
  if (mostMb > MOST_MB) faults.push(`${mostMb} MB are resident, more than ${MOST_MB}`);
  return {
    inputs: Object.values(answers).reduce((sum, told) => sum + total(told), 0),
    seconds: Math.round((performance.now() - began) / 1000),
    jobs_started: tallies.jobs?.accepted.size,
    most_mb: mostMb,
    answers,
    /** Lines at error level, by event: handlers that met what Slack never sends, and said so. */
    errors_logged: sorted(logged),
    faults,
  };
}

const rpcOf = async (database: EmbeddedSupabase, role: 'greenlight_bot' | 'greenlight_governor') => {
  const { url, publishableKey, fetch } = database;
  return connectDatabase({ url, publishableKey, fetch, token: await database.token(role) })('outreach');
};

/** The governor's receiver over the real SQL. What was stored is stored once, however often it comes. */
async function fuzzWebhooks(
  database: EmbeddedSupabase,
  log: Log,
  version: 'v1' | 'v2',
  told: Record<string, number>,
  given: { seed: number; count: number },
): Promise<string | null> {
  const { owner } = database;
  const seed = readSeed();
  await seedOutreach(owner, { teamId: TEAM, channelId: 'C0SALES' }, seed);
  const outreach = outreachForGovernor(await rpcOf(database, 'greenlight_governor'));
  const webhooks =
    version === 'v1' ? headerWebhooks(SECRET) : signedWebhooks(SECRET, async () => 'ACoAA-them');
  const handle = receiveWebhook({
    outreach,
    webhooks,
    confirmStatus: async (id) => void (await outreach.recordAccountStatus(id, 'ok')),
    clock: systemClock,
    log,
  });
  const server = createServer((req, res) => {
    if (!handle(req, res)) res.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const events = async () =>
    Number((await owner.query('select count(*) as n from outreach.inbound_events')).rows[0]?.n);
  const send = async (count: number) => {
    const tally = newTally();
    const world: FuzzWorld = { origin, signingSecret: '', query: owner.query };
    const wrong = await sendInputs(world, webhookInput(version, seed.account.id, SECRET), tally, {
      ...given,
      count,
    });
    return { tally, wrong };
  };
  try {
    const before = await events();
    const { tally, wrong } = await send(given.count);
    Object.assign(told, tally.answers);
    if (wrong) return wrong;
    const stored = await events();
    if (stored === before && given.count >= SOME_ARE_NEWS) return 'no event was stored';
    // The same inputs, by the same seed.
    const again = await send(Math.min(given.count, 500));
    return again.wrong ?? ((await events()) === stored ? null : 'what came again was stored again');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const total = (told: Record<string, number>) => Object.values(told).reduce((sum, n) => sum + n, 0);

async function openWorld(database: EmbeddedSupabase, log: Log) {
  const workspace = await startTestWorkspace();
  const { query } = database.owner;
  await query('select platform.install_team($1)', [
    JSON.stringify({ team_id: TEAM, name: 'Alba', sandbox: true }),
  ]);
  for (const { id, real_name, tz, role } of workspace.slack.people) {
    const note = { team_id: TEAM, user_id: id, name: real_name, tz, is_guest: role === 'guest' };
    await query('select platform.note_person($1)', [JSON.stringify(note)]);
    if (role !== 'guest') await query('select platform.set_role($1, $2, $3)', [TEAM, id, role]);
  }
  const { bearer } = await mintToken(database, {
    team_id: TEAM,
    owner_id: 'U0PEDRO',
    people: ['U0MARINA'],
    channels: ['C0MARKETING'],
  });
  const { url, publishableKey, fetch } = database;
  const { signingSecret, botToken } = workspace.slack;
  const bot = await startBot(
    {
      database: { url, publishableKey, fetch, token: await database.token('greenlight_bot') },
      slack: { botToken, signingSecret, appToken: null, teamId: TEAM, apiUrl: workspace.apiUrl },
    },
    {
      log,
      clock: systemClock,
      random: systemRandom,
      hints: { jobs: createHint(), outbox: createHint() },
    },
  );
  workspace.setApp((req, res) => bot.handle?.(req, res) ?? false);
  const world: FuzzWorld = { origin: workspace.origin, signingSecret, query };
  return {
    world,
    bearer,
    stop: async () => {
      await bot.stop(10_000);
      await workspace.stop();
    },
  };
}

function counting(logged: Record<string, number>): Log {
  return {
    ...silentLog,
    error: (event) => {
      logged[event] = (logged[event] ?? 0) + 1;
    },
  };
}

const sorted = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
