import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { asNoted } from '../know-person.ts';
import type { TeamDesk } from './team-desk.ts';

/** A user group changed: one that a rule named is read anew, as events come late and in any order. */
export function userGroupChanged(desk: TeamDesk) {
  return async ({
    event,
    body,
  }: SlackEventMiddlewareArgs<'subteam_updated' | 'subteam_members_changed'>): Promise<void> => {
    const groupId = event.type === 'subteam_updated' ? event.subteam.id : event.subteam_id;
    const known = await desk.people.listUserGroups(body.team_id);
    if (!known.some(({ group_id }) => group_id === groupId)) return;
    await desk.readUserGroups(body.team_id, [groupId]);
    desk.log.info('user_group_read', { code: groupId });
    desk.hints.outbox.wake();
  };
}

/** An account was closed, or became a guest's: cards that wait for this person follow. Others are noted when they first act. */
export function personChanged(desk: TeamDesk) {
  return async ({ event, body }: SlackEventMiddlewareArgs<'user_change'>): Promise<void> => {
    const known = await desk.people.getPerson(body.team_id, event.user.id);
    if (!known) return;
    await desk.people.notePerson(asNoted(event.user, body.team_id, event.user.id));
    desk.hints.outbox.wake();
  };
}
