import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ExpectedError } from '../platform/errors.ts';

/** An empty database takes 45 MB and its log up to 256 MB. */
const MIN_FREE_MB = 300;

/**
 * Makes the folder of everything that the sandbox keeps, or takes the one that is there.
 *
 * @returns Its absolute path.
 * @throws {ExpectedError} `data_folder_unusable` when it cannot hold data, `disk_full`.
 */
export function openDataFolder(given: string): string {
  const folder = resolve(given);
  const refuse = (why: string, cause?: unknown): never => {
    throw new ExpectedError('data_folder_unusable', `Cannot keep data in "${folder}": ${why}.`, {
      hint: 'Set GREENLIGHT_DATA to a folder that this user may write.',
      cause,
    });
  };
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) refuse('it is a file, not a folder');
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    refuse(reasons[code] ?? code, error);
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.floor((bavail * bsize) / 1024 ** 2);
  if (freeMb < MIN_FREE_MB) {
    throw new ExpectedError(
      'disk_full',
      `Cannot start with data folder "${folder}": ${freeMb} MB are free on its disk, ${MIN_FREE_MB} MB are needed.`,
      { hint: 'Make room there, or set GREENLIGHT_DATA to a folder on another disk.' },
    );
  }
  return folder;
}

/** Step by step: the recursive mode of Node 24 never returns where a file system makes no folders, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

const reasons: Record<string, string> = {
  ENOTDIR: 'a part of its path is a file, not a folder',
  ENOENT: 'no folder can be made there',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};
