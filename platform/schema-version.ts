import { z } from 'zod';
import type { Rpc } from './db.ts';
import { ExpectedError, isExpected } from './errors.ts';
import { isOfEarlierLine, readMigrations } from './migrations.ts';

/** A start waits no longer for a database that is away. */
const DEADLINE_MS = 5000;

export const schemaVersion = z.object({
  /** Versions of the applied migrations; null when they were applied without the CLI's history. */
  applied: z.array(z.string()).nullable(),
  /** The database's clock, which no sandbox moves. */
  now: z.string(),
  /** True where the clock of decisions may be moved: never in production. */
  sandbox: z.boolean(),
});

/** Versions of the migrations that this release brings, in order. */
export function knownMigrations(): string[] {
  return readMigrations().map(({ version }) => version);
}

/** Known migrations that a database lacks; none where it keeps no history. */
export function missingMigrations(applied: string[] | null): string[] {
  return applied === null ? [] : knownMigrations().filter((version) => !applied.includes(version));
}

/**
 * Makes sure that the database is at least as new as this code. A newer one is welcome: during a deploy the old
 * release works on the new schema.
 *
 * @param rpc Schema `platform`.
 * @returns Why nothing is known yet (the database is away, the token has ended); null: it is new enough.
 * @throws {ExpectedError} `schema_behind`, or `other_database` for one that no migration brings up to date.
 */
export async function requireSchema(rpc: Rpc): Promise<Error | null> {
  try {
    const { applied } = await rpc('schema_version', {}, schemaVersion, { deadlineMs: DEADLINE_MS });
    if (applied !== null && isOfEarlierLine(applied)) throw ofEarlierLine();
    const missing = missingMigrations(applied);
    if (missing.length > 0) throw behind(`${missing.length} migration(s), the first is ${missing[0]}`);
    return null;
  } catch (error) {
    if (isExpected(error, 'schema_behind', 'other_database') || !(error instanceof Error)) throw error;
    // No such function, by PostgREST's list or by Postgres: the database is older than the function itself.
    if (/PGRST202|42883/.test(error.message)) throw behind('the function that tells its version');
    return error;
  }
}

/** Said by the parts and by doctor; `supabase db push` would advise to repair the history, which mends nothing. */
export const ofEarlierLine = () =>
  new ExpectedError(
    'other_database',
    'This database was made by an earlier release and cannot be brought up to date: use a new Supabase project, and neither "supabase db push" nor "migration repair" on this one',
  );

function behind(what: string): ExpectedError {
  return new ExpectedError(
    'schema_behind',
    `Cannot start: the database lacks ${what}. Run "npm run setup", or "supabase db push", and start again.`,
  );
}
