import { z } from 'zod';
import type { Rpc } from '../platform/db.ts';

export const roles = ['guest', 'member', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];

export const person = z.object({
  team_id: z.string(),
  user_id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  tz: z.string(),
});
export type Person = z.infer<typeof person>;

/** Schema `platform`: people and teams, read by both systems. */
export function peopleCalls(rpc: Rpc) {
  return {
    /**
     * Keeps what Slack says of a person and answers with the role that the team gave. A new person is a member;
     * guests and strangers are always `guest`.
     */
    notePerson: (p: { team_id: string; user_id: string; name: string; tz: string; is_guest: boolean }) =>
      rpc('note_person', { p_person: p }, person),
    getPerson: (teamId: string, userId: string) =>
      rpc('get_person', { p_team_id: teamId, p_user_id: userId }, person.nullable()),
    /** User ids of the team's admins, by name. */
    adminsOf: (teamId: string) => rpc('admins_of', { p_team_id: teamId }, z.array(z.string())),
    getTeam: (teamId: string) =>
      rpc(
        'get_team',
        { p_team_id: teamId },
        z.object({ team_id: z.string(), name: z.string(), locale: z.enum(['en', 'pt-BR']) }).nullable(),
      ),
  };
}
export type PeopleCalls = ReturnType<typeof peopleCalls>;
