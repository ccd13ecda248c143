import { z } from 'zod';
import { HttpRefusal } from '../http.ts';
import { actionTs, channelNameFor, failureOf, interactionOf } from '../interaction.ts';
import { messageShortcuts } from '../manifest.ts';
import { presentMessage } from '../present.ts';
import { newResponseUrl } from '../response-url.ts';
import { newTrigger } from '../triggers.ts';
import { actorOf, channelOf, id, mayRead, read, stamp } from './input.ts';
import type { Route } from './route.ts';

const input = z.object({ user_id: id, channel_id: id, message_ts: stamp, callback_id: z.string() });

/**
 * A person picks a shortcut from a message's menu. Slack offers it on every message that a person can read, also in a
 * channel that neither they nor the app are members of.
 */
export const shortcutRoute: Route = async (ws, { body }) => {
  const given = read(input, body);
  const person = actorOf(ws, given.user_id);
  const channel = channelOf(ws, given.channel_id);
  if (!mayRead(ws, person, channel)) throw new HttpRefusal(404, 'channel_not_found');
  if (!messageShortcuts.some(({ callback_id }) => callback_id === given.callback_id))
    throw new HttpRefusal(404, 'unknown_shortcut', { shortcuts: messageShortcuts });
  const message = ws.messages.get(channel.id, given.message_ts);
  // The menu of what only one person sees has none.
  if (!message || message.deleted || message.ephemeral_to !== null)
    throw new HttpRefusal(404, 'message_not_found');
  const delivery = await ws.deliver.interaction({
    type: 'message_action',
    ...interactionOf(ws, person),
    callback_id: given.callback_id,
    trigger_id: newTrigger(ws, person.id),
    response_url: newResponseUrl(ws, { channel_id: channel.id, user_id: person.id, message_ts: null }),
    message_ts: message.ts,
    channel: { id: channel.id, name: channelNameFor(channel) },
    message: presentMessage(ws, message, { metadata: false }),
    action_ts: actionTs(ws),
  });
  const error = failureOf(delivery);
  return { status: delivery.status, ack_ms: delivery.ms, ...(error ? { error } : {}) };
};
