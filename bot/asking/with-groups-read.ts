import { within } from '../../platform/within.ts';
import type { Desk } from '../desk.ts';
import { deadlines } from './deadlines.ts';

interface MayNeedGroups {
  reason: string | null;
  user_groups: string[];
}

/**
 * Records a decision that a user group may have to allow: where its members were not read just now, they are, and the decision
 * is made again. While Slack does not say who is in the group, the answer is no: `group_unread`.
 */
export async function withGroupsRead<T extends MayNeedGroups | null>(
  desk: Pick<Desk, 'readUserGroups' | 'clock' | 'log'>,
  teamId: string,
  record: () => Promise<T>,
): Promise<T> {
  const outcome = await record();
  if (outcome?.reason !== 'group_unread') return outcome;
  const reading = desk.readUserGroups(teamId, outcome.user_groups).then(
    () => true,
    (error: unknown) => {
      desk.log.warn('user_group_not_read', { error });
      return false;
    },
  );
  const read = await within(desk.clock, deadlines.look, reading);
  return read ? record() : outcome;
}
