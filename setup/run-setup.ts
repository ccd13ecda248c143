import { gatherAnswers } from './answers.ts';
import { checkSlack } from './check-slack.ts';
import { connectOwner } from './connect-owner.ts';
import { TOKEN_DAYS } from './make-token.ts';
import { type PartRow, partsOf, singleFile } from './parts.ts';
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
import { type SetupOptions, withAnswers } from './with-answers.ts';

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
  const { folder, days = TOKEN_DAYS, single = false, nowMs } = options;
  return withAnswers(options, async (answers, say) => {
    await gatherAnswers(answers, options.ask === null);
    // Before anything is touched: a wrong token is the commonest fault.
    const { team, result } = await checkSlack(answers);
    const report = (name: string, { state, note }: StepResult) => say(`${state.padEnd(8)} ${name}: ${note}`);
    report('Slack bot token', result);
    const owner = await connectOwner(
      await answers.need(questions.databaseUrl),
      answers.known.SETUP_DATABASE_CA,
    );
    try {
      const context: SetupContext = { answers, folder, single, days, nowMs, owner, team, tokens: {} };
      for (const step of steps) report(step.name, await step.run(context));
    } finally {
      await owner.end().catch(() => {});
    }
    sayReady(say, partsOf(answers.known), single, answers.known.UNIPILE_API_VERSION);
  });
}

function sayReady(
  say: (line: string) => void,
  running: readonly PartRow[],
  single: boolean,
  version: string | undefined,
): void {
  say('');
  say('Ready. Check everything with "npm run doctor", then start:');
  const files = single ? [singleFile] : running.map(({ file }) => file);
  for (const file of files) say(`  npm start -- --env-file=${file}`);
  say('');
  if (!running.some(({ name }) => name === 'governor'))
    say(
      'Without outreach, as Unipile is not configured. To add it, run this again with UNIPILE_API_VERSION.',
    );
  else if (version === 'v2')
    say("Outreach: Unipile's endpoint calls https://YOUR-HOST/webhooks/unipile, as docs/unipile.md says.");
  else say('Outreach: create the webhooks at Unipile with UNIPILE_WEBHOOK_SECRET, as docs/install.md says.');
}
