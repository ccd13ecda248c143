import { join } from 'node:path';
import { type ExpectedError, isExpected } from '../platform/errors.ts';
import { type Ask, createAnswers, gatherAnswers } from './answers.ts';
import { checkSlack } from './check-slack.ts';
import { connectOwner } from './connect-owner.ts';
import { readEnvFile } from './env-file.ts';
import { hideSecrets } from './hide-secrets.ts';
import { parts, partsOf, singleFile } from './parts.ts';
import { questions } from './questions.ts';
import type { SetupContext, Step, StepResult } from './step.ts';
import { applyMigrations } from './steps/apply-migrations.ts';
import { checkExposure } from './steps/check-exposure.ts';
import { giveBrandKit, giveHouseRules } from './steps/give-defaults.ts';
import { grantRoles } from './steps/grant-roles.ts';
import { installTeam } from './steps/install-team.ts';
import { mintTokens } from './steps/mint-tokens.ts';
import { nameAdmin } from './steps/name-admin.ts';
import { nameApprovers } from './steps/name-approvers.ts';
import { writeEnvFiles } from './steps/write-env-files.ts';

export interface SetupOptions {
  /** Where the files of settings are read and written. */
  folder: string;
  /** Answers by name, of the environment or of a file; outrank what the files of settings hold. */
  given: Record<string, string | undefined>;
  ask: Ask;
  write(line: string): void;
  single?: boolean;
  days?: number;
  nowMs: number;
}

const DAYS = 180;

/** In this order; each leaves alone what is right already. */
const steps: Step[] = [
  applyMigrations,
  grantRoles,
  installTeam,
  nameAdmin,
  nameApprovers,
  giveBrandKit,
  giveHouseRules,
  mintTokens,
  writeEnvFiles,
  checkExposure,
];

/**
 * Makes a Slack app and a Supabase project into an installation.
 *
 * @returns False when a step failed; what the steps before it did stays, and the next run goes on from there.
 */
export async function runSetup(options: SetupOptions): Promise<boolean> {
  const { folder, days = DAYS, single = false, nowMs } = options;
  const answers = createAnswers({ ...readSettings(folder), ...present(options.given) }, options.ask);
  const say = (line: string) => options.write(hideSecrets(line, answers.secrets()));
  let owner: SetupContext['owner'] | undefined;
  try {
    await gatherAnswers(answers, options.ask === null);
    // Before anything is touched: a wrong token is the commonest fault.
    const { team, result } = await checkSlack(answers);
    const report = (name: string, { state, note }: StepResult) => say(`${state.padEnd(8)} ${name}: ${note}`);
    report('Slack bot token', result);
    owner = await connectOwner(await answers.need(questions.databaseUrl), answers.known.SETUP_DATABASE_CA);
    const context: SetupContext = { answers, folder, single, days, nowMs, owner, team, tokens: {} };
    for (const step of steps) report(step.name, await step.run(context));
    say('');
    say('Ready. Check everything with "npm run doctor", then start:');
    say(`  npm start -- --env-file=${single ? singleFile : '.env.bot'}`);
    const running = partsOf(answers.known);
    if (!single) for (const part of running.slice(1)) say(`  npm start -- --env-file=${part.file}`);
    say('');
    say(
      running.some(({ name }) => name === 'governor')
        ? 'Outreach: create the webhooks at Unipile with UNIPILE_WEBHOOK_SECRET, as docs/install.md says.'
        : 'Without outreach, as Unipile is not configured. To add it, run this again with UNIPILE_DSN.',
    );
    return true;
  } catch (error) {
    if (!isExpected(error)) throw new Error(hideSecrets(String((error as Error)?.stack), answers.secrets()));
    sayFailure(say, error);
    return false;
  } finally {
    await owner?.end().catch(() => {});
  }
}

export function sayFailure(say: (line: string) => void, error: ExpectedError): void {
  say(`failed   ${error.message}`);
  if (error.hint) say(`         -> ${error.hint}`);
}

/** What an earlier run wrote. */
export function readSettings(folder: string): Record<string, string> {
  const files = [singleFile, ...parts.map((part) => part.file)];
  const {
    PORT: _port,
    PARTS: _parts,
    MODE: _mode,
    ...settings
  } = Object.assign({}, ...files.map((file) => readEnvFile(join(folder, file)))) as Record<string, string>;
  return settings;
}

function present(given: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
}
