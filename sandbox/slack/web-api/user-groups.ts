import { presentUserGroup } from '../present.ts';
import { SlackError } from '../slack-error.ts';
import type { Family } from './method.ts';

export const userGroupMethods: Family = {
  'usergroups.list': (ws, args) => ({
    usergroups: ws.userGroups
      .all()
      .filter((group) => args.flag('include_disabled') || !group.is_disabled)
      .map((group) => {
        const { users, user_count, ...rest } = presentUserGroup(group);
        return {
          ...rest,
          ...(args.flag('include_users') ? { users } : {}),
          ...(args.flag('include_count') ? { user_count } : {}),
        };
      }),
  }),

  'usergroups.users.list': (ws, args) => {
    const group = ws.userGroups.get(args.need('usergroup', 'invalid_arguments'));
    if (!group || (group.is_disabled && !args.flag('include_disabled')))
      throw new SlackError('no_such_subteam');
    return { users: presentUserGroup(group).users };
  },
};
