import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { ExpectedError } from '../../platform/errors.ts';
import { isRunning, readPostmaster } from './postgres/postmaster.ts';
import { keepSecrets } from './secrets.ts';

/**
 * A connection as the owner of the schemas to the database of a sandbox that runs in another process.
 *
 * @throws {ExpectedError} `sandbox_not_running`.
 */
export async function ownerOfRunning(dataFolder: string): Promise<Client> {
  const state = join(resolve(dataFolder), 'supabase');
  const note = join(state, 'cluster');
  // As root it may lie elsewhere: its place is noted.
  const [home] = existsSync(note) ? readFileSync(note, 'utf8').split('\n') : [join(state, 'postgres')];
  const data = join(home ?? '', 'data');
  const port = isRunning(data) ? readPostmaster(data)?.port : undefined;
  if (port === undefined) {
    throw new ExpectedError('sandbox_not_running', `No sandbox runs on data folder "${dataFolder}".`, {
      hint: 'Start it with "npm start"; for an installation give its files with --folder, or SETUP_DATABASE_URL.',
    });
  }
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: keepSecrets(state).postgres,
    database: 'postgres',
  });
  await client.connect();
  return client;
}
