import { z } from 'zod';
import type { Rpc } from '../platform/db.ts';
import { approverRule, type RuleSettings, ruleOutcome, ruleVersion } from './approver-rules.ts';

export * from './approver-rules.ts';

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

const userGroup = z.object({
  group_id: z.string(),
  handle: z.string(),
  name: z.string(),
  members: z.array(z.string()),
  is_disabled: z.boolean(),
  read_at: z.string(),
});
export type UserGroup = z.infer<typeof userGroup>;

const roleOutcome = z.object({
  outcome: z.enum(['changed', 'unchanged', 'guest', 'unknown_person', 'last_admin']),
  before: z.string().nullable(),
});
export type RoleOutcome = z.infer<typeof roleOutcome>;

/** Schema `platform`: people and teams, read by both systems. */
export function peopleCalls(rpc: Rpc) {
  return {
    /** The rules of a team, the general one first. */
    listRules: (teamId: string) => rpc('list_rules', { p_team_id: teamId }, z.array(approverRule)),
    /** The versions of a rule, the newest first. */
    ruleHistory: (teamId: string, jobType: string, channelId: string) =>
      rpc(
        'rule_history',
        { p_team_id: teamId, p_job_type: jobType, p_channel_id: channelId },
        z.array(ruleVersion),
      ),
    /**
     * Sets a rule, or with `rule` null removes it. Admins alone, else `not_allowed`. Its people and user groups have to be
     * noted before. `version`: of the rule that was seen; null where there was none, left out where that does not matter.
     */
    saveRule: (change: {
      team_id: string;
      person_id: string;
      job_type: string;
      channel_id: string;
      version?: number | null;
      rule: RuleSettings | null;
    }) => rpc('save_rule', { p_change: change }, ruleOutcome),
    /** Keeps what Slack says now of a user group; its members have to be noted before. */
    putUserGroup: (group: {
      team_id: string;
      group_id: string;
      handle: string;
      name: string;
      members: string[];
      is_disabled: boolean;
    }) => rpc('put_user_group', { p_group: group }, z.unknown()),
    /** The user groups that were read. */
    listUserGroups: (teamId: string) => rpc('list_user_groups', { p_team_id: teamId }, z.array(userGroup)),
    /**
     * Keeps what Slack says of a person and answers with the role that the team gave. A new person is a member;
     * guests, strangers and deactivated people are always `guest`.
     */
    notePerson: (p: {
      team_id: string;
      user_id: string;
      name: string;
      tz: string;
      is_guest: boolean;
      is_deactivated?: boolean;
    }) => rpc('note_person', { p_person: p }, person),
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
