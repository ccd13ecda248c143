import { registrations } from '../bot/manifest/registrations.ts';
import { startBot } from '../bot/start.ts';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { createHint } from '../platform/hint.ts';
import { type Log, silentLog } from '../platform/log.ts';
import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { controlInput, jobsInput, slackInput } from '../testing/fuzz/inputs.ts';
import {
  type FuzzTally,
  type FuzzWorld,
  halfWritten,
  newTally,
  sendInputs,
} from '../testing/fuzz/send-inputs.ts';
import { mintToken } from '../testing/supabase/programs.ts';
import { startTestWorkspace } from '../testing/workspace.ts';

const TEAM = 'T0GREENLIGHT';

/**
 * Random inputs for the bot's public entries (programs, Slack, the sandbox's control API), on the real SQL: none is answered with
 * a fault of ours, none ends the process, none leaves half a job.
 *
 * @param count Inputs in all: half to programs, three tenths to Slack, the rest to the control API.
 */
export async function proveFuzz(
  database: EmbeddedSupabase,
  options: { seed: number; count: number; log(line: string): void },
) {
  const began = performance.now();
  const faults: string[] = [];
  const logged: Record<string, number> = {};
  const crashed = (error: unknown) => faults.push(`a process would have ended: ${String(error)}`);
  process.on('uncaughtException', crashed).on('unhandledRejection', crashed);
  const { world, bearer, stop } = await openWorld(database, counting(logged));
  const share = (of: number) => ({ seed: options.seed, count: Math.ceil(options.count * of) });
  const tallies: Record<string, FuzzTally> = { jobs: newTally(), slack: newTally(), control: newTally() };
  try {
    for (const [name, input, of] of [
      ['jobs', jobsInput(bearer), 0.5],
      ['slack', slackInput(registrations()), 0.3],
      ['control', controlInput, 0.2],
    ] as const) {
      const tally = tallies[name] ?? newTally();
      const wrong = await sendInputs(world, input, tally, share(of));
      if (wrong) faults.push(`${name}: ${wrong}`);
      options.log(
        `fuzz: ${name}, ${tally.inputs} inputs, ${Object.keys(tally.answers).length} kinds of answers`,
      );
    }
    const alive = await fetch(`${world.origin}/jobs/none`, { headers: { authorization: bearer } });
    if (alive.status !== 404) faults.push(`the bot answers ${alive.status} in the end`);
    faults.push(...(await halfWritten(world, tallies.jobs?.accepted ?? new Set())).slice(0, 20));
  } finally {
    await stop();
    process.off('uncaughtException', crashed).off('unhandledRejection', crashed);
  }
  return {
    inputs: Object.values(tallies).reduce((sum, { inputs }) => sum + inputs, 0),
    seconds: Math.round((performance.now() - began) / 1000),
    jobs_started: tallies.jobs?.accepted.size,
    answers: Object.fromEntries(
      Object.entries(tallies).map(([name, { answers }]) => [name, sorted(answers)]),
    ),
    /** Lines at error level, by event: handlers that met what Slack never sends, and said so. */
    errors_logged: sorted(logged),
    faults,
  };
}

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
