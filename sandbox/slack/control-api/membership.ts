import { z } from 'zod';
import { HttpRefusal } from '../http.ts';
import { app } from '../manifest.ts';
import { joinChannel } from '../web-api/conversations.ts';
import { channelOf, id, read } from './input.ts';
import type { Route } from './route.ts';

const input = z.object({
  user_id: id,
  channel_id: id,
  action: z.enum(['join', 'leave', 'archive', 'unarchive']),
});

/** Changes who is in a channel, also for the bot, or archives it: the situations that a test wants. */
export const membershipRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const channel = channelOf(ws, given.channel_id);
  if (!ws.people.get(given.user_id) && given.user_id !== app.bot_user_id)
    throw new HttpRefusal(404, 'user_not_found');
  if (given.action === 'join') joinChannel(ws, channel, given.user_id, null);
  else if (given.action === 'leave') ws.channels.leave(channel.id, given.user_id);
  else ws.channels.put({ ...channel, is_archived: given.action === 'archive' });
  ws.changes.emit({ type: 'channel', channel_id: channel.id });
  return { members: ws.channels.members(channel.id) };
};
