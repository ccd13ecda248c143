import { app } from '../manifest.ts';
import { presentMessage } from '../present.ts';
import { addReaction, removeReaction } from '../react.ts';
import type { Channel, Message } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';
import type { Args } from './args.ts';
import type { Family } from './method.ts';
import { memberChannel } from './reach.ts';

export const reactionMethods: Family = {
  'reactions.add': (ws, args) => {
    const { message } = writableMessage(ws, args);
    addReaction(ws, message, app.bot_user_id, args.need('name', 'invalid_name'));
    return {};
  },
  'reactions.remove': (ws, args) => {
    const { message } = writableMessage(ws, args);
    removeReaction(ws, message, app.bot_user_id, args.need('name', 'invalid_name'));
    return {};
  },
  'reactions.get': (ws, args) => {
    const { channel, message } = namedMessage(ws, args);
    return { type: 'message', channel: channel.id, message: presentMessage(ws, message) };
  },
};

function namedMessage(ws: Workspace, args: Args): { channel: Channel; message: Message } {
  if (!args.has('channel') || !args.has('timestamp')) throw new SlackError('no_item_specified');
  const channel = memberChannel(ws, args.need('channel'));
  const ts = args.need('timestamp');
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackError('bad_timestamp');
  const message = ws.messages.get(channel.id, ts);
  if (!message || message.deleted || message.ephemeral_to !== null) throw new SlackError('message_not_found');
  return { channel, message };
}

function writableMessage(ws: Workspace, args: Args) {
  const named = namedMessage(ws, args);
  if (named.channel.is_archived) throw new SlackError('is_archived');
  return named;
}
