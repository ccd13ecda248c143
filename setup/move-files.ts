import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { z } from 'zod';
import { isExpected } from '../platform/errors.ts';
import type { FileStore } from '../platform/file-store.ts';
import { refusedBySql } from './refused-by-sql.ts';

const movable = z.array(
  z.object({
    key: z.string(),
    mime: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    bucket: z.string().nullable(),
    base64: z.string().nullable(),
  }),
);
type Movable = z.infer<typeof movable>[number];

/** Of 4 MB each at most. */
const AT_ONCE = 8;

/**
 * Moves every file to where new ones go. One is changed in the database only once its bytes were read back from the new place
 * and have its hash: a kill in between loses nothing, and the next run goes on. Both places can be read all the while.
 *
 * @param to A bucket; null: the database.
 * @param stays Told of each file that stays where it is, and why.
 * @returns How many moved, and how many stay.
 */
export async function moveFiles(
  owner: Client,
  store: FileStore,
  to: string | null,
  stays: (key: string, problem: string) => void,
): Promise<{ moved: number; left: number }> {
  let moved = 0;
  let left = 0;
  for (let after = ''; ; ) {
    const { rows } = await owner.query<{ files: unknown }>('select content.files_to_move($1, $2) as files', [
      after,
      AT_ONCE,
    ]);
    const files = movable.parse(rows[0]?.files);
    for (const file of files) {
      const problem = await moveOne(owner, store, file, to);
      if (problem === null) moved += 1;
      else {
        left += 1;
        stays(file.key, problem);
      }
    }
    const last = files.at(-1);
    if (!last) return { moved, left };
    after = last.key;
  }
}

/** What keeps a file where it is; null: it was moved. */
async function moveOne(
  owner: Client,
  store: FileStore,
  file: Movable,
  to: string | null,
): Promise<string | null> {
  try {
    const bytes =
      file.bucket === null
        ? Buffer.from(file.base64 ?? '', 'base64')
        : await store.get(file.bucket, file.sha256);
    if (bytes === null || !isOf(bytes, file)) return 'its bytes are not those of its hash, or are gone';
    if (to !== null) {
      await store.put(to, file.sha256, { bytes, mime: file.mime });
      const back = await store.get(to, file.sha256);
      if (back === null || !isOf(back, file)) return `bucket "${to}" answers other bytes`;
    }
    await refusedBySql(
      owner.query('select content.move_file($1::jsonb)', [
        JSON.stringify({
          key: file.key,
          sha256: file.sha256,
          size: file.size,
          bucket: to,
          base64: to === null ? bytes.toString('base64') : null,
        }),
      ]),
    );
    return null;
  } catch (error) {
    // Of this file alone; Storage that is away or shut ends the run.
    if (isExpected(error, 'object_missing', 'artifact_too_large')) return error.message;
    throw error;
  }
}

const isOf = (bytes: Buffer, { sha256 }: Movable) =>
  createHash('sha256').update(bytes).digest('hex') === sha256;
