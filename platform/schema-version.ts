import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Rpc } from './db.ts';
import { ExpectedError, isExpected } from './errors.ts';

const folder = join(import.meta.dirname, '../supabase/migrations');

export const schemaVersion = z.object({
  /** Versions of the applied migrations; null when they were applied without the CLI's history. */
  applied: z.array(z.string()).nullable(),
  /** The database's clock, which no sandbox moves. */
  now: z.string(),
  /** True where the clock of decisions may be moved: never in production. */
  sandbox: z.boolean(),
});
export type SchemaVersion = z.infer<typeof schemaVersion>;

/** Versions of the migrations that this release brings, in order. */
export function knownMigrations(): string[] {
  return readdirSync(folder)
    .map((file) => /^(\d+)_.+\.sql$/.exec(file)?.[1])
    .filter((version) => version !== undefined)
    .sort();
}

export function readSchemaVersion(rpc: Rpc): Promise<SchemaVersion> {
  return rpc('schema_version', {}, schemaVersion);
}

/**
 * Makes sure that the database is at least as new as this code. A newer one is welcome: during a deploy the old
 * release works on the new schema.
 *
 * @param rpc Schema `platform`.
 * @returns False when the database does not answer, so that nothing is known yet.
 * @throws {ExpectedError} `schema_behind`.
 */
export async function requireSchema(rpc: Rpc, deadlineMs = 5000): Promise<boolean> {
  try {
    const { applied } = await rpc('schema_version', {}, schemaVersion, { deadlineMs });
    const missing = knownMigrations().filter((version) => applied !== null && !applied.includes(version));
    if (missing.length > 0) throw behind(`${missing.length} migration(s), the first is ${missing[0]}`);
    return true;
  } catch (error) {
    if (isExpected(error, 'database_unavailable')) return false;
    // PostgREST's code for a function that is not there: older than the function itself.
    if (error instanceof Error && /PGRST202/.test(error.message))
      throw behind('the function that tells its version');
    throw error;
  }
}

function behind(what: string): ExpectedError {
  return new ExpectedError(
    'schema_behind',
    `Cannot start: the database lacks ${what}. Run "npm run setup", or "supabase db push", and start again.`,
  );
}
