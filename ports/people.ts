import { z } from 'zod';
import type { Rpc } from '../platform/db.ts';

export const roles = ['guest', 'member', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];

const person = z.object({
  team_id: z.string(),
  user_id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  tz: z.string(),
});
export type Person = z.infer<typeof person>;

export const locales = ['en', 'pt-BR'] as const;
export type Locale = (typeof locales)[number];

const roleOutcome = z.object({
  outcome: z.enum(['changed', 'unchanged', 'guest', 'unknown_person', 'last_admin']),
  before: z.string().nullable(),
});
export type RoleOutcome = z.infer<typeof roleOutcome>;

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
    /** Who is more than a member: admins first, then approvers, by name. */
    listRoles: (teamId: string) => rpc('list_roles', { p_team_id: teamId }, z.array(person)),
    /**
     * Gives a role; `member` takes one. Admins alone, else `not_allowed`. The person must have been
     * noted before, with what Slack says of them now.
     */
    giveRole: (change: {
      team_id: string;
      person_id: string;
      user_id: string;
      role: Exclude<Role, 'guest'>;
    }) => rpc('give_role', { p_change: change }, roleOutcome),
    /** Switches the language of the bot's own texts. Admins alone, else `not_allowed`. */
    setTeamLocale: (change: { team_id: string; person_id: string; locale: Locale }) =>
      rpc('set_team_locale', { p_change: change }, z.unknown()),
    getTeam: (teamId: string) =>
      rpc(
        'get_team',
        { p_team_id: teamId },
        z.object({ team_id: z.string(), name: z.string(), locale: z.enum(locales) }).nullable(),
      ),
  };
}
export type PeopleCalls = ReturnType<typeof peopleCalls>;
