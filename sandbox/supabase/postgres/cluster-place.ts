import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../../../platform/errors.ts';

/** Where root's clusters and its copy of the binaries lie: Postgres refuses to run as root, and another user may not
 * be able to enter the clone or the data folder. */
const rootFolder = '/var/lib/greenlight';

export interface ClusterPlace {
  /** Folder of the cluster, of mode 0700 and owned by the user that runs Postgres. */
  home: string;
  /** Where a copy of the binaries may be made. */
  copies: string;
  /** Undefined: as this process' own user. */
  user: { uid: number; gid: number } | undefined;
  /** Clusters that belonged to an earlier, deleted content of the same data folder. */
  abandoned: string[];
}

/**
 * @param state Our folder in the data folder. As root it holds only the name of the cluster, so that deleting the data
 *   folder starts anew here too.
 */
export function chooseClusterPlace(state: string): ClusterPlace {
  const own = join(state, 'postgres');
  const nameFile = join(state, 'cluster');
  const root = process.getuid?.() === 0;
  if (!root) {
    if (existsSync(nameFile)) {
      throw new ExpectedError(
        'data_of_root',
        `Cannot start with data folder "${state}": root started it first, and its database belongs to root.`,
        { hint: 'Start as root, or set GREENLIGHT_DATA to another folder.' },
      );
    }
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return { home: own, copies: state, user: undefined, abandoned: [] };
  }
  prepareRootFolder();
  if (existsSync(join(own, 'data', 'PG_VERSION'))) {
    const { uid, gid } = statSync(join(own, 'data'));
    return { home: own, copies: rootFolder, user: { uid, gid }, abandoned: [] };
  }
  if (!existsSync(nameFile)) writeFileSync(nameFile, randomBytes(8).toString('hex'), { mode: 0o644 });
  const name = readFileSync(nameFile, 'utf8').trim();
  const home = join(rootFolder, `cluster-${name}`);
  const user = unprivilegedUser();
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, user.uid, user.gid);
  writeFileSync(`${home}.of`, state, { mode: 0o600 });
  return { home, copies: rootFolder, user, abandoned: abandonedBy(state, home) };
}

function prepareRootFolder(): void {
  mkdirSync(rootFolder, { recursive: true });
  const { uid } = statSync(rootFolder);
  if (uid !== 0) {
    throw new Error(
      `Cannot run Postgres from ${rootFolder} as root: user ${uid} owns it; accepted: owned by root.`,
    );
  }
  // Whatever the umask: another user has to pass through.
  chmodSync(rootFolder, 0o755);
}

function unprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65_534, gid: 65_534 };
}

function abandonedBy(state: string, home: string): string[] {
  return readdirSync(rootFolder)
    .filter((name) => name.endsWith('.of'))
    .map((name) => join(rootFolder, name))
    .filter((file) => file !== `${home}.of` && readFileSync(file, 'utf8') === state)
    .map((file) => file.slice(0, -'.of'.length));
}
