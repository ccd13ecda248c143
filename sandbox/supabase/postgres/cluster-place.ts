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
import { canPassTo, type RunAs } from './run-as.ts';

/** For root, whose Postgres runs as another user: binaries, and clusters whose data folder that user cannot reach. */
const rootFolder = '/var/lib/greenlight';

type User = Pick<RunAs, 'uid' | 'gid'>;

interface ClusterPlace {
  /** Folder of the cluster, of mode 0700 and owned by the user that runs Postgres. */
  home: string;
  /** Where a copy of the binaries may be made. */
  copies: string;
  /** Undefined: as this process' own user. */
  user: RunAs | undefined;
  /** Notes in the data folder that the cluster lies elsewhere, once it is there. */
  settle(): void;
}

/**
 * Says where the cluster of a data folder lies and who runs it.
 *
 * In the data folder itself, so that deleting, moving, copying or mounting the folder takes the database along. As root
 * it lies elsewhere only where a folder above is closed to other users and none can be let through.
 *
 * @param state Our folder in the data folder.
 */
export async function chooseClusterPlace(state: string): Promise<ClusterPlace> {
  const inside = join(state, 'postgres');
  if (process.getuid?.() !== 0) return ownPlace(state, inside);
  prepareRootFolder();
  // Secrets beside the cluster have mode 0600; another user may pass by them.
  chmodSync(state, 0o711);
  const note = join(state, 'cluster');
  if (existsSync(note)) {
    const place = notedPlace(readNote(note), state);
    if (!canReach(place.user, state)) return { ...place, settle: () => settle(note, place.home, state) };
    await move(place.home, inside);
    rmSync(note);
    rmSync(place.home, { recursive: true });
  }
  const user = existsSync(inside) ? ownerOf(inside) : unprivilegedUser();
  const passesClosedFolders = !canEnter(user, state);
  if (canReach(user, state)) {
    makeHome(inside, user);
    return { home: inside, copies: rootFolder, user: { ...user, passesClosedFolders }, settle: () => {} };
  }
  const home = join(rootFolder, `cluster-${randomBytes(8).toString('hex')}`);
  if (existsSync(inside)) await move(inside, home);
  else makeHome(home, user);
  return {
    home,
    copies: rootFolder,
    user: { ...user, passesClosedFolders: false },
    settle: () => settle(note, home, state),
  };
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

/** Of a cluster that lies elsewhere: where, and the folder that it belongs to. */
interface Note {
  home: string;
  /** Absent in notes of earlier versions. */
  identity?: string | undefined;
  state?: string | undefined;
}

function readNote(note: string): Note {
  const [home = '', identity, state] = readFileSync(note, 'utf8').trim().split('\n');
  return { home, identity, state };
}

function notedPlace({ home, identity, state: of }: Note, state: string): ClusterPlace & { user: RunAs } {
  const folder = dirname(state);
  if (!existsSync(join(home, 'data', 'PG_VERSION'))) {
    throw new ExpectedError(
      'database_is_gone',
      `Cannot start with data folder "${folder}": its database is no longer at ${home}.`,
      { hint: 'Bring it back, or delete the data folder to start anew.' },
    );
  }
  if (of !== undefined && identity !== identityOf(state) && identity === identityOf(of)) {
    throw new ExpectedError(
      'data_of_another_folder',
      `Cannot start with data folder "${folder}": it is a copy without its database, which lies at ${home} and belongs to "${dirname(of)}".`,
      {
        hint: `Install util-linux and start the original once, which brings its database inside; then copy it again.`,
      },
    );
  }
  return {
    home,
    copies: rootFolder,
    user: { ...ownerOf(home), passesClosedFolders: false },
    settle: () => {},
  };
}

/** A kill before the note leaves the old place in use, or nothing at all; after it, the new one. */
function settle(note: string, home: string, state: string): void {
  writeFileSync(`${note}.new`, [home, identityOf(state), state].join('\n'), { mode: 0o600 });
  renameSync(`${note}.new`, note);
  rmSync(join(state, 'postgres'), { recursive: true, force: true });
}

/** Tells a folder from its copy; it stays when the folder is renamed. */
function identityOf(folder: string): string | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}

function makeHome(home: string, user: User): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, user.uid, user.gid);
}

/** Another file system is likely, and owners have to stay. Whole or not there: a kill leaves `from` in use. */
async function move(from: string, to: string): Promise<void> {
  await stopPostmaster(join(from, 'data'));
  rmSync(`${to}.new`, { recursive: true, force: true });
  execFileSync('cp', ['-a', from, `${to}.new`]);
  rmSync(to, { recursive: true, force: true });
  renameSync(`${to}.new`, to);
}

function prepareRootFolder(): void {
  mkdirSync(rootFolder, { recursive: true });
  const { uid } = statSync(rootFolder);
  if (uid !== 0) {
    throw new Error(`Cannot run Postgres from ${rootFolder}: user ${uid} owns it; accepted: owned by root`);
  }
  // Under any umask another user has to pass through.
  chmodSync(rootFolder, 0o755);
}

function unprivilegedUser(): User {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65_534, gid: 65_534 };
}

function canReach(user: User, folder: string): boolean {
  return canEnter(user, folder) || canPassTo(folder, user);
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
