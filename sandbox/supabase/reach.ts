import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ExpectedError, isExpected } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import { type EmbeddedSupabase, openSupabase } from './embedded-supabase.ts';
import { chooseClusterPlace } from './postgres/cluster-place.ts';
import { readPostmaster } from './postgres/postmaster.ts';
import { keepSecrets } from './secrets.ts';
import { startSupabase } from './start.ts';

/**
 * The database of a data folder, for a command beside the product: the running one where a process has it, else started
 * for as long as the command takes. Stopping it leaves a running one as it was.
 *
 * @throws {ExpectedError} `no_data` where there is none yet.
 */
export async function reachSupabase(dataFolder: string): Promise<EmbeddedSupabase> {
  const state = join(resolve(dataFolder), 'supabase');
  if (!existsSync(state))
    throw new ExpectedError('no_data', `there is no data in "${dataFolder}" yet`, {
      hint: 'Set GREENLIGHT_DATA to the folder of a sandbox that ran.',
    });
  try {
    return await startSupabase({ dataFolder, log: silentLog });
  } catch (error) {
    if (!isExpected(error, 'data_in_use')) throw error;
    const { home } = await chooseClusterPlace(state);
    const running = readPostmaster(join(home, 'data'));
    if (!running?.ready) throw error;
    return openSupabase({ port: running.port, database: 'postgres' }, keepSecrets(state), silentLog);
  }
}
