import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ExpectedError } from '../../../platform/errors.ts';
import { stopPostmaster } from './postmaster.ts';

/** For root, whose Postgres runs as another user: binaries, and clusters whose data folder that user cannot enter. */
const rootFolder = '/var/lib/greenlight';

export interface User {
  uid: number;
  gid: number;
}

export interface ClusterPlace {
  /** Folder of the cluster, of mode 0700 and owned by the user that runs Postgres. */
  home: string;
  /** Where a copy of the binaries may be made. */
  copies: string;
  /** Undefined: as this process' own user. */
  user: User | undefined;
  /** Notes in the data folder that the cluster lies elsewhere, once it is there. */
  settle(): void;
}

/**
 * Says where the cluster of a data folder lies and who runs it.
 *
 * In the data folder itself if that can be, so that deleting, moving or mounting the folder takes the database along.
 * As root it goes elsewhere when a folder above is closed to other users.
 *
 * @param state Our folder in the data folder.
 */
export async function chooseClusterPlace(state: string): Promise<ClusterPlace> {
  const inside = join(state, 'postgres');
  if (process.getuid?.() !== 0) return ownPlace(state, inside);
  prepareRootFolder();
  // Secrets beside the cluster have mode 0600; another user may pass by them.
  chmodSync(state, 0o711);
  const user = existsSync(inside) ? ownerOf(inside) : unprivilegedUser();
  const note = join(state, 'cluster');
  if (existsSync(note)) return notedPlace(readFileSync(note, 'utf8').trim(), state);
  if (canEnter(user, state)) {
    makeHome(inside, user);
    return { home: inside, copies: rootFolder, user, settle: () => {} };
  }
  const home = join(rootFolder, `cluster-${randomBytes(8).toString('hex')}`);
  if (existsSync(inside)) await move(inside, home);
  else makeHome(home, user);
  return { home, copies: rootFolder, user, settle: () => settle(note, home, inside) };
}

function ownPlace(state: string, inside: string): ClusterPlace {
  if (
    existsSync(join(state, 'cluster')) ||
    (existsSync(inside) && ownerOf(inside).uid !== process.getuid?.())
  ) {
    throw new ExpectedError(
      'data_of_another_user',
      `Cannot start with data folder "${dirname(state)}": its database was made by root.`,
      { hint: 'Start as root, or set GREENLIGHT_DATA to another folder.' },
    );
  }
  mkdirSync(inside, { recursive: true, mode: 0o700 });
  return { home: inside, copies: state, user: undefined, settle: () => {} };
}

function notedPlace(home: string, state: string): ClusterPlace {
  if (!existsSync(join(home, 'data', 'PG_VERSION'))) {
    throw new ExpectedError(
      'database_is_gone',
      `Cannot start with data folder "${dirname(state)}": its database is no longer at ${home}.`,
      { hint: 'Bring it back, or delete the data folder to start anew.' },
    );
  }
  return { home, copies: rootFolder, user: ownerOf(home), settle: () => {} };
}

/** A kill before the note leaves the old place in use, or nothing at all; after it, the new one. */
function settle(note: string, home: string, inside: string): void {
  writeFileSync(`${note}.new`, home, { mode: 0o600 });
  renameSync(`${note}.new`, note);
  rmSync(inside, { recursive: true, force: true });
}

function makeHome(home: string, user: User): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, user.uid, user.gid);
}

/** A folder above was closed since the last start. Another file system is likely, and owners have to stay. */
async function move(from: string, to: string): Promise<void> {
  await stopPostmaster(join(from, 'data'));
  execFileSync('cp', ['-a', from, to]);
}

function prepareRootFolder(): void {
  mkdirSync(rootFolder, { recursive: true });
  const { uid } = statSync(rootFolder);
  if (uid !== 0) {
    throw new Error(`Cannot run Postgres from ${rootFolder}: user ${uid} owns it; accepted: owned by root`);
  }
  // Whatever the umask: another user has to pass through.
  chmodSync(rootFolder, 0o755);
}

function unprivilegedUser(): User {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65_534, gid: 65_534 };
}

function canEnter(user: User, folder: string): boolean {
  const { uid, gid, mode } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const above = dirname(folder);
  return above === folder || canEnter(user, above);
}

function ownerOf(path: string): User {
  const { uid, gid } = statSync(path);
  return { uid, gid };
}
