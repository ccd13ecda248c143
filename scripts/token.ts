// `npm run token`: tokens with which other programs start and read jobs. See docs/jobs-api.md.
import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { ExpectedError, isExpected } from '../platform/errors.ts';
import { ownerOfRunning } from '../sandbox/supabase/owner-of-running.ts';
import { askTerminal } from '../setup/ask-terminal.ts';
import {
  atInstallation,
  listProgramTokens,
  mintProgramToken,
  revokeProgramToken,
  type TokenPlace,
} from '../setup/program-tokens.ts';
import { extras, questions } from '../setup/questions.ts';
import { readSettings } from '../setup/with-answers.ts';

const usage = `npm run token -- mint NAME --owner=U… --people=U…,U… --channels=C…,C… [options]
npm run token -- list
npm run token -- revoke NAME

  --owner=U…          answers for it: counts as requester of its jobs, besides the person named
  --people=U…,U…      whom it may name; --channels=C…,C… where its jobs may open
  --types=LIST        of carousel, blog, research (default: all)
  --may=LIST          of start, read (default: both)
  --days=N            1 to 3650 (default: 90)
  --per-minute=N      requests, 1 to 600 (default: 60)
  --webhook=ADDRESS   where the end of its jobs is told
  --folder=FOLDER     where the files of settings are (default: here)

Without files of settings and SETUP_DATABASE_URL it works on the sandbox that runs (GREENLIGHT_DATA).
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    owner: { type: 'string', default: '' },
    people: { type: 'string', default: '' },
    channels: { type: 'string', default: '' },
    types: { type: 'string', default: 'carousel,blog,research' },
    may: { type: 'string', default: 'start,read' },
    days: { type: 'string', default: '90' },
    'per-minute': { type: 'string', default: '60' },
    webhook: { type: 'string' },
    folder: { type: 'string', default: '.' },
    help: { type: 'boolean', default: false },
  },
});
const [verb = '', name = '', ...more] = positionals;
const write = (line: string) => process.stdout.write(`${line}\n`);
type Work = (place: TokenPlace) => Promise<void>;
const verbs: Record<string, Work> = {
  mint: (place) =>
    mintProgramToken(place, { ...values, name, perMinute: values['per-minute'], webhook: values.webhook }),
  list: listProgramTokens,
  revoke: (place) => revokeProgramToken(place, name),
};
const work = verbs[verb];
if (values.help || !work || more.length > 0 || (verb === 'list') !== (name === '')) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  const names = [...Object.values(questions).map((question) => question.name), ...extras];
  const given = Object.fromEntries(names.map((known) => [known, process.env[known]]));
  const isInstalled = given.SETUP_DATABASE_URL || Object.keys(readSettings(values.folder)).length > 0;
  process.exitCode = (await (isInstalled ? installed(work, given) : inSandbox(work))) ? 0 : 1;
}

async function installed(run: Work, given: Record<string, string | undefined>): Promise<boolean> {
  const terminal = process.stdin.isTTY ? askTerminal(process.stdin, process.stdout) : null;
  const { folder } = values;
  try {
    return await atInstallation({ folder, given, ask: terminal?.ask ?? null, write, nowMs: Date.now() }, run);
  } finally {
    terminal?.close();
  }
}

async function inSandbox(run: Work): Promise<boolean> {
  try {
    const owner = await ownerOfRunning(readConfig().dataFolder);
    const query = (sql: string, parameters: unknown[] = []) => owner.query(sql, parameters);
    try {
      const { rows } = await query('select team_id from platform.teams');
      const teamId = String(rows[0]?.team_id);
      const knowMember = async (userId: string) => {
        const found = await query(
          'select from platform.people where team_id = $1 and user_id = $2 and not is_guest and not is_deactivated',
          [teamId, userId],
        );
        if (found.rows.length > 0) return;
        throw new ExpectedError(
          'not_a_member',
          `Cannot mint a token with ${userId}: a full member is needed`,
        );
      };
      await run({ teamId, query, knowMember, say: write, nowMs: Date.now() });
      return true;
    } finally {
      await owner.end();
    }
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message} ${error.hint}`.trimEnd().concat('\n'));
    return false;
  }
}
