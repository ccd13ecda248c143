import type { Pool } from 'pg';
import type { Log } from '../../platform/log.ts';

/**
 * Keeps a lost connection from ending the process, idle or at work: its user learns it from the call, and the
 * pool opens another one.
 *
 * @returns Closes the pool. Connections that Postgres ends meanwhile are expected.
 */
export function watchPool(pool: Pool, event: string, log: Log): () => Promise<void> {
  let closing: Promise<void> | undefined;
  pool.on('error', (error) => {
    // The code only: the error carries the whole connection.
    if (!closing) log.warn(event, { code: (error as { code?: string }).code ?? error.message });
  });
  pool.on('connect', (client) => client.on('error', () => {}));
  return () => {
    closing ??= pool.end();
    return closing;
  };
}
