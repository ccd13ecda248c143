import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { plant } from '../../testing/review-desk/faults.ts';

type Query = EmbeddedSupabase['owner']['query'];
type SqlFault = Parameters<typeof plant>[1];

/** A fault that the product could have, in its SQL or in its TypeScript: what stands in which place instead of what. */
export interface PlantedFault extends SqlFault {
  files: { file: string; from: string; to: string }[];
}

export const fault = (name: string, of: string, from: string, to: string): PlantedFault => ({
  name,
  changes: [{ function: of, from, to }],
  files: [],
});
export const inFile = (name: string, file: string, from: string, to: string): PlantedFault => ({
  name,
  changes: [],
  files: [{ file, from, to }],
});

const root = new URL('../../', import.meta.url);

/** Faults whose place does not stand in the sources as it is said, or not once in its file. */
export async function missingPlaces(query: Query, planted: readonly PlantedFault[]): Promise<string[]> {
  const missing: string[] = [];
  for (const { name, changes, files } of planted) {
    for (const { function: fn, from } of changes) {
      const { rows } = await query('select pg_get_functiondef($1::regproc) as source', [fn]);
      if (!String(rows[0]?.source).includes(from)) missing.push(`${name}: ${fn}`);
    }
    for (const { file, from } of files)
      if (readFileSync(new URL(file, root), 'utf8').split(from).length !== 2)
        missing.push(`${name}: ${file}`);
  }
  return missing;
}

/** In all that this process imports from now on. */
export function plantInFiles({ name, files }: PlantedFault): void {
  for (const { file, from } of files) {
    if (readFileSync(new URL(file, root), 'utf8').split(from).length !== 2)
      throw new Error(`Cannot plant "${name}": ${file} does not have ${from} once`);
  }
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const changes = files.filter(({ file }) => url === new URL(file, root).href);
      if (changes.length === 0) return loaded;
      const source = changes.reduce(
        (text, { from, to }) => text.replace(from, () => to),
        String(loaded.source),
      );
      return { ...loaded, source };
    },
  });
}

/** While `work` runs the fault is in the functions that it changes, and after it they are as they were. */
export async function withSqlOf<T>(query: Query, fault: PlantedFault, work: () => Promise<T>): Promise<T> {
  const names = fault.changes.map((change) => change.function);
  const { rows } = await query('select pg_get_functiondef(f::regproc) as source from unnest($1::text[]) f', [
    names,
  ]);
  await plant(query, fault);
  try {
    return await work();
  } finally {
    for (const { source } of rows) await query(String(source));
  }
}

export function faultOf(planted: readonly PlantedFault[], name: string): PlantedFault {
  const fault = planted.find((one) => one.name === name);
  if (!fault) throw new RangeError(`Cannot plant "${name}": there is no such fault`);
  return fault;
}
