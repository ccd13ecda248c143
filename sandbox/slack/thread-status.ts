import type { ThreadStatus } from './shapes.ts';
import type { Workspace } from './workspace.ts';

/** Shows what the app is doing in a thread, until it answers there or Slack's two minutes are over. */
export function setThreadStatus(ws: Workspace, given: Omit<ThreadStatus, 'expires_at'>): void {
  const shown = { ...given, expires_at: Math.floor(ws.now() + ws.timing.threadStatusMs) };
  ws.threadStatuses.put(shown);
  ws.changes.emit({ type: 'status', ...shown });
}

export function clearThreadStatus(ws: Workspace, channelId: string, threadTs: string): void {
  if (!ws.threadStatuses.clear(channelId, threadTs)) return;
  ws.changes.emit({ type: 'status', channel_id: channelId, thread_ts: threadTs, status: '' });
}
