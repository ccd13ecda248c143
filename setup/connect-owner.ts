import { readFileSync } from 'node:fs';
import { Client, type ClientConfig } from 'pg';
import { isLoopback } from '../platform/config.ts';
import { ExpectedError } from '../platform/errors.ts';
import { whyNoAnswer } from './call-rpc.ts';

const CONNECT_MS = 15_000;

/**
 * Connects as the owner of the schemas.
 *
 * Encrypted wherever it is not this machine. The server's certificate is checked when the project's CA certificate is
 * given: it is Supabase's own, which no machine trusts by itself.
 *
 * @throws {ExpectedError} `database_unreachable`, without the connection string.
 */
export async function connectOwner(url: string, caFile: string | undefined): Promise<Client> {
  const client = new Client(clientConfig(url, caFile));
  // Postgres ends the connection: the next query says so.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    const said = error instanceof Error && error.message ? error.message : whyNoAnswer(error);
    throw new ExpectedError('database_unreachable', `Cannot connect to ${new URL(url).host}: ${said}`, {
      hint: 'Check host and password. The direct connection needs IPv6; from an IPv4 network take the session pooler.',
    });
  }
}

/** Tried against a Postgres with TLS: `require` encrypts, a CA certificate or `verify-full` also proves the server. */
export function clientConfig(url: string, caFile: string | undefined): ClientConfig {
  const parsed = new URL(url);
  const mode = parsed.searchParams.get('sslmode');
  const local = parsed.hostname === '' || isLoopback(url);
  const base = { connectionTimeoutMillis: CONNECT_MS, application_name: 'greenlight setup' };
  if (caFile !== undefined) {
    parsed.searchParams.delete('sslmode');
    return { ...base, connectionString: parsed.href, ssl: { ca: readFileSync(caFile, 'utf8') } };
  }
  if (mode !== null && mode !== 'require' && mode !== 'prefer') return { ...base, connectionString: url };
  parsed.searchParams.delete('sslmode');
  // As libpq means `require`: encrypted, the other side not proved.
  const ssl = local && mode === null ? false : { rejectUnauthorized: false };
  return { ...base, connectionString: parsed.href, ssl };
}
