import { z } from 'zod';
import { settingNames } from '../platform/config.ts';
import type { Diagnosis } from './run-doctor.ts';

/** Codes are ours, or a provider's: never words of a person. */
const code = z
  .string()
  .nullable()
  .transform((given) => (given !== null && /^[a-z0-9_/]{1,60}$/.test(given) ? given : 'other'));
const count = z.number().int();
const at = z.string().refine((given) => Number.isFinite(Date.parse(given)), 'is no moment');
const counted = z.object({ type: code, status: code, count });
const errors = z.array(z.object({ code, count, last_at: at }));

/** What `content.support_figures` and `outreach.support_figures` say; anything else that they said would be left out here. */
const contentFigures = z.object({
  jobs: z.array(counted),
  queue: z.array(z.object({ type: code, waiting: count, oldest_s: z.number() })),
  errors,
  outbox: z.object({ waiting: count, oldest_s: z.number(), given_up: count }),
  restored_at: at.nullable(),
});
export const outreachFigures = z.object({
  actions: z.array(counted),
  held: z.array(z.object({ code, count })),
  errors,
  accounts: z.array(z.object({ status: code, paused: z.boolean(), count })),
});
const appliedMigrations = z.object({ applied: z.array(z.string().regex(/^\d{1,20}$/)).nullable() });

/** Settings whose value may be told, with what it may be; of all others that are ours it is told whether they are set. */
const shown: Record<string, RegExp> = {
  MODE: /^(sandbox|production)$/,
  PORT: /^\d{1,5}$/,
  PARTS: /^(bot|agents|governor)(,(bot|agents|governor))*$/,
  LOG_LEVEL: /^(trace|debug|info|warn|error|silent)$/,
  DRAIN_MS: /^\d{1,6}$/,
  AGENT_CONCURRENCY: /^\d{1,2}$/,
  GOVERNOR_CRON: /^[\d*/, -]{1,40}$/,
  OPENAI_STRUCTURED: /^[a-z_]{1,12}$/,
  OPENAI_TIMEOUT_MS: /^\d{1,6}$/,
  SEARCH_PROVIDER: /^(tavily|brave|exa|searxng)$/,
  UNIPILE_API_VERSION: /^v[12]$/,
};

/** Checks of doctor whose sentence holds figures and versions of ours alone. Of the others: how they ended. */
const toldChecks = ['node', 'migrations', 'outbox', 'clock', 'token expiry'];

export interface SupportInput {
  madeAt: string;
  versions: Record<'greenlight' | 'node' | 'platform' | 'arch' | 'newest_migration', string>;
  /** Settings by the file they stand in. */
  settings: { name: string; env: Readonly<Record<string, string | undefined>> }[];
  diagnosis: Diagnosis;
  /** Undefined: the database did not answer. */
  database: { migrations: unknown; content: unknown; outreach: unknown } | undefined;
}

/**
 * What helps another person to find a fault: versions, how each check ended, counts and codes.
 *
 * By a list of what may be in it, so that a new field is left out until someone decides otherwise. No secret, no name, no address, no
 * word that people wrote.
 */
export function supportBundle({ madeAt, versions, settings, diagnosis, database }: SupportInput) {
  return {
    made_at: madeAt,
    versions,
    settings: settings.map(({ name, env }) => ({
      file: /^(\.env(\.(bot|agents|governor))?|environment|sandbox)$/.test(name) ? name : 'another file',
      values: settingsOf(env),
    })),
    doctor: diagnosis.lines.map(({ check, status, note }) =>
      toldChecks.includes(check) && status !== 'fail' ? { check, status, note } : { check, status },
    ),
    database:
      database === undefined
        ? ('did not answer' as const)
        : {
            migrations: read(appliedMigrations, database.migrations),
            content: read(contentFigures, database.content),
            outreach: read(outreachFigures, database.outreach),
          },
  };
}

function settingsOf(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const told: Record<string, string> = {};
  for (const [name, pattern] of Object.entries(shown)) {
    const value = env[name];
    if (value) told[name] = pattern.test(value) ? value : 'set to another value';
  }
  for (const name of settingNames)
    if (!Object.hasOwn(shown, name)) told[name] = env[name] ? 'set' : 'not set';
  return told;
}

function read<T>(schema: z.ZodType<T>, given: unknown): T | 'not readable' {
  return schema.safeParse(given).data ?? 'not readable';
}
