import { createHash } from 'node:crypto';
import { ExpectedError } from '../platform/errors.ts';
import type { FileStore } from '../platform/file-store.ts';

/** The same at each probe, so that a bucket has one of them at most; the bot removes it with what no file names. */
const PROBE = Buffer.from('Greenlight tries whether this bucket takes files.\n');
const key = createHash('sha256').update(PROBE).digest('hex');

/**
 * Puts an object as agents do and reads it back as each part.
 *
 * @throws {ExpectedError} That says what does not work.
 */
export async function probeBucket(
  bucket: string,
  stores: { agents?: FileStore; bot?: FileStore },
): Promise<void> {
  for (const [part, store] of Object.entries(stores)) {
    const found = await store.bucket(bucket);
    if (found === null)
      throw new ExpectedError(
        'no_bucket',
        `The token of ${part} sees no bucket "${bucket}": it is not there, or Storage does not take the role of this part`,
        { hint: `Run "npm run setup -- files bucket ${bucket}".` },
      );
    if (found.isPublic)
      throw new ExpectedError('bucket_is_public', `Bucket "${bucket}" is public, and drafts are not`, {
        hint: 'Supabase dashboard > Storage > the bucket > Edit: turn off "Public bucket".',
      });
  }
  await stores.agents?.put(bucket, key, { bytes: PROBE, mime: 'text/markdown' });
  for (const [part, store] of Object.entries(stores)) {
    const back = await store.get(bucket, key);
    // The bot alone cannot put one.
    if (back === null && stores.agents === undefined) continue;
    if (back === null || !back.equals(PROBE))
      throw new ExpectedError(
        'bucket_differs',
        `What ${part} read back of bucket "${bucket}" is not what was put there`,
        { hint: 'Look at the health of the project: Reports > Storage.' },
      );
  }
}
