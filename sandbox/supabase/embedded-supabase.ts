import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWK } from 'jose';
import { Client, DatabaseError, Pool } from 'pg';
import { systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { hs256, mintRoleToken, type PartRole } from '../../platform/role-token.ts';
import { createGateway } from './gateway/create-gateway.ts';
import { serveGateway } from './gateway/serve-gateway.ts';
import { adminRole } from './postgres/init-cluster.ts';
import type { Secrets } from './secrets.ts';
import { createStorage } from './storage/create-storage.ts';
import { watchPool } from './watch-pool.ts';

export interface EmbeddedSupabase {
  /** The address that supabase-js is given; only `fetch` answers it, no port. */
  url: string;
  publishableKey: string;
  fetch: typeof globalThis.fetch;
  /** @throws {RangeError} For another role, or a life that is not positive. */
  token(role: PartRole, seconds?: number): Promise<string>;
  /** The role that owns the schemas, for seed and tests. Each call is its own transaction, on any connection. */
  owner: { query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> };
  /** The same over HTTP, at /rest/v1/ and /storage/v1/, for parts in their own process. False: not its path. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  stop(): Promise<void>;
}

/** Where one database of a running cluster is found. */
interface DatabaseAddress {
  port: number;
  database: string;
}

const OWNER_CONNECTIONS = 3;
/** The sandbox mints at every start; 30 days outlast any run of it. */
const TOKEN_SECONDS = 30 * 86_400;

/**
 * Opens the API and the owner's connection on a migrated database. Nothing is connected before the first call.
 *
 * @param publicKeys Of asymmetric signing keys whose tokens it takes besides its own.
 */
export function openSupabase(
  address: DatabaseAddress,
  secrets: Secrets,
  log: Log,
  publicKeys: JWK[] = [],
): EmbeddedSupabase {
  const asAuthenticator = connectionString(address, 'authenticator', secrets.authenticator);
  const keys = {
    publishableKey: secrets.publishableKey,
    jwtKey: new TextEncoder().encode(secrets.jwt),
    publicKey: createLocalJWKSet({ keys: publicKeys }),
    verified: new Map(),
  };
  const gateway = createGateway({ connectionString: asAuthenticator, keys, log });
  const storage = createStorage({ connectionString: asAuthenticator, keys, log });
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    return url.pathname.startsWith('/storage/')
      ? storage.fetch(new Request(input, init))
      : gateway.fetch(input, init);
  };
  const owner = new Pool({
    connectionString: connectionString(address, 'postgres', secrets.postgres),
    max: OWNER_CONNECTIONS,
    idleTimeoutMillis: 30_000,
  });
  const closeOwner = watchPool(owner, 'owner_connection_lost', log);
  let stopped: Promise<void> | undefined;
  return {
    url: 'http://greenlight.local',
    publishableKey: secrets.publishableKey,
    fetch,
    token: (role, seconds = TOKEN_SECONDS) =>
      mintRoleToken(hs256(secrets.jwt), { role }, { nowMs: systemClock.now(), seconds }),
    owner: {
      async query(sql, values) {
        const client = await owner.connect();
        let broken = true;
        try {
          const results = await client.query(sql, values);
          broken = false;
          // Several statements in one text give one result each; the last one is the answer.
          const last = Array.isArray(results) ? results.at(-1) : results;
          return { rows: last?.rows ?? [] };
        } catch (error) {
          // `pool.query` would close the connection of each refusal, and the next one compiles every function anew.
          broken = !(error instanceof DatabaseError) || error.severity !== 'ERROR';
          throw error;
        } finally {
          client.release(broken);
        }
      },
    },
    handle: serveGateway({ fetch }),
    stop() {
      stopped ??= Promise.all([gateway.close(), storage.close(), closeOwner()]).then(() => {});
      return stopped;
    },
  };
}

/** One connection as the cluster's superuser, closed when `work` is done. */
export async function asAdmin<T>(
  address: DatabaseAddress,
  secrets: Secrets,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  return connected(connectionString(address, adminRole, secrets.admin), work);
}

/** One connection as `postgres`, the owner of the schemas, closed when `work` is done. */
export async function asOwner<T>(
  address: DatabaseAddress,
  secrets: Secrets,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  return connected(connectionString(address, 'postgres', secrets.postgres), work);
}

async function connected<T>(connection: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: connection });
  // Without a listener a Postgres that ends would end the process; the query under way tells it.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function connectionString({ port, database }: DatabaseAddress, role: string, password: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}
