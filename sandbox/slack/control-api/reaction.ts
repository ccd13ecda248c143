import { z } from 'zod';
import { HttpRefusal } from '../http.ts';
import { addReaction, removeReaction } from '../react.ts';
import { SlackError } from '../slack-error.ts';
import { id, memberOf, read, stamp } from './input.ts';
import type { Route } from './route.ts';

const input = z.object({
  user_id: id,
  channel_id: id,
  ts: stamp,
  name: z.string(),
  action: z.enum(['add', 'remove', 'toggle']).default('toggle'),
});

/** A person reacts to a message, or takes it back; without `action` whichever of the two a press means. */
export const reactionRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const { person, channel } = memberOf(ws, given.user_id, given.channel_id);
  const message = ws.messages.get(channel.id, given.ts);
  if (!message || message.deleted || message.ephemeral_to !== null)
    throw new HttpRefusal(404, 'message_not_found');
  const name = given.name.replace(/^:|:$/g, '');
  const mine = ws.reactions
    .of(channel.id, message.ts)
    .some((one) => one.name === name && one.users.includes(person.id));
  const removes = given.action === 'remove' || (given.action === 'toggle' && mine);
  try {
    (removes ? removeReaction : addReaction)(ws, message, person.id, name);
  } catch (error) {
    if (error instanceof SlackError) throw new HttpRefusal(400, error.code);
    throw error;
  }
  return { reactions: ws.reactions.of(channel.id, message.ts) };
};
