import { z } from 'zod';
import { slackLimits } from '../../../ports/slack-limits.ts';
import { HttpRefusal } from '../http.ts';
import { deleteMessage, editMessage } from '../post.ts';
import type { Channel, Message, Person } from '../shapes.ts';
import { composeText } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import { id, memberOf, read, stamp } from './input.ts';
import type { Route } from './route.ts';

const place = z.object({ user_id: id, channel_id: id, ts: stamp });
const input = place.extend({ text: z.string().max(slackLimits.messageText, 'at most 40000 characters') });

/** A person edits a message of their own; the app hears `message_changed`. The same text again is no edit. */
export const editRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const { person, channel, message } = find(ws, given);
  if (message.user_id !== person.id || (message.body.subtype ?? 'thread_broadcast') !== 'thread_broadcast')
    throw new HttpRefusal(403, 'cant_update_message');
  if (given.text.trim() === '' && !message.body.file_ids)
    throw new HttpRefusal(400, 'Cannot empty a message: delete it instead');
  const text = composeText(given.text, ws.people, ws.channels);
  if (text === message.body.text) return { ts: message.ts };
  const edited = { user: person.id, ts: `${Math.floor(ws.now() / 1000)}.000000` };
  editMessage(ws, channel, message, { ...message.body, text, edited });
  return { ts: message.ts };
};

/** A person deletes a message of their own, an admin those of others; the app hears `message_deleted`. */
export const deleteRoute: Route = (ws, { body }) => {
  const { person, channel, message } = find(ws, read(place, body));
  if (message.user_id !== person.id && person.role !== 'admin')
    throw new HttpRefusal(403, 'cant_delete_message');
  deleteMessage(ws, channel, message);
  return { ts: message.ts };
};

function find(
  ws: Workspace,
  given: z.infer<typeof place>,
): { person: Person; channel: Channel; message: Message } {
  const { person, channel } = memberOf(ws, given.user_id, given.channel_id);
  const message = ws.messages.get(channel.id, given.ts);
  if (!message || message.deleted || message.ephemeral_to !== null)
    throw new HttpRefusal(404, 'message_not_found');
  return { person, channel, message };
}
