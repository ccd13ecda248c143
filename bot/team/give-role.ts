import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import type { Asked } from '../asking/press.ts';
import { mention, said } from '../slack/blocks.ts';
import type { GivenRole, TeamTexts } from '../texts/en/team.ts';
import { adminsOnly, type TeamDesk } from './team-desk.ts';

export interface Given {
  changed: boolean;
  /** For its giver, in mrkdwn. */
  line: string;
}

/**
 * Gives a role by the database's rules, and tells the person who got it. What Slack says of them now is noted first: a
 * guest gets none, and without Slack's word nothing changes.
 */
export async function giveRole(
  desk: TeamDesk,
  { teamId, userId }: Pick<Asked, 'teamId' | 'userId'>,
  who: string,
  role: GivenRole,
  t: TeamTexts,
): Promise<Given> {
  const w = t.approvers;
  const unchanged = (line: string): Given => ({ changed: false, line });
  const asked = desk.askPerson(teamId, who).catch((error: unknown) => {
    if (isUnknownUser(error)) return null;
    desk.log.warn('person_not_read', { user_id: who, error });
    return undefined;
  });
  const person = await within(desk.clock, deadlines.look, asked);
  if (person === undefined) return unchanged(w.errors.notAsked);
  if (person === null) return unchanged(w.errors.unknownPerson);
  try {
    const { outcome, before } = await desk.people.giveRole({
      team_id: teamId,
      person_id: userId,
      user_id: who,
      role,
    });
    desk.log.info('role_given', { user_id: userId, code: `${outcome}: ${before} to ${role}` });
    switch (outcome) {
      case 'changed':
        desk.hints.outbox.wake();
        if (who !== userId) {
          const line = w.yours(w.role[role], mention(userId));
          desk.background(
            desk.tell({ user_id: who, channel_id: null }, { text: line, blocks: [said(line)] }),
          );
        }
        return { changed: true, line: w.changed(mention(who), w.role[role]) };
      case 'unchanged':
        return unchanged(w.unchanged(mention(who), w.role[role]));
      case 'guest':
        return unchanged(w.errors.guest);
      case 'unknown_person':
        return unchanged(w.errors.unknownPerson);
      case 'last_admin':
        return unchanged(w.errors.lastAdmin);
    }
  } catch (error) {
    if (isExpected(error, 'not_allowed')) return unchanged(await adminsOnly(desk, teamId, t));
    throw error;
  }
}

function isUnknownUser(error: unknown): boolean {
  const code = (error as { data?: { error?: unknown } } | null)?.data?.error;
  return code === 'user_not_found' || code === 'user_not_visible';
}
