import { newSecret } from './ids.ts';
import { SlackError } from './slack-error.ts';
import type { Workspace } from './workspace.ts';

/** A trigger lets the app open one modal for the person who acted, within 3 seconds. */
export function newTrigger(ws: Workspace, userId: string, viewId: string | null = null): string {
  const id = `${Math.floor(ws.now())}.${newSecret(4)}.${newSecret(16)}`;
  const { db, timing } = ws;
  db.prepare('delete from triggers where expires_at < ?').run(ws.now() - 600_000);
  db.prepare('insert into triggers (id, user_id, view_id, expires_at) values (?, ?, ?, ?)').run(
    id,
    userId,
    viewId,
    Math.floor(ws.now() + timing.triggerMs),
  );
  return id;
}

/** Spends a trigger; `viewId` is the modal from which the person acted, null for a command or a message. */
export function useTrigger(ws: Workspace, id: string): { userId: string; viewId: string | null } {
  const row = ws.db.prepare('select user_id, view_id, expires_at, used from triggers where id = ?').get(id);
  if (!row) throw new SlackError('invalid_trigger_id');
  if (row.used) throw new SlackError('exchanged_trigger_id');
  if (Number(row.expires_at) < ws.now()) throw new SlackError('expired_trigger_id');
  ws.db.prepare('update triggers set used = 1 where id = ?').run(id);
  return { userId: String(row.user_id), viewId: row.view_id === null ? null : String(row.view_id) };
}
