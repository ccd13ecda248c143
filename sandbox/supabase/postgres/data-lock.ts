import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ExpectedError } from '../../../platform/errors.ts';
import { folderIdentity } from './folder-identity.ts';
import { processIdentity } from './process-identity.ts';

const ownerFile = z.object({
  pid: z.number().int(),
  identity: z.string(),
  /** Which folder is owned: a copy has this file too. Absent in files of earlier versions. */
  folder: z.string().optional(),
});

/**
 * Makes this process the only owner of a data folder.
 *
 * The lock is a file that names the owner, so that it can be read by a person and survives kill -9; the owner's start
 * time is in it, so that a recycled pid does not block. So is the folder's identity: the owner of an original does not own
 * a copy.
 *
 * @param options.verb What cannot be done while it is in use. `copiedInUse` is called when the folder was copied while the original was in use.
 * @returns Gives the folder back.
 * @throws {ExpectedError} `data_in_use` while another living process owns the folder.
 */
export function lockData(
  folder: string,
  { verb = 'start with', copiedInUse = () => {} }: { verb?: string; copiedInUse?(): void } = {},
): () => void {
  const file = join(folder, 'owner.json');
  const self = {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? `pid ${process.pid}`,
    folder: folderIdentity(folder),
  };
  // Reading, judging and replacing is one step: SQLite's file lock goes with the process, even when it is killed.
  const guard = new DatabaseSync(join(folder, 'owner.guard'), { timeout: 10_000 });
  try {
    guard.exec('begin exclusive');
    const owner = readOwner(file);
    const isOfOriginal = owner?.folder !== undefined && owner.folder !== self.folder;
    if (isOfOriginal) copiedInUse();
    else if (owner && processIdentity(owner.pid) === owner.identity) {
      throw new ExpectedError(
        'data_in_use',
        `Cannot ${verb} data folder "${folder}": process ${owner.pid} uses it.`,
        { hint: 'Stop that process, or set GREENLIGHT_DATA to another folder.' },
      );
    }
    writeFileSync(file, JSON.stringify(self), { mode: 0o600 });
    guard.exec('commit');
  } finally {
    guard.close();
  }
  return () => {
    if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

function readOwner(file: string): z.infer<typeof ownerFile> | undefined {
  try {
    return ownerFile.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    // Absent, or half written by a process that was killed meanwhile: held by no process.
    return undefined;
  }
}
