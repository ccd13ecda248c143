import type { WebClient } from '@slack/web-api';
import type { PeopleCalls } from '../ports/people.ts';
import type { AskPerson } from './know-person.ts';

/** Keeps what Slack says now of these user groups. Rejects when it cannot say. */
export type ReadUserGroups = (teamId: string, groupIds: string[]) => Promise<void>;

/** People are asked of Slack so many at a time: `users.info` takes about 100 a minute. */
const AT_A_TIME = 5;

/**
 * The members count once they are noted as people: those who never used the bot are asked of Slack first. A member of whom
 * Slack says nothing does not count, and does not keep the others from counting.
 */
export function readUserGroups(
  slack: WebClient,
  people: Pick<PeopleCalls, 'putUserGroup' | 'getPerson'>,
  ask: AskPerson,
): ReadUserGroups {
  return async (teamId, groupIds) => {
    const wanted = [...new Set(groupIds)];
    const [{ usergroups = [] }, ...lists] = await Promise.all([
      slack.usergroups.list({ include_disabled: true }),
      ...wanted.map((usergroup) => slack.usergroups.users.list({ usergroup, include_disabled: true })),
    ]);
    for (const [i, group_id] of wanted.entries()) {
      const group = usergroups.find(({ id }) => id === group_id);
      const members = lists[i]?.users ?? [];
      await noteNew(teamId, members);
      await people.putUserGroup({
        team_id: teamId,
        group_id,
        handle: group?.handle ?? group_id,
        name: group?.name ?? group?.handle ?? group_id,
        members,
        is_disabled: !group || (group.date_delete ?? 0) > 0,
      });
    }
  };

  async function noteNew(teamId: string, userIds: string[]): Promise<void> {
    for (let from = 0; from < userIds.length; from += AT_A_TIME) {
      const some = userIds.slice(from, from + AT_A_TIME).map(async (userId) => {
        if ((await people.getPerson(teamId, userId)) === null) await ask(teamId, userId).catch(() => null);
      });
      await Promise.all(some);
    }
  }
}
