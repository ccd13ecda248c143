import { app } from '../manifest.ts';
import { presentChannel, presentPerson } from '../present.ts';
import { SlackError } from '../slack-error.ts';
import { listedChannels } from './conversations.ts';
import type { Family } from './method.ts';
import { paginate } from './paginate.ts';

export const userMethods: Family = {
  'users.info': (ws, args) => {
    const person = ws.people.get(args.need('user', 'user_not_found'));
    if (!person) throw new SlackError('user_not_found');
    return { user: presentPerson(ws, person) };
  },
  'users.list': (ws, args) => {
    const { page, metadata } = paginate(args, ws.people.all(), 200);
    return {
      members: page.map((person) => presentPerson(ws, person)),
      cache_ts: Math.floor(ws.now() / 1000),
      ...metadata,
    };
  },
  'users.conversations': (ws, args) => {
    const userId = args.text('user') ?? app.bot_user_id;
    if (!ws.people.get(userId)) throw new SlackError('user_not_found');
    const mine = listedChannels(ws, args).filter((c) => ws.channels.isMember(c.id, userId));
    const { page, metadata } = paginate(args, mine, 100);
    return { channels: page.map((c) => presentChannel(ws, c, app.bot_user_id)), ...metadata };
  },
};
