import type { FileStore } from '../../platform/file-store.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import { within } from '../../platform/within.ts';
import type { ContentDesk } from '../content-desk.ts';
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
  const stopping = new AbortController();
  const turn = (desk.rounds ?? new Rounds()).join();
  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const removed = await turn.look(() => removeOnce(desk));
        failures = 0;
        if (removed > 0) {
          desk.log.info('objects_removed', { count: removed });
          continue;
        }
      } catch (error) {
        failures += 1;
        // Once an outage, not once a look.
        if (failures === 1) desk.log.error('objects_not_removed', { error });
      }
      await desk.clock.sleep(turn.pause(LOOK_MS * (0.8 + desk.random.next() * 0.4)), stopping.signal);
    }
  };
  const running = loop();
  return {
    async stop(deadlineMs) {
      stopping.abort();
      await within(desk.clock, deadlineMs, running);
    },
  };
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
