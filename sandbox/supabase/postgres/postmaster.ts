import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity, worksIn } from './process-identity.ts';

/** Fast shutdown, then immediate (recovers at the next start), then kill. */
const stopSteps = [
  { signal: 'SIGINT', waitMs: 10_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
] as const;

/** What postmaster.pid says; its lines are those of Postgres' miscadmin.h. */
export function readPostmaster(data: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0
      ? { pid, ready: (lines[7] ?? '').startsWith('ready') }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends the postmaster of a cluster, whoever started it.
 *
 * @param child The postmaster, if this process started it: a child is reaped by its exit event.
 * @returns Whether there was one.
 * @throws {Error} When it survives kill -9.
 */
export async function stopPostmaster(data: string, child?: ChildProcess): Promise<boolean> {
  const pid = child?.pid ?? readPostmaster(data)?.pid;
  if (pid === undefined) return false;
  const identity = processIdentity(pid);
  // Dead: Postgres judges itself whether children of it still hold the data.
  if (!identity) return false;
  if (!child && !worksIn(pid, data)) {
    // After a crash of the machine the pid may be anybody's, and Postgres would refuse to start beside it.
    rmSync(join(data, 'postmaster.pid'), { force: true });
    return false;
  }
  for (const { signal, waitMs } of stopSteps) {
    signalProcess(pid, signal);
    for (const end = performance.now() + waitMs; performance.now() < end; await sleep(10)) {
      if (processIdentity(pid) !== identity) return true;
    }
  }
  throw new Error(`Cannot stop Postgres: process ${pid} is still there after SIGKILL`);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
