import { isOfEarlierLine } from '../../platform/migrations.ts';
import { knownMigrations, missingMigrations, ofEarlierLine } from '../../platform/schema-version.ts';
import { type Check, fail, ok, warn } from '../check.ts';
import { connectable } from '../each-part.ts';
import { readVersion } from '../probes.ts';

/** The database is as new as this release, and none of a sandbox. */
export const migrations: Check = {
  name: 'migrations',
  applies: (subject) => connectable(subject).length > 0,
  async run({ subject, probes }) {
    for (const part of connectable(subject)) {
      const version = readVersion(await probes.version(part));
      if (version === null) continue;
      if (version.sandbox) {
        return fail(
          'the database is marked as a sandbox, whose clock can be moved',
          'Use a project of its own for production.',
        );
      }
      if (version.applied === null)
        return warn('applied without a history', 'Apply them with "npm run setup" or "supabase db push".');
      if (isOfEarlierLine(version.applied)) return fail('of an earlier release', ofEarlierLine().message);
      const missing = missingMigrations(version.applied);
      if (missing.length > 0) {
        return fail(
          `${missing.length} behind, the first is ${missing[0]}`,
          'Run "npm run setup", or "supabase db push", then start this release.',
        );
      }
      const newer = version.applied.filter((v) => v > (knownMigrations().at(-1) ?? ''));
      return ok(
        newer.length === 0
          ? `all ${version.applied.length} applied`
          : `${newer.length} newer than this release, which is fine`,
      );
    }
    return warn('not checked, as the database does not answer', 'First mend what "database" says.');
  },
};
