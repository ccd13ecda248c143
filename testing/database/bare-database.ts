import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { inject } from 'vitest';
import { applyPrelude } from '../../sandbox/supabase/apply-prelude.ts';
import { asAdmin, asOwner } from '../../sandbox/supabase/embedded-supabase.ts';
import type {} from './vitest-global-setup.ts';

export interface BareDatabase {
  /** One connection of the role that owns the schemas, closed when `work` is done. */
  asOwner<T>(work: (owner: Client) => Promise<T>): Promise<T>;
  drop(): Promise<void>;
}

/** A database as a hosted project has it before its first migration, on the run's Postgres. */
export async function openBareDatabase(): Promise<BareDatabase> {
  const { port, secrets } = inject('testCluster');
  const database = `bare_${randomBytes(6).toString('hex')}`;
  const onServer = (sql: string) =>
    asAdmin({ port, database: 'postgres' }, secrets, (admin) => admin.query(sql));
  await onServer(`create database ${database}`);
  await asAdmin({ port, database }, secrets, (admin) => applyPrelude(admin, secrets));
  return {
    asOwner: (work) => asOwner({ port, database }, secrets, work),
    drop: async () => {
      await onServer(`drop database ${database} with (force)`);
    },
  };
}
