import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/**
 * Tells one run of a process id from another: the same pid with another identity is another process.
 *
 * @returns Undefined when no such process lives; a zombie does not live. Where the start time cannot be read, the
 *   pid alone identifies.
 */
export function processIdentity(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0 || !isInTable(pid)) return undefined;
  if (process.platform === 'linux') return linuxIdentity(pid);
  if (process.platform === 'win32') return `pid ${pid}`;
  return ps(pid, 'lstart') ?? `pid ${pid}`;
}

/** Whether a living process is the Postgres of this folder; a postmaster works in its data folder. */
export function worksIn(pid: number, folder: string): boolean {
  // With its spaces: the path of a copy may begin with the original's.
  if (process.platform !== 'linux') return `${ps(pid, 'command') ?? ''} `.includes(` ${folder} `);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    // Another user's process: the Postgres of this folder runs as us, or we are root.
    return false;
  }
}

/** Linux only. The children of a postmaster work in its folder too. */
export function anyoneWorksIn(folder: string): boolean {
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(Number(name), folder));
}

/** Whether a pid is taken, if only by a zombie. */
export function isInTable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process cannot be signalled, but it lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function linuxIdentity(pid: number): string | undefined {
  try {
    // The name in parentheses may hold spaces and parentheses; what follows the last one is fixed.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    // Field 22 of proc(5): start in clock ticks since boot, hence the boot beside it.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : `pid ${pid}`;
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return (
      execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
