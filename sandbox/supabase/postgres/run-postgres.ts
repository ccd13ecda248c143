import type { ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/log.ts';
import { packagedPostgres, runnablePostgres } from './binaries.ts';
import { chooseClusterPlace } from './cluster-place.ts';
import { initCluster } from './init-cluster.ts';
import { readPostmaster, stopPostmaster } from './postmaster.ts';
import { type RunAs, spawnAs } from './run-as.ts';

export interface RunningPostgres {
  /** The same as long as it runs, also when it has to be started again. */
  port: number;
  /** Ends it, with everything written; the last resort after ten seconds is kill -9, which loses nothing either. */
  stop(): Promise<void>;
  /** Stops it and deletes the cluster, for tests. */
  destroy(): Promise<void>;
}

interface PostgresOptions {
  /** Our folder in the data folder, locked by this process. */
  state: string;
  adminPassword: string;
  log: Log;
  /** The cluster was deleted while it was in use: nothing can go on. */
  gone?(data: string): void;
  /** False only in tests: a power loss may then lose the cluster. */
  durable: boolean;
}

const START_TRIES = 40;
const RETRY_MS = 100;
const RESTART_MS = 1000;
const READY_MS = 60_000;

/** Starts the real Postgres on a free port of 127.0.0.1, on a new cluster or on the one that is there. */
export async function runPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const place = await chooseClusterPlace(options.state);
  const programs = runnablePostgres(packagedPostgres(), place.copies, place.user ? 'other' : 'self');
  const data = join(place.home, 'data');
  // The node process that owned it was killed, and it lived on.
  if (await stopPostmaster(data)) options.log.info('orphaned_postgres_stopped');
  await initCluster({ ...place, programs, data, password: options.adminPassword, durable: options.durable });
  place.settle();

  const start = { ...options, ...place, programs, data };
  const first = await startPostmaster(start, freePort);
  const { port } = first;
  let child = first.child;
  let stopping: Promise<void> | undefined;
  let restarting: Promise<void> = Promise.resolve();
  const watch = () => {
    child.once('exit', (code, signal) => {
      if (stopping) return;
      // Killed from outside, by the kernel for memory for example. Its clients know the port and try again.
      options.log.warn('postgres_restarts', { code: signal ?? String(code) });
      restarting = restart();
    });
  };
  const restart = async (): Promise<void> => {
    try {
      await stopPostmaster(data);
      child = (await startPostmaster(start, async () => port)).child;
      watch();
    } catch (error) {
      if (!existsSync(join(data, 'PG_VERSION'))) return options.gone?.(data);
      // Killed again before it was ready, or no room on the disk at the moment.
      options.log.error('postgres_not_restarted', { error });
      await systemClock.sleep(RESTART_MS);
      if (!stopping) await restart();
    }
  };
  watch();
  const lastResort = () => child.kill('SIGINT');
  process.once('exit', lastResort);
  const end = async () => {
    await restarting;
    await stopPostmaster(data, child);
    process.off('exit', lastResort);
  };
  const stop = () => {
    stopping ??= end();
    return stopping;
  };
  return {
    port,
    stop,
    destroy: () => stop().then(() => rmSync(place.home, { recursive: true, force: true })),
  };
}

interface Start extends PostgresOptions {
  home: string;
  programs: string;
  data: string;
  user: RunAs | undefined;
}

async function startPostmaster(
  start: Start,
  choosePort: () => Promise<number>,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort();
    const logFile = join(start.home, 'postgres.log');
    const child = spawnPostgres(start, port, logFile);
    const failure = await readiness(child, start.data);
    if (!failure) return { child, port };
    const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n');
    // Somebody took the port in between; or the children of a killed postmaster still hold its shared memory.
    const passing = /could not bind|could not create any TCP|shared memory block|already exists/.test(said);
    if (!passing || attempt === START_TRIES) throw new Error(`Cannot start Postgres: ${failure}.\n${said}`);
    await systemClock.sleep(RETRY_MS);
  }
}

function spawnPostgres(start: Start, port: number, logFile: string): ChildProcess {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // A few megabytes of data on a small machine: less memory and less log, nothing less durable.
    max_connections: 50,
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_parallel_workers: 0,
    jit: 'off',
    timezone: 'UTC',
    // Refusals are errors to Postgres and everyday to us; statements may hold people's words.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(start.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  // A file, not a pipe: Postgres outlives this process when it is killed.
  const log = openSync(logFile, 'w', 0o600);
  if (start.user) chownSync(logFile, start.user.uid, start.user.gid);
  const child = spawnAs(
    start.user,
    join(start.programs, 'bin', 'postgres'),
    ['-D', start.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      cwd: start.home,
      env: { LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', log, log],
      // Its own process group: Ctrl-C in a terminal must reach this process only, which then stops Postgres last.
      detached: true,
    },
  );
  closeSync(log);
  return child;
}

/** @returns Undefined once it takes connections, else what went wrong. */
async function readiness(child: ChildProcess, data: string): Promise<string | undefined> {
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure = `it ended with ${signal ?? code}`;
  });
  for (const end = performance.now() + READY_MS; performance.now() < end; await systemClock.sleep(10)) {
    if (failure) return failure;
    const postmaster = readPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.ready) return undefined;
  }
  child.kill('SIGKILL');
  return `it was not ready after ${READY_MS / 1000} s`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('Cannot find a free port: the listener has no address'));
      });
    });
  });
}
