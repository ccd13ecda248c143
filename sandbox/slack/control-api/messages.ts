import { HttpRefusal } from '../http.ts';
import { presentMessage } from '../present.ts';
import type { Channel, Json, Message, Person } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';
import { channelOf, id, mayRead, personOf, read, stamp } from './input.ts';
import type { Route } from './route.ts';

/**
 * Messages as one person sees them; without `user_id` those that the whole channel sees. Without `thread_ts`
 * the top level, else the parent and its replies. Oldest first. With `ts`, once or more often, only those of them that
 * have it: what of a change is still there.
 */
export const messagesRoute: Route = (ws, { query }) => {
  const channel = channelOf(ws, read(id, query.get('channel_id') ?? undefined));
  const userId = query.get('user_id');
  const person = userId === null ? null : personOf(ws, userId);
  if (person && !mayRead(ws, person, channel)) throw new HttpRefusal(403, 'not_in_channel');
  const given = query.get('thread_ts');
  const threadTs = given === null || given === '' ? null : read(stamp, given);
  const listed = threadTs === null ? topLevel(ws, channel) : thread(ws, channel, threadTs);
  const wanted = new Set(query.getAll('ts').map((ts) => read(stamp, ts)));
  const mine = listed
    .filter((m) => m.ephemeral_to === null || m.ephemeral_to === person?.id)
    .filter((m) => wanted.size === 0 || wanted.has(m.ts));
  return { messages: mine.map((message) => showMessage(ws, message, person)) };
};

function topLevel(ws: Workspace, channel: Channel): Message[] {
  return ws.messages
    .topLevel(channel.id)
    .filter((m) => !m.deleted || ws.messages.thread(channel.id, m.ts).reply_count > 0);
}

function thread(ws: Workspace, channel: Channel, ts: string): Message[] {
  const parent = ws.messages.get(channel.id, ts);
  if (!parent) throw new HttpRefusal(404, 'thread_not_found');
  return [parent, ...ws.messages.inThread(channel.id, ts).filter((m) => !m.deleted)];
}

/** A message as the page shows it to one person. */
export function showMessage(ws: Workspace, message: Message, person: Person | null): Json {
  const { files, ...shown } = presentMessage(ws, message, { metadata: true });
  return {
    ...shown,
    ts: message.ts,
    thread_ts: shown.thread_ts ?? null,
    // Older apps post without one; the page still tells two of them apart.
    user: shown.user ?? message.user_id,
    text: shown.text,
    blocks: shown.blocks ?? [],
    files: (Array.isArray(files) ? (files as Json[]) : []).map((file) => ({
      id: file.id,
      name: file.mode === 'tombstone' ? 'This file was deleted.' : (file.name ?? ''),
      title: file.title ?? '',
      mimetype: file.mimetype ?? '',
      size: file.size ?? 0,
      alt_text: file.alt_txt ?? '',
      url: `/sandbox/api/files/${String(file.id)}`,
    })),
    ephemeral: message.ephemeral_to !== null && message.ephemeral_to === person?.id,
  };
}
