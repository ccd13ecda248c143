import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../platform/clock.ts';
import { anyoneWorksIn, isInTable, processIdentity, worksIn } from './process-identity.ts';

/** Fast shutdown, then immediate (recovers at the next start), then kill. */
const stopSteps = [
  { signal: 'SIGINT', waitMs: 10_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const;

const BURIAL_MS = 5_000;

/** What postmaster.pid says; its lines are those of Postgres' miscadmin.h. */
export function readPostmaster(data: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0
      ? { pid, port: Number(lines[3]), ready: (lines[7] ?? '').startsWith('ready') }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the Postgres of a cluster lives, whichever process started it. */
export function isRunning(data: string): boolean {
  const pid = readPostmaster(data)?.pid;
  return pid !== undefined && processIdentity(pid) !== undefined && worksIn(pid, data);
}

/**
 * Ends the postmaster of a cluster, also one of another process.
 *
 * @param child The postmaster, if this process started it: a child is reaped by its exit event.
 * @returns Whether there was one.
 * @throws {Error} When it survives kill -9.
 */
export async function stopPostmaster(data: string, child?: ChildProcess): Promise<boolean> {
  const pid = child?.pid ?? readPostmaster(data)?.pid;
  if (pid === undefined) return false;
  const identity = processIdentity(pid);
  if (!identity) {
    await burial(pid, data);
    return false;
  }
  if (!child && !worksIn(pid, data)) {
    // After a crash of the machine the pid may be another program's, and Postgres would refuse to start beside it.
    rmSync(join(data, 'postmaster.pid'), { force: true });
    return false;
  }
  for (const { signal, waitMs } of stopSteps) {
    signalProcess(pid, signal);
    for (const end = performance.now() + waitMs; performance.now() < end; await systemClock.sleep(10)) {
      if (processIdentity(pid) !== identity) return true;
    }
  }
  throw new Error(`Cannot stop Postgres: process ${pid} is still there after SIGKILL`);
}

/**
 * Gets a killed postmaster out of the way: until it is reaped, its pid seems alive to Postgres, which refuses to start.
 *
 * By its file Postgres judges whether children of the dead one still hold the data, so it goes only when there are
 * none. A first process of a machine or container may reap late, or never.
 */
async function burial(pid: number, data: string): Promise<void> {
  for (const end = performance.now() + BURIAL_MS; performance.now() < end; await systemClock.sleep(10)) {
    if (!isInTable(pid)) return;
    if (process.platform === 'linux' && !anyoneWorksIn(data)) break;
  }
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
