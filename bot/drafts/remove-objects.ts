import type { FileStore } from '../../platform/file-store.ts';
import type { ContentDesk } from '../content-desk.ts';
import { lookLoop } from '../delivery/look-loop.ts';
import type { OutboxLoop } from '../delivery/outbox-loop.ts';

/** What no file names any more is gone an hour after it was stored at the earliest, and ten minutes later at the latest. */
const LOOK_MS = 600_000;
/** Storage takes 1,000 keys in a call. */
const AT_ONCE = 200;

type SweepDesk = Pick<ContentDesk, 'content' | 'rounds' | 'clock' | 'random' | 'log'> & {
  store: Pick<FileStore, 'remove'>;
};

/** Removes objects of Storage that no file names: of superseded versions, of attempts that were given up, of erased work. */
export function removeObjects(desk: SweepDesk): OutboxLoop {
  return lookLoop(desk, {
    everyMs: LOOK_MS,
    failed: 'objects_not_removed',
    look: () => removeOnce(desk),
    found(removed) {
      if (removed > 0) desk.log.info('objects_removed', { count: removed });
      return removed > 0;
    },
  });
}

/**
 * What a kill leaves claimed is handed out again; what it leaves removed is settled by the next look, as nothing can be stored under
 * that hash before. Answers how many objects are gone.
 */
export async function removeOnce({ content, store }: Pick<SweepDesk, 'content' | 'store'>): Promise<number> {
  const unused = await content.claimUnusedObjects(AT_ONCE);
  for (const bucket of new Set(unused.map((object) => object.bucket)))
    await store.remove(
      bucket,
      unused.flatMap((object) => (object.bucket === bucket ? object.sha256 : [])),
    );
  return content.settleRemovedObjects();
}
