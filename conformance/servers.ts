import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../platform/log.ts';
import { asAdmin } from '../sandbox/supabase/embedded-supabase.ts';
import { adminRole } from '../sandbox/supabase/postgres/init-cluster.ts';
import { runPostgres } from '../sandbox/supabase/postgres/run-postgres.ts';
import { makeSecrets, type Secrets } from '../sandbox/supabase/secrets.ts';

/** A Postgres of its own, empty, whose superuser is named as on hosted Supabase. */
export interface Server {
  name: string;
  port: number;
  secrets: Secrets;
  stop(): Promise<void>;
}

/** The one that the sandbox brings. */
export async function embedded17(): Promise<Server> {
  const state = mkdtempSync(join(tmpdir(), 'greenlight-conformance-'));
  const secrets = makeSecrets();
  const postgres = await runPostgres({ state, adminPassword: secrets.admin, log: silentLog, durable: false });
  return {
    name: 'Postgres 17 (embedded)',
    port: postgres.port,
    secrets,
    stop: async () => {
      await postgres.destroy();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** Another installation, with plpgsql_check for example, by POSTGRES_15_BIN. */
const programs = process.env.POSTGRES_15_BIN ?? '/usr/lib/postgresql/15/bin';

/** Debian's package `postgresql-15`; undefined where it is not installed. */
export async function debian15(): Promise<Server | undefined> {
  if (!existsSync(programs)) return undefined;
  const secrets = makeSecrets();
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-conformance-'));
  // Postgres refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const password = join(folder, 'password');
  writeFileSync(password, secrets.admin);
  if (user.uid !== undefined) chownSync(password, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, env: { LC_ALL: 'C.UTF-8' } };
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', adminRole, '-A', 'scram-sha-256', `--pwfile=${password}`, '-E', 'UTF8', '--no-sync'],
    { ...options, stdio: 'ignore' },
  );
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const child = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((s) => ['-c', s])], {
    ...options,
    stdio: 'ignore',
  });
  const server = { name: 'Postgres 15 (Debian)', port, secrets };
  for (let tries = 0; ; tries++) {
    const answers = asAdmin({ port, database: 'postgres' }, secrets, (admin) => admin.query('select 1'));
    const failure = await answers.then(() => undefined).catch((error: Error) => error);
    if (!failure) break;
    if (tries > 100) throw new Error(`Cannot start Postgres 15: ${failure.message}`, { cause: failure });
    await sleep(50);
  }
  return {
    ...server,
    stop: async () => {
      child.kill('SIGINT');
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const idOf = (which: '-u' | '-g') => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (!address || typeof address === 'string') throw new Error('Cannot find a free port');
  return address.port;
}
