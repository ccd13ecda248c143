import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ExpectedError } from '../../../platform/errors.ts';
import { folderIdentity } from './folder-identity.ts';
import { isRunning, stopPostmaster } from './postmaster.ts';
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
    const { home, isOwn, user } = await notedCluster(readNote(note), state);
    const isInside = canReach(user, state);
    const goesTo = isInside ? inside : isOwn ? home : newHome();
    if (goesTo !== home) await copyCluster(home, goesTo, isOwn);
    if (!isInside) {
      const closed = { ...user, passesClosedFolders: false };
      return { home: goesTo, copies: rootFolder, user: closed, settle: () => settle(note, goesTo, state) };
    }
    rmSync(note);
    if (isOwn) rmSync(home, { recursive: true });
  }
  const user = existsSync(inside) ? ownerOf(inside) : unprivilegedUser();
  const passesClosedFolders = !canEnter(user, state);
  if (canReach(user, state)) {
    makeHome(inside, user);
    return { home: inside, copies: rootFolder, user: { ...user, passesClosedFolders }, settle: () => {} };
  }
  const home = newHome();
  if (existsSync(inside)) await copyCluster(inside, home, true);
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

/** Of a cluster that lies elsewhere. */
interface Note {
  home: string;
  /** The folder that it belongs to; absent in notes of earlier versions. */
  identity?: string | undefined;
  /** The start that wrote this; `start` in the cluster's folder names the last one. */
  start?: string | undefined;
}

function readNote(note: string): Note {
  const [home = '', identity, , start] = readFileSync(note, 'utf8').trim().split('\n');
  return { home, identity, start };
}

/**
 * The cluster that a note names, and whether it is this folder's. It belongs to the folder that noted it: any other folder
 * with the note is a copy, of which the original may have been renamed since.
 */
async function notedCluster(
  note: Note,
  state: string,
): Promise<{ home: string; isOwn: boolean; user: User }> {
  const { home, identity } = note;
  const folder = dirname(state);
  const data = join(home, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    throw new ExpectedError(
      'database_is_gone',
      `Cannot start with data folder "${folder}": its database is no longer at ${home}.`,
      { hint: 'Bring it back, or delete the data folder to start anew.' },
    );
  }
  const isOwn = identity === undefined || identity === folderIdentity(state);
  const refuse = (why: string, hint: string): never => {
    throw new ExpectedError(
      'data_of_another_folder',
      `Cannot start with data folder "${folder}": it is a copy without its database, which lies at ${home} and ${why}.`,
      { hint },
    );
  };
  if (!isOwn && note.start !== readStart(home))
    refuse('has gone on since the copy was made', 'Copy the folder again, or take "npm run backup".');
  if (!isOwn && isRunning(data))
    refuse('is in use by the original', 'Stop the original and start this folder before it.');
  return { home, isOwn, user: ownerOf(home) };
}

/** A kill before the note leaves the old place in use, or nothing at all; after it, the new one. */
function settle(note: string, home: string, state: string): void {
  const start = randomBytes(8).toString('hex');
  writeFileSync(join(home, 'start'), start);
  writeFileSync(`${note}.new`, [home, folderIdentity(state), state, start].join('\n'), { mode: 0o600 });
  renameSync(`${note}.new`, note);
  rmSync(join(state, 'postgres'), { recursive: true, force: true });
}

function readStart(home: string): string | undefined {
  const file = join(home, 'start');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function newHome(): string {
  return join(rootFolder, `cluster-${randomBytes(8).toString('hex')}`);
}

/** A cluster that was brought back as root belongs to the user who will run it. */
export function giveToItsUser(cluster: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = unprivilegedUser();
  chownSync(cluster, uid, gid);
  for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    chownSync(join(cluster, name), uid, gid);
}

function makeHome(home: string, user: User): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, user.uid, user.gid);
}

/**
 * Another file system is likely, and owners have to stay. Whole or not there: a kill leaves `from` in use.
 *
 * @param isOwn Its Postgres may be stopped; another folder's is left alone.
 */
async function copyCluster(from: string, to: string, isOwn: boolean): Promise<void> {
  if (isOwn) await stopPostmaster(join(from, 'data'));
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
