import { existsSync } from 'node:fs';
import { join } from 'node:path';

const rivals = join(import.meta.dirname, 'rivals');

/**
 * What one of the rivals' files exports.
 *
 * @throws {Error} While their packages are not installed.
 */
export async function loadRival<T>(name: 'pg-boss' | 'graphile-worker' | 'postgres-saver'): Promise<T> {
  if (!existsSync(join(rivals, 'node_modules'))) {
    throw new Error('Cannot measure beside the rivals: run `npm ci` in bench/rivals first');
  }
  // Found at run time: the root's types know none of their packages.
  return import(join(rivals, `${name}.ts`)) as Promise<T>;
}
