import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { silentLog } from '../../platform/log.ts';
import { migrate } from '../../platform/migrations.ts';
import { applyPrelude } from '../../sandbox/supabase/apply-prelude.ts';
import { asAdmin, asOwner } from '../../sandbox/supabase/embedded-supabase.ts';
import { lockData } from '../../sandbox/supabase/postgres/data-lock.ts';
import { stopPostmaster } from '../../sandbox/supabase/postgres/postmaster.ts';
import { runPostgres } from '../../sandbox/supabase/postgres/run-postgres.ts';
import { keepSecrets, type Secrets } from '../../sandbox/supabase/secrets.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: { port: number; template: string; secrets: Secrets };
  }
}

const PREFIX = 'greenlight-test-';

interface Cluster {
  provided: { port: number; template: string; secrets: Secrets };
  remove(): Promise<void>;
}

/** Projects of one run load this module each for itself, in one process. */
const ofThisRun = globalThis as { testCluster?: { users: number; started: Promise<Cluster> } | undefined };

/** One Postgres for a run of vitest, with a migrated database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  ofThisRun.testCluster ??= { users: 0, started: startCluster() };
  const shared = ofThisRun.testCluster;
  shared.users += 1;
  const { provided, remove } = await shared.started;
  project.provide('testCluster', provided);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    ofThisRun.testCluster = undefined;
    await remove();
  };
}

async function startCluster(): Promise<Cluster> {
  await removeLeftovers();
  const state = mkdtempSync(join(tmpdir(), PREFIX));
  const unlock = lockData(state);
  const secrets = keepSecrets(state);
  const postgres = await runPostgres({
    state,
    adminPassword: secrets.admin,
    log: silentLog,
    durable: false,
    gone: () => {},
  });
  const remove = async () => {
    await postgres.destroy();
    unlock();
    rmSync(state, { recursive: true, force: true });
  };
  try {
    const template = { port: postgres.port, database: 'greenlight_template' };
    await asAdmin({ ...template, database: 'postgres' }, secrets, (admin) =>
      admin.query(`create database ${template.database}`),
    );
    await asAdmin(template, secrets, (admin) => applyPrelude(admin, secrets));
    await asOwner(template, secrets, (owner) =>
      migrate(owner, { instead: 'none', foreignMigrations: 'refused' }),
    );
    return { provided: { port: postgres.port, template: template.database, secrets }, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** What a killed run left: its Postgres lives on. A folder that a living run owns is let be. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    // Without an owner's name it may be a run that is just starting.
    if (!existsSync(join(folder, 'owner.json'))) continue;
    try {
      lockData(folder);
      await stopPostmaster(join(folder, 'postgres', 'data'));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A living run's, or another user's.
    }
  }
}
