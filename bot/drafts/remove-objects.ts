import type { FileStore } from '../../platform/file-store.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import { nowAndThen } from '../../platform/wake/now-and-then.ts';
import type { ContentDesk } from '../content-desk.ts';

/** What no file names any more is gone an hour after it was stored at the earliest, and ten minutes later at the latest. */
const EVERY_MS = 600_000;
/** Storage takes 1,000 keys in a call. */
const AT_ONCE = 200;

type SweepDesk = Pick<ContentDesk, 'content' | 'rounds' | 'clock' | 'random' | 'log'> & {
  store: Pick<FileStore, 'remove'>;
};

/** Removes objects of Storage that no file names: of superseded versions, of attempts that were given up, of erased work. */
export function removeObjects(desk: SweepDesk): () => Loop {
  return nowAndThen(desk, {
    everyMs: EVERY_MS,
    failed: 'objects_not_removed',
    async work(stopping) {
      while (!stopping.aborted) {
        const removed = await removeOnce(desk);
        if (removed === 0) return;
        desk.log.info('objects_removed', { count: removed });
      }
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
