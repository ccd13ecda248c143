import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of a running embedded Postgres, as the role that owns the schemas, for what is measured without the API. */
export function ownerConnection(dataFolder: string, database = 'postgres'): string {
  const folder = join(dataFolder, 'supabase');
  const { postgres } = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'));
  // The fourth line is the port.
  const port = readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://postgres:${postgres}@127.0.0.1:${port}/${database}`;
}
