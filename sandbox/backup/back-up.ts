import {
  createReadStream,
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { systemClock } from '../../platform/clock.ts';
import { ExpectedError } from '../../platform/errors.ts';
import { readMigrations } from '../../platform/migrations.ts';
import { packagedPostgres } from '../supabase/postgres/binaries.ts';
import { chooseClusterPlace } from '../supabase/postgres/cluster-place.ts';
import { lockData } from '../supabase/postgres/data-lock.ts';
import { stopPostmaster } from '../supabase/postgres/postmaster.ts';
import { MANIFEST, type Manifest, sha256Of } from './backup-file.ts';

/** Of this machine and this run: a start makes them anew. */
const leftOut = [
  /^supabase\/(owner\.|cluster(\.new)?$|postgres-)/,
  /^supabase\/postgres(\/(start|postgres\.log|making-.*)|\.new)(\/|$)/,
  /^supabase\/postgres\/data\/postmaster\.(pid|opts)$/,
  /\.sqlite-shm$/,
];

/**
 * Copies everything that a stopped sandbox keeps into one file, its secrets included: readable by this user alone.
 *
 * A sandbox that runs is left alone: its database is only whole on the disk once it has stopped.
 *
 * @throws {ExpectedError} `no_data`, `data_in_use`, `file_exists`.
 */
export async function backUp(dataFolder: string, target: string): Promise<{ files: number; bytes: number }> {
  const folder = resolve(dataFolder);
  const file = resolve(target);
  const state = join(folder, 'supabase');
  if (!existsSync(join(state, 'secrets.json')))
    throw new ExpectedError('no_data', `Cannot back up "${folder}": no sandbox has kept data there.`, {
      hint: 'Set GREENLIGHT_DATA to the folder of a sandbox that ran.',
    });
  if (existsSync(file))
    throw new ExpectedError('file_exists', `Cannot back up to "${file}": that file is there already.`, {
      hint: 'Name another file.',
    });
  const unlock = lockData(state, { verb: 'back up' });
  const partial = `${file}.partial`;
  try {
    const { home } = await chooseClusterPlace(state);
    // Of a sandbox that was killed it may live on.
    await stopPostmaster(join(home, 'data'));
    const found = [
      ...list(folder, '').filter(({ path }) => !path.startsWith('supabase/postgres')),
      { path: 'supabase/postgres', at: home, isFolder: true },
      ...list(home, 'supabase/postgres/'),
    ].filter(({ path }) => !leftOut.some((pattern) => pattern.test(path)));
    const made = await describe(found);
    // Of a backup that was killed.
    rmSync(partial, { force: true });
    await write(partial, made, found);
    renameSync(partial, file);
    return { files: made.files.length, bytes: statSync(file).size };
  } finally {
    rmSync(partial, { force: true });
    unlock();
  }
}

interface Found {
  /** In the backup. */
  path: string;
  /** On the disk. */
  at: string;
  isFolder: boolean;
}

function list(folder: string, prefix: string): Found[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const found = {
      path: `${prefix}${entry.name}`,
      at: join(folder, entry.name),
      isFolder: entry.isDirectory(),
    };
    if (found.isFolder) return [found, ...list(found.at, `${found.path}/`)];
    return entry.isFile() ? [found] : [];
  });
}

async function describe(found: Found[]): Promise<Manifest> {
  const files: Manifest['files'] = [];
  for (const { path, at, isFolder } of found) {
    if (!isFolder) files.push({ path, size: statSync(at).size, sha256: await sha256Of(at) });
  }
  const project = join(import.meta.dirname, '../../package.json');
  return {
    kind: 'greenlight-sandbox',
    format: 1,
    made_at: new Date(systemClock.now()).toISOString(),
    versions: {
      greenlight: JSON.parse(readFileSync(project, 'utf8')).version,
      migration: readMigrations().at(-1)?.version ?? '',
      postgres: packagedPostgres().build,
    },
    folders: found.filter(({ isFolder }) => isFolder).map(({ path }) => path),
    files,
  };
}

async function write(file: string, made: Manifest, found: Found[]): Promise<void> {
  const archive = pack();
  const written = pipeline(
    archive,
    createGzip({ level: 6 }),
    createWriteStream(file, { mode: 0o600, flags: 'wx' }),
  );
  const at = new Map(found.map((entry) => [entry.path, entry.at]));
  const add = async () => {
    archive.entry({ name: MANIFEST, mode: 0o600 }, JSON.stringify(made));
    for (const name of made.folders) archive.entry({ name, type: 'directory', mode: 0o700 });
    for (const { path: name, size } of made.files) {
      await pipeline(createReadStream(at.get(name) ?? ''), archive.entry({ name, size, mode: 0o600 }));
    }
    archive.finalize();
  };
  await Promise.all([written, add()]);
}
