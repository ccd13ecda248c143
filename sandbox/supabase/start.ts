import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Log } from '../../platform/log.ts';
import { migrate, migrationsFolder } from '../../platform/migrations.ts';
import { applyPrelude } from './apply-prelude.ts';
import { asAdmin, asOwner, type EmbeddedSupabase, openSupabase } from './embedded-supabase.ts';
import { lockData } from './postgres/data-lock.ts';
import { type RunningPostgres, runPostgres } from './postgres/run-postgres.ts';
import { keepSecrets, type Secrets } from './secrets.ts';

export type { EmbeddedSupabase } from './embedded-supabase.ts';

interface SupabaseOptions {
  dataFolder: string;
  log: Log;
  migrationsFolder?: string;
  /** False where nothing is meant to outlive a loss of power, as in a proof. */
  durable?: boolean;
  /** The database was deleted while it was in use; by default the process says so and stops. */
  gone?(data: string): void;
}

function stopProcess(data: string): void {
  process.stderr.write(
    `The database at "${data}" was deleted while it was in use: what was not yet posted is lost. Start again to begin anew.\n`,
  );
  process.kill(process.pid, 'SIGTERM');
}

/**
 * Starts the Supabase of a machine with no accounts: a real Postgres, migrated, behind the rpc gateway.
 *
 * @throws {ExpectedError} `data_in_use` with the pid, while another process owns the data folder.
 */
export async function startSupabase(options: SupabaseOptions): Promise<EmbeddedSupabase> {
  const state = join(resolve(options.dataFolder), 'supabase');
  mkdirSync(resolve(options.dataFolder), { recursive: true });
  mkdirSync(state, { recursive: true, mode: 0o700 });
  // The database then starts as after a loss of power, and what was written during the copying may be missing or torn.
  const unlock = lockData(state, { copiedInUse: () => options.log.warn('data_copied_while_in_use') });
  let postgres: RunningPostgres | undefined;
  try {
    const secrets = keepSecrets(state);
    const began = performance.now();
    postgres = await runPostgres({
      state,
      adminPassword: secrets.admin,
      log: options.log,
      durable: options.durable ?? true,
      gone: options.gone ?? stopProcess,
    });
    const address = { port: postgres.port, database: 'postgres' };
    const applied = await prepare(address, secrets, options.migrationsFolder ?? migrationsFolder);
    const ms = Math.round(performance.now() - began);
    options.log.info('supabase_started', { ms, count: applied.length });
    const supabase = openSupabase(address, secrets, options.log);
    return { ...supabase, stop: stopOnce(supabase, postgres, unlock) };
  } catch (error) {
    await postgres?.stop();
    unlock();
    throw error;
  }
}

async function prepare(
  address: { port: number; database: string },
  secrets: Secrets,
  folder: string,
): Promise<string[]> {
  await asAdmin(address, secrets, (admin) => applyPrelude(admin, secrets));
  // Refused before anything of the data is touched.
  const instead = 'start on another data folder (GREENLIGHT_DATA)';
  return asOwner(address, secrets, (owner) =>
    migrate(owner, { folder, instead, foreignMigrations: 'refused' }),
  );
}

function stopOnce(
  supabase: EmbeddedSupabase,
  postgres: RunningPostgres,
  unlock: () => void,
): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= (async () => {
      await supabase.stop();
      await postgres.stop();
      unlock();
    })();
    return stopped;
  };
}
