import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of `schemas/` with their text, in the order of `schema_paths` in config.toml. */
export function readSchemas(folder = import.meta.dirname): { path: string; sql: string }[] {
  const config = readFileSync(join(folder, 'config.toml'), 'utf8');
  const [, list = ''] = /^schema_paths = \[([^\]]*)\]/m.exec(config) ?? [];
  return [...list.matchAll(/"([^"]+)"/g)].map(([, path = '']) => ({
    path,
    sql: readFileSync(join(folder, path), 'utf8'),
  }));
}
