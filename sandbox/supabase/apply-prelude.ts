import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

const prelude = ['prelude.sql', 'storage/storage.sql']
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');

/** Gives a bare database what hosted Supabase has. Repeatable; `admin` is the cluster's superuser. */
export async function applyPrelude(
  admin: Client,
  passwords: { postgres: string; authenticator: string },
): Promise<void> {
  await admin.query(prelude);
  for (const role of ['postgres', 'authenticator'] as const) {
    await admin.query(`alter role ${role} password ${admin.escapeLiteral(passwords[role])}`);
  }
}
