import type { TeamDesk } from '../../bot/team/team-desk.ts';
import type { ApproverRule, Person, RoleOutcome, RuleOutcome } from '../../ports/people.ts';
import { testDesk } from './desk.ts';

interface World {
  role: Person['role'];
  outcome?: RoleOutcome['outcome'];
  rules?: ApproverRule[];
  ruleOutcome?: RuleOutcome;
  content?: Parameters<typeof testDesk>[0];
  change?: Partial<TeamDesk>;
}

/** The general rule of a new team. */
export function anApproverRule(change: Partial<ApproverRule> = {}): ApproverRule {
  return {
    job_type: '*',
    channel_id: '*',
    version: 1,
    order: 'parallel',
    groups: [
      {
        name: null,
        quorum: 1,
        roles: ['approver', 'admin'],
        people: [],
        user_group: null,
        deputies: [],
      },
    ],
    remind_after_hours: null,
    escalate_after_hours: null,
    expire_after_days: null,
    changed_by: null,
    changed_at: '2026-11-22T12:00:00Z',
    fault: null,
    ...change,
  };
}

/** A desk for roles, budget and language: `role` is that of the acting person, Renata is the admin. */
export function testRules({
  role,
  outcome = 'changed',
  rules = [anApproverRule()],
  ruleOutcome = { outcome: 'saved', fault: null },
  content = {},
  change = {},
}: World) {
  const saved: Parameters<TeamDesk['people']['saveRule']>[0][] = [];
  const given: Parameters<TeamDesk['people']['giveRole']>[0][] = [];
  const spoken: string[] = [];
  const person = (team_id: string, user_id: string): Person => ({
    team_id,
    user_id,
    name: user_id === 'U0RENATA' ? 'Renata' : 'Ana',
    role,
    tz: 'UTC',
  });
  const t = testDesk(content, {
    'views.open': async () => ({ ok: true }),
    'views.update': async () => ({ ok: true }),
    'usergroups.list': async () => ({ ok: true, usergroups: [{ id: 'S1', handle: 'regulatory' }] }),
  });
  const desk: TeamDesk = {
    ...t.desk,
    knowPerson: async (teamId, userId) => person(teamId, userId),
    askPerson: async (teamId, userId) => person(teamId, userId),
    forgetTexts: (teamId) => spoken.push(`forgot ${teamId}`),
    people: {
      listRoles: async (teamId) => [{ ...person(teamId, 'U0RENATA'), role: 'admin' }],
      giveRole: async (asked) => {
        given.push(asked);
        return { outcome, before: 'member' };
      },
      listRules: async () => rules,
      ruleHistory: async () => [],
      saveRule: async (asked) => {
        saved.push(asked);
        return ruleOutcome;
      },
      listUserGroups: async () => [],
      getPerson: async () => null,
      notePerson: async ({ team_id, user_id }) => person(team_id, user_id),
      setTeamLocale: async ({ locale }) => spoken.push(locale),
    },
    ...change,
  };
  return { ...t, desk, given, saved, spoken };
}

/** What a handler of a command gets, and what it acknowledged. */
export function typed(command: string, text: string) {
  const acks: unknown[] = [];
  const args = {
    ack: async (answer?: unknown) => {
      acks.push(answer);
    },
    command: {
      command,
      text,
      team_id: 'T1',
      user_id: 'U1',
      channel_id: 'C1',
      channel_name: 'marketing',
      trigger_id: 'trigger',
      response_url: 'https://slack.invalid/answer',
    },
  };
  // SAFETY: the handlers read these fields alone.
  return { acks, args: args as never };
}

/** A press on a button, as `typed`. */
export function pressed(
  actionId: string,
  value: string,
  modalId: string | null = null,
  values: Record<string, Record<string, unknown>> = {},
) {
  const acks: unknown[] = [];
  const args = {
    ack: async (answer?: unknown) => {
      acks.push(answer);
    },
    body: {
      team: { id: 'T1' },
      user: { id: 'U1' },
      channel: { id: 'C1' },
      trigger_id: 'trigger',
      ...(modalId === null ? {} : { view: { type: 'modal', id: modalId, state: { values } } }),
      actions: [{ action_id: actionId, value }],
    },
  };
  // SAFETY: the handlers read these fields alone.
  return { acks, args: args as never };
}

/** A sent form, as `typed`. */
export function sent(values: Record<string, Record<string, unknown>>, origin: object = {}) {
  const acks: unknown[] = [];
  const args = {
    ack: async (answer?: unknown) => {
      acks.push(answer);
    },
    body: { team: { id: 'T1' }, user: { id: 'U1' } },
    view: {
      team_id: 'T1',
      private_metadata: JSON.stringify({ channel_id: 'C1', response_url: null, ...origin }),
      state: { values },
    },
  };
  // SAFETY: the handlers read these fields alone.
  return { acks, args: args as never };
}
