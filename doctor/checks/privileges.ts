import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { knownMigrations } from '../../platform/schema-version.ts';
import { type Check, type Finding, fail, ok, warn } from '../check.ts';
import { connectable, eachReachablePart } from '../each-part.ts';
import { readVersion } from '../probes.ts';

export const heldPrivileges = z.object({
  role: z.string(),
  functions: z.array(z.string()),
  tables: z.array(z.string()),
  member_of: z.array(z.string()),
  attributes: z.array(z.string()),
});
type HeldPrivileges = z.infer<typeof heldPrivileges>;

/** The table of role x function that the tests hold equal to what the migrations grant. */
const matrix = join(import.meta.dirname, '../../supabase/tests/privilege-matrix.json');
const matrixShape = z.object({ execute_function: z.record(z.string(), z.string()) });

/** Functions that a role is meant to have. Nothing else of ours is meant for any: no table, no other role, no attribute. */
export function meantFor(role: string): string[] {
  const { execute_function } = matrixShape.parse(JSON.parse(readFileSync(matrix, 'utf8')));
  return Object.entries(execute_function)
    .filter(([, roles]) => roles.split(' ').includes(role))
    .map(([name]) => name);
}

/** No part may do more than is meant, nor less. */
export const privileges: Check = {
  name: 'privileges',
  applies: (subject) => connectable(subject).length > 0,
  run: (context) =>
    eachReachablePart(context, async (part) => {
      const { status, message, data } = await context.probes.rpc(part, 'platform', 'my_privileges');
      if (status !== 200) return warn(`not checked: ${message}`, 'First mend what "migrations" says.');
      const version = readVersion(await context.probes.version(part));
      const newest = knownMigrations().at(-1) ?? '';
      return compare(
        heldPrivileges.parse(data),
        part.role,
        version?.applied?.some((v) => v > newest) ?? false,
      );
    }),
};

/** @param newerSchema Then functions that this release does not know are no fault. */
function compare(held: HeldPrivileges, role: string, newerSchema: boolean): Finding {
  if (held.role !== role)
    return fail(`acts as ${held.role}, not as ${role}`, 'Run "npm run setup -- rotate".');
  const meant = meantFor(role);
  const unknown = held.functions.filter((name) => !meant.includes(name));
  const extra = [
    ...(newerSchema ? [] : unknown),
    ...held.tables.filter((name) => !isStorage(role, name)).map((name) => `table ${name}`),
    ...held.member_of.map((name) => `role ${name}`),
    ...held.attributes,
  ];
  if (extra.length > 0) {
    return fail(
      `${role} holds more than it should: ${list(extra)}`,
      `Revoke it from ${role}, and find out who granted it.`,
    );
  }
  const missing = meant.filter((name) => !held.functions.includes(name));
  if (missing.length > 0) {
    return fail(
      `${role} lacks ${list(missing)}`,
      'First mend what "migrations" says; else grant it again as its migration does.',
    );
  }
  return ok(`${held.functions.length} functions, as meant; no table, no other role`);
}

/** With a bucket for files; policies say which objects. The governor has nothing to do there. */
function isStorage(role: string, table: string): boolean {
  return ['storage.buckets', 'storage.objects'].includes(table) && role !== 'greenlight_governor';
}

function list(names: string[]): string {
  return names.length <= 5
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
