import { readConfig } from '../platform/config.ts';
import { ExpectedError, isExpected } from '../platform/errors.ts';
import { ownerOfRunning } from '../sandbox/supabase/owner-of-running.ts';
import { askTerminal } from '../setup/ask-terminal.ts';
import { atInstallation, type Place } from '../setup/place.ts';
import { extras, questions } from '../setup/questions.ts';
import { readSettings } from '../setup/with-answers.ts';

type Work = (place: Place) => Promise<void>;

/**
 * Works as the owner of a database: of the installation whose settings lie in `folder` or the environment, else of the sandbox that
 * runs. False: it failed, and why was written.
 */
export function atPlace(folder: string, work: Work): Promise<boolean> {
  const names = [...Object.values(questions).map((question) => question.name), ...extras];
  const given = Object.fromEntries(names.map((known) => [known, process.env[known]]));
  const isInstalled = given.SETUP_DATABASE_URL || Object.keys(readSettings(folder)).length > 0;
  return isInstalled ? installed(folder, given, work) : inSandbox(work);
}

async function installed(
  folder: string,
  given: Record<string, string | undefined>,
  work: Work,
): Promise<boolean> {
  const terminal = process.stdin.isTTY ? askTerminal(process.stdin, process.stdout) : null;
  const ask = terminal?.ask ?? null;
  try {
    return await atInstallation({ folder, given, ask, write, nowMs: Date.now() }, work);
  } finally {
    terminal?.close();
  }
}

async function inSandbox(work: Work): Promise<boolean> {
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
      await work({ teamId, query, knowMember, say: write, nowMs: Date.now() });
      return true;
    } finally {
      await owner.end();
    }
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`failed   ${error.message}\n`);
    if (error.hint) process.stderr.write(`         -> ${error.hint}\n`);
    return false;
  }
}

const write = (line: string) => process.stdout.write(`${line}\n`);
