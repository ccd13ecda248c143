import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/file-store.ts';
import { retry } from '../../platform/retry.ts';
import type { ContentForAgent } from '../../ports/content.ts';

/** How long a runner may go on by what it knew of the owner's setting: files are found wherever they lie. */
const KNOWN_MS = 30_000;

/** Puts new files where the owner wants them: into a bucket of Storage, or as before into the database. */
export function filesInStorage<C extends Pick<ContentForAgent, 'putArtifact' | 'nameObject' | 'bucketInUse'>>(
  content: C,
  store: Pick<FileStore, 'put'>,
  clock: Pick<Clock, 'now' | 'sleep'>,
): C {
  let known: { bucket: string | null; untilMs: number } | undefined;
  const bucketInUse = async () => {
    if (known === undefined || clock.now() >= known.untilMs)
      known = { bucket: await content.bucketInUse(), untilMs: clock.now() + KNOWN_MS };
    return known.bucket;
  };
  return {
    ...content,
    putArtifact: async (claim, { base64, ...file }) => {
      const bucket = await bucketInUse();
      if (bucket === null) return content.putArtifact(claim, { ...file, base64 });
      const bytes = Buffer.from(base64, 'base64');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      // The same bytes of a version before may just be on their way out of the bucket.
      return retry(
        { clock, firstMs: 500, mostMs: 2000, tries: 4 },
        (error) => isExpected(error, 'object_missing'),
        async () => {
          await store.put(bucket, sha256, { bytes, mime: file.mime });
          return content.nameObject(claim, { ...file, bucket, sha256, size: bytes.length });
        },
      );
    },
  };
}
