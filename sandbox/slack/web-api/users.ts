import { presentPerson } from '../present.ts';
import { SlackError } from '../slack-error.ts';
import type { Family } from './method.ts';

export const userMethods: Family = {
  'users.info': (ws, args) => {
    const person = ws.people.get(args.need('user', 'user_not_found'));
    if (!person) throw new SlackError('user_not_found');
    return { user: presentPerson(ws, person) };
  },
};
