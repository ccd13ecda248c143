import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Entry, extract } from 'tar-stream';
import { ExpectedError, isExpected } from '../../platform/errors.ts';
import { readMigrations } from '../../platform/migrations.ts';
import { packagedPostgres } from '../supabase/postgres/binaries.ts';
import { giveToItsUser } from '../supabase/postgres/cluster-place.ts';
import { MANIFEST, type Manifest, manifest } from './backup-file.ts';

/** 20 MB: a manifest has about 1500 files. */
const MANIFEST_MOST = 20 * 2 ** 20;

/**
 * Brings a backup back as a data folder. Everything is read and checked beside the folder first, which appears whole or not
 * at all.
 *
 * @param target Absent or empty: data that is there is never written over.
 * @throws {ExpectedError} `no_file`, `folder_has_data`, `not_a_backup`, `backup_damaged`, `other_release`.
 */
export async function restore(backup: string, target: string): Promise<Manifest> {
  const file = resolve(backup);
  const folder = resolve(target);
  if (!existsSync(file))
    throw new ExpectedError('no_file', `Cannot restore "${file}": there is no such file.`);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ExpectedError('folder_has_data', `Cannot restore into "${folder}": it is not empty.`, {
      hint: 'Name a folder that is empty or not there: npm run restore -- <file> <folder>',
    });
  mkdirSync(dirname(folder), { recursive: true });
  const making = mkdtempSync(join(dirname(folder), `.${basename(folder)}-restoring-`));
  try {
    const read = await unpack(file, making);
    giveToItsUser(join(making, 'supabase', 'postgres'));
    // An empty folder gives way to a rename; one that was filled meanwhile does not.
    renameSync(making, folder);
    return read;
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (isExpected(error)) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    // The disk's own faults are not the backup's.
    if (/^E[A-Z]+$/.test(code)) throw error;
    throw damaged(file, (error as Error).message, error);
  }
}

async function unpack(file: string, folder: string): Promise<Manifest> {
  const archive = extract();
  const bytes = pipeline(createReadStream(file), createGunzip(), archive);
  // Its fault comes out of the loop below as well.
  bytes.catch(() => {});
  let read: Manifest | undefined;
  const missing = new Map<string, Manifest['files'][number]>();
  const folders = new Set<string>();
  try {
    for await (const entry of archive) {
      if (!read) {
        read = await readManifest(file, entry);
        for (const one of read.files) missing.set(one.path, one);
        for (const one of read.folders) folders.add(one);
        refuseOthers(file, read);
      } else await place(file, folder, entry, missing, folders);
    }
    await bytes;
  } catch (error) {
    if (read || isExpected(error)) throw error;
    throw foreign(file, error);
  }
  if (!read) throw foreign(file);
  const [lost] = missing.keys();
  if (lost !== undefined) throw damaged(file, `${missing.size} file(s) are missing, "${lost}" among them`);
  return read;
}

async function readManifest(file: string, entry: Entry): Promise<Manifest> {
  if (entry.header.name !== MANIFEST || (entry.header.size ?? 0) > MANIFEST_MOST) throw foreign(file);
  const text = Buffer.concat(await Array.fromAsync(entry as Readable)).toString();
  try {
    return manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw foreign(file, cause);
  }
}

async function place(
  file: string,
  folder: string,
  entry: Entry,
  missing: Map<string, Manifest['files'][number]>,
  folders: Set<string>,
): Promise<void> {
  const name = entry.header.name.replace(/\/$/, '');
  if (entry.header.type === 'directory' && folders.has(name)) {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
    entry.resume();
    return;
  }
  const said = missing.get(name);
  // A link, a file twice or one that the manifest does not name: no backup of ours has any.
  if (entry.header.type !== 'file' || !said) throw damaged(file, `"${name}" is not in its list`);
  // Before more is written than the list says.
  if (entry.header.size !== said.size) throw damaged(file, `"${name}" is not as it was backed up`);
  mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  entry.on('data', (bytes: Buffer) => hash.update(bytes));
  await pipeline(entry as Readable, createWriteStream(join(folder, name), { mode: 0o600, flags: 'wx' }));
  if (hash.digest('hex') !== said.sha256) throw damaged(file, `"${name}" is not as it was backed up`);
  missing.delete(name);
}

/** A cluster is files of one Postgres on one kind of machine, and its schema is not newer than the code. */
function refuseOthers(file: string, { versions }: Manifest): void {
  const refuse = (why: string, hint: string) => {
    throw new ExpectedError('other_release', `Cannot restore "${file}": ${why}.`, { hint });
  };
  const here = packagedPostgres().build;
  const kindOf = (build: string) => build.replace(/-(\d+)\..*$/, '-$1');
  if (kindOf(versions.postgres) !== kindOf(here))
    refuse(
      `its database is of Postgres ${versions.postgres}, and here runs ${here}`,
      'Restore it on a machine of its kind.',
    );
  if (versions.migration > (readMigrations().at(-1)?.version ?? ''))
    refuse(
      `it was made by a later release (${versions.greenlight}, migration ${versions.migration})`,
      'Take that release, or a later one.',
    );
}

const foreign = (file: string, cause?: unknown) =>
  new ExpectedError('not_a_backup', `Cannot restore "${file}": it is no backup that "npm run backup" made.`, {
    cause,
  });

const damaged = (file: string, why: string, cause?: unknown) =>
  new ExpectedError('backup_damaged', `Cannot restore "${file}": it is damaged (${why}).`, {
    hint: 'Nothing was changed. Take another backup.',
    cause,
  });
