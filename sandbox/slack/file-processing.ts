import { emitEvent } from './events.ts';
import { newId } from './ids.ts';
import { app } from './manifest.ts';
import { postMessage } from './post.ts';
import type { Share, StoredFile } from './shapes.ts';
import { transaction } from './store/open-store.ts';
import type { Workspace } from './workspace.ts';

/** Queues the sharing of files that are being processed; `channel_id` empty: they only become ready. */
export function shareWhenReady(ws: Workspace, wanted: Omit<Share, 'id'>): void {
  const share: Share = { id: newId('S'), ...wanted };
  ws.files.addShare(share);
  schedule(ws, share);
}

/** Files that are shown already, and not yet ready. */
export function processFiles(ws: Workspace, files: StoredFile[]): void {
  const file_ids = files.map(({ id }) => id);
  shareWhenReady(ws, { file_ids, channel_id: '', thread_ts: null, text: '', blocks: null });
}

/** After a restart: processing goes on. */
export function resumeShares(ws: Workspace): void {
  for (const share of ws.files.shares()) schedule(ws, share);
}

function schedule(ws: Workspace, share: Share): void {
  const readyAt = Math.max(0, ...share.file_ids.map((id) => ws.files.get(id)?.ready_at ?? 0));
  ws.inFlight.later(Math.max(0, readyAt - ws.now()), () => finish(ws, share));
}

function finish(ws: Workspace, share: Share): void {
  const channel = ws.channels.get(share.channel_id);
  const isLost = channel !== undefined && ws.faults.take('share', { named: true }) !== undefined;
  transaction(ws.db, () => {
    const ready = share.file_ids.flatMap((id) => {
      const file = ws.files.get(id);
      if (!file) return [];
      return [file.state === 'deleted' ? file : { ...file, state: 'ready' as const }];
    });
    for (const file of ready) ws.files.put(file);
    ws.files.dropShare(share.id);
    if (!channel || ready.length === 0 || isLost) return;
    const message = postMessage(ws, channel, {
      userId: app.bot_user_id,
      threadTs: share.thread_ts,
      body: {
        text: share.text,
        file_ids: ready.map((file) => file.id),
        ...(share.blocks ? { blocks: share.blocks } : {}),
      },
    });
    for (const file of ready.filter(({ state }) => state === 'ready')) {
      ws.files.put({ ...file, shares: { [channel.id]: [{ ts: message.ts, thread_ts: share.thread_ts }] } });
      emitEvent(ws, {
        type: 'file_shared',
        file_id: file.id,
        user_id: file.user_id,
        file: { id: file.id },
        channel_id: channel.id,
        event_ts: message.ts,
      });
    }
  });
  for (const id of share.file_ids) emitFile(ws, id);
}

function emitFile(ws: Workspace, fileId: string): void {
  const places = Object.entries(ws.files.get(fileId)?.shares ?? {});
  for (const [channel_id, [share]] of places)
    ws.changes.emit({ type: 'file', file_id: fileId, channel_id, thread_ts: share?.thread_ts ?? null });
  if (places.length === 0) ws.changes.emit({ type: 'file', file_id: fileId });
}
