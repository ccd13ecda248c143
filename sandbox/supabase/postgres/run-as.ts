import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';

/** The user that Postgres runs as, where that is not this process' own. Root only: Postgres refuses to run as root. */
export interface RunAs {
  uid: number;
  gid: number;
  /** A folder above its data is closed to that user, and it passes through by a capability of root's. */
  passesClosedFolders: boolean;
}

/** Of util-linux, which every Debian has. The capability of its sort that containers have by default. */
const PROGRAM = 'setpriv';
const CAPABILITY = '+dac_override';

/** Starts a program as a user, in a folder that this user may not be able to enter; undefined: as this process' own. */
export function spawnAs(
  user: RunAs | undefined,
  program: string,
  args: string[],
  options: SpawnOptions,
): ChildProcess {
  if (!user?.passesClosedFolders) {
    const { uid, gid } = user ?? {};
    return spawn(program, args, { ...options, ...(uid === undefined ? {} : { uid, gid }) });
  }
  // It becomes the program: the pid stays.
  return spawn(PROGRAM, [...privileges(user), program, ...args], options);
}

/** Whether a user can be let through to a folder that is closed to it. */
export function canPassTo(folder: string, user: { uid: number; gid: number }): boolean {
  // Not `test -x`: access(2) leaves capabilities out of account.
  return spawnSync(PROGRAM, [...privileges(user), 'stat', `${folder}/.`], { stdio: 'ignore' }).status === 0;
}

function privileges({ uid, gid }: { uid: number; gid: number }): string[] {
  return [
    ...[`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
    ...[`--inh-caps=${CAPABILITY}`, `--ambient-caps=${CAPABILITY}`],
  ];
}
