import { presentPerson } from '../present.ts';
import { SlackError } from '../slack-error.ts';
import type { Family } from './method.ts';
import { paginate } from './paginate.ts';

export const userMethods: Family = {
  'users.info': (ws, args) => {
    const person = ws.people.get(args.need('user', 'user_not_found'));
    if (!person) throw new SlackError('user_not_found');
    return { user: presentPerson(ws, person) };
  },
  'users.list': (ws, args) => {
    const { page, next } = paginate(args, ws.people.all(), 100);
    return {
      members: page.map((person) => presentPerson(ws, person)),
      cache_ts: Math.floor(ws.now() / 1000),
      response_metadata: { next_cursor: next },
    };
  },
};
