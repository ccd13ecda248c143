import { emitEvent } from './events.ts';
import { app } from './manifest.ts';
import { presentMessage } from './present.ts';
import type { Channel, Json, Message, MessageBody } from './shapes.ts';
import { transaction } from './store/open-store.ts';
import { broadcastsIn } from './text.ts';
import { clearThreadStatus } from './thread-status.ts';
import type { Workspace } from './workspace.ts';

/** Stores a message, tells the app when it is in the channel, and who watches. All or nothing. */
export function postMessage(
  ws: Workspace,
  channel: Channel,
  message: { userId: string; threadTs: string | null; body: MessageBody },
): Message {
  const stored = transaction(ws.db, () => {
    const posted = ws.messages.add(channel.id, {
      thread_ts: message.threadTs,
      user_id: message.userId,
      ephemeral_to: null,
      body: message.body,
    });
    for (const kind of broadcastsIn(message.body.text, message.body.blocks)) {
      ws.db
        .prepare('insert into broadcasts (body) values (?)')
        .run(JSON.stringify({ channel_id: channel.id, ts: posted.ts, user: message.userId, kind }));
    }
    tellMessage(ws, channel, posted);
    return posted;
  });
  // Who answers is no longer at work.
  if (message.userId === app.bot_user_id && stored.thread_ts !== null)
    clearThreadStatus(ws, channel.id, stored.thread_ts);
  ws.changes.emit({
    type: 'message',
    channel_id: channel.id,
    thread_ts: stored.thread_ts,
    ts: stored.ts,
  });
  return stored;
}

/** A message that one person sees. Slack tells the app nothing about it. */
export function postEphemeral(
  ws: Workspace,
  channel: Channel,
  message: { to: string; threadTs: string | null; body: MessageBody },
): Message {
  const stored = ws.messages.add(channel.id, {
    thread_ts: message.threadTs,
    user_id: app.bot_user_id,
    ephemeral_to: message.to,
    body: message.body,
  });
  const { ts, thread_ts } = stored;
  ws.changes.emit({ type: 'ephemeral', channel_id: channel.id, thread_ts, ts, user_id: message.to });
  return stored;
}

export function editMessage(ws: Workspace, channel: Channel, message: Message, body: MessageBody): Message {
  const edited = transaction(ws.db, () => {
    const previous = presentMessage(ws, message);
    const next = ws.messages.update(message, body);
    if (message.ephemeral_to === null)
      tellHidden(ws, channel, 'message_changed', {
        message: presentMessage(ws, next),
        previous_message: previous,
      });
    return next;
  });
  emitFor(ws, 'message_changed', message);
  return edited;
}

export function deleteMessage(ws: Workspace, channel: Channel, message: Message): void {
  transaction(ws.db, () => {
    const previous = presentMessage(ws, message);
    ws.messages.remove(message);
    if (message.ephemeral_to !== null) return;
    // A parent with replies stays as a tombstone, which Slack tells as a change.
    if (previous.reply_count === undefined)
      tellHidden(ws, channel, 'message_deleted', { deleted_ts: message.ts, previous_message: previous });
    else
      tellHidden(ws, channel, 'message_changed', {
        message: presentMessage(ws, { ...message, deleted: true }),
        previous_message: previous,
      });
  });
  emitFor(ws, 'message_deleted', message);
}

const channelTypes = { public: 'channel', private: 'group', im: 'im' } as const;

function tellMessage(ws: Workspace, channel: Channel, message: Message): void {
  if (!ws.channels.isMember(channel.id, app.bot_user_id)) return;
  const shown = presentMessage(ws, message, { metadata: true });
  const event: Json = {
    ...shown,
    ...(message.body.file_ids && !shown.subtype ? { subtype: 'file_share' } : {}),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: channelTypes[channel.kind],
  };
  const where = { channel, by: message.user_id };
  emitEvent(ws, event, where);
  if (message.user_id !== app.bot_user_id && message.body.text.includes(`<@${app.bot_user_id}>`)) {
    const { subtype: _, channel_type: __, ...mention } = event;
    emitEvent(ws, { ...mention, type: 'app_mention' }, where);
  }
}

function tellHidden(ws: Workspace, channel: Channel, subtype: string, detail: Json): void {
  if (!ws.channels.isMember(channel.id, app.bot_user_id)) return;
  const ts = ws.channels.nextTs(channel.id);
  const about = (detail.message ?? detail.previous_message) as Json;
  emitEvent(
    ws,
    {
      type: 'message',
      subtype,
      hidden: true,
      channel: channel.id,
      ts,
      event_ts: ts,
      channel_type: channelTypes[channel.kind],
      ...detail,
    },
    { channel, by: String(about.user) },
  );
}

function emitFor(ws: Workspace, type: 'message_changed' | 'message_deleted', message: Message): void {
  const { channel_id, thread_ts, ts, ephemeral_to } = message;
  ws.changes.emit({
    type,
    channel_id,
    thread_ts,
    ts,
    ...(ephemeral_to === null ? {} : { user_id: ephemeral_to }),
  });
}
