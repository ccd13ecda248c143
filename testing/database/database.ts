import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import type { JWK, JWTPayload } from 'jose';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { createLog } from '../../platform/log.ts';
import { hs256, type SigningKey, signClaims } from '../../platform/role-token.ts';
import {
  asAdmin,
  asOwner,
  type EmbeddedSupabase,
  openSupabase,
} from '../../sandbox/supabase/embedded-supabase.ts';
import type {} from './vitest-global-setup.ts';

/** Of proofs/prove-sql-guards.ts: the statement that makes one guard of this file's database off by one, or takes it out. */
const ofThisFile = globalThis as { mutation?: string };

export interface TestDatabase extends EmbeddedSupabase {
  /** Moves `platform.now()` of this database on. */
  advanceClock(seconds: number): Promise<void>;
  /** One connection of the owner's, closed when `work` is done: for transactions. */
  onOneConnection<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Signs any claims with the right secret, for attacks. */
  sign(claims: JWTPayload): Promise<string>;
  /** An ES256 key that this database takes tokens of, as a project takes those of an imported key. */
  signingKey: TestSigningKey;
}

export interface TestSigningKey extends SigningKey {
  key: JWK;
  kid: string;
  /** What a project is told of it. */
  publicKey: JWK;
}

export function makeSigningKey(): TestSigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  return {
    algorithm: 'ES256',
    key: privateKey.export({ format: 'jwk' }) as JWK,
    kid,
    publicKey: { ...(publicKey.export({ format: 'jwk' }) as JWK), kid, alg: 'ES256', use: 'sig' },
  };
}

/** One test that fails tells what a mutation breaks. */
function skipAfterFirstFailure(): void {
  let failed = false;
  beforeEach(({ skip, onTestFailed }) => {
    if (failed) skip();
    onTestFailed(() => {
      failed = true;
    });
  });
}

/** One for a worker: making a key takes longer than making a database. */
const signingKey = makeSigningKey();

/**
 * Gives a test file its own migrated database on the run's Postgres, dropped when the file is done.
 *
 * Call it at the top of a file or of a `describe`. Its members work in hooks and tests, not before.
 */
export function useDatabase(): TestDatabase {
  const { port, template, secrets } = inject('testCluster');
  const { mutation } = ofThisFile;
  const database = `test_${randomBytes(6).toString('hex')}`;
  const server = { port, database: 'postgres' };
  const supabase = openSupabase({ port, database }, secrets, createLog('error', 'test'), [
    signingKey.publicKey,
  ]);
  beforeAll(async () => {
    await asAdmin(server, secrets, async (admin) => {
      await admin.query(`create database ${database} template ${template} owner postgres`);
      // A copy has every privilege of the template but those on the database itself.
      const { rows } = await admin.query("select has_database_privilege('anon', $1, 'temporary') as may", [
        template,
      ]);
      if (!rows[0]?.may) await admin.query(`revoke temporary on database ${database} from public`);
    });
    if (mutation) await supabase.owner.query(mutation);
  });
  if (mutation) skipAfterFirstFailure();
  afterAll(async () => {
    await supabase.stop();
    await asAdmin(server, secrets, (admin) =>
      admin.query(`drop database if exists ${database} with (force)`),
    );
  });
  return {
    ...supabase,
    async advanceClock(seconds) {
      // Only a sandbox lets its clock be moved; a test may not have installed a team yet.
      await supabase.owner.query('update platform.settings set sandbox = true');
      await supabase.owner.query(
        'select platform.set_clock_offset(clock_offset + make_interval(secs => $1)) from platform.settings',
        [seconds],
      );
    },
    onOneConnection: (work) => asOwner({ port, database }, secrets, work),
    sign: (claims) => signClaims(hs256(secrets.jwt), claims),
    signingKey,
  };
}
