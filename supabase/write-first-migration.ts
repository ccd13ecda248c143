// Wrote the first migration: `schemas/` in the order of config.toml. It is frozen once a release has it; see README.md here.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSchemas } from './read-schemas.ts';

const FIRST = '20261130000000_first.sql';

const folder = join(import.meta.dirname, 'migrations');
const later = readdirSync(folder).filter((file) => file.endsWith('.sql') && file !== FIRST);
if (later.length > 0) {
  throw new Error(
    `Cannot write ${FIRST} anew as ${later.join(', ')} goes on from it: change a schema and add a migration`,
  );
}
const sql = readSchemas()
  .map(({ path, sql: text }) => `-- ${path}\n\n${text.trim()}\n`)
  .join('\n');
writeFileSync(join(folder, FIRST), sql);
