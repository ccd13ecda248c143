import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunAs, spawnAs } from './run-as.ts';

interface ClusterInit {
  home: string;
  programs: string;
  data: string;
  user: RunAs | undefined;
  password: string;
  durable: boolean;
}

/** The cluster's superuser, named as on hosted Supabase, where `postgres` is none. */
export const adminRole = 'supabase_admin';

/** Makes the cluster if there is none. It appears whole: a kill half way leaves a folder that the next start removes. */
export async function initCluster(init: ClusterInit): Promise<void> {
  for (const name of readdirSync(init.home)) {
    if (name.startsWith('making')) rmSync(join(init.home, name), { recursive: true, force: true });
  }
  if (existsSync(join(init.data, 'PG_VERSION'))) return;
  // An initdb that outlived its killed owner keeps to its own folder.
  const making = join(init.home, `making-${randomBytes(4).toString('hex')}`);
  const password = `${making}.password`;
  writeFileSync(password, init.password, { mode: 0o600 });
  if (init.user) chownSync(password, init.user.uid, init.user.gid);
  try {
    await run(join(init.programs, 'bin', 'initdb'), init, [
      ...['-D', making, '-U', adminRole, '-A', 'scram-sha-256', `--pwfile=${password}`],
      // Not C: full-text search lower-cases accented letters by this locale.
      ...['-E', 'UTF8', `--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`],
      ...['--no-instructions', ...(init.durable ? [] : ['--no-sync'])],
    ]);
  } finally {
    rmSync(password, { force: true });
  }
  renameSync(making, init.data);
}

function run(program: string, init: ClusterInit, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnAs(init.user, program, args, {
      cwd: init.home,
      env: { LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (bytes) => {
      said += bytes;
    });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`Cannot make the database: initdb ended with ${signal ?? code}.\n${said.trim()}`)),
    );
  });
}
