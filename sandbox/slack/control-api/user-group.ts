import { z } from 'zod';
import { emitEvent } from '../events.ts';
import { HttpRefusal } from '../http.ts';
import { team } from '../manifest.ts';
import { presentUserGroup } from '../present.ts';
import { transaction } from '../store/open-store.ts';
import { id, personOf, read } from './input.ts';
import type { Route } from './route.ts';

const groupInput = z.object({
  group_id: z.string().regex(/^S[A-Z0-9]+$/, 'an id such as S0REGULATORY'),
  handle: z.string().min(1).max(21).optional(),
  name: z.string().min(1).max(80).optional(),
  members: z.array(id).optional(),
  is_disabled: z.boolean().optional(),
});

/** Makes a user group or changes it, as an admin does in Slack's own window; the app hears of it. */
export const userGroupRoute: Route = (ws, { body }) => {
  const { group_id, ...given } = read(groupInput, body);
  const before = ws.userGroups.get(group_id);
  for (const member of given.members ?? []) personOf(ws, member);
  if (!before && given.handle === undefined)
    throw new HttpRefusal(400, 'Cannot make a user group without a handle');
  const handle = given.handle ?? before?.handle ?? '';
  const group = {
    id: group_id,
    handle,
    name: given.name ?? before?.name ?? handle,
    members: given.members ?? before?.members ?? [],
    is_disabled: given.is_disabled ?? before?.is_disabled ?? false,
  };
  transaction(ws.db, () => {
    ws.userGroups.put(group);
    const [old, now] = [before?.members ?? [], group.members];
    if (old.join() !== now.join()) {
      emitEvent(ws, {
        type: 'subteam_members_changed',
        subteam_id: group_id,
        team_id: team.id,
        date_previous_update: 0,
        date_update: Math.floor(ws.now() / 1000),
        added_users: now.filter((one) => !old.includes(one)),
        removed_users: old.filter((one) => !now.includes(one)),
      });
    }
    emitEvent(ws, { type: 'subteam_updated', subteam: presentUserGroup(group) });
  });
  return { user_group: group };
};
