import type { TeamDesk } from '../../bot/team/team-desk.ts';
import type { Person, RoleOutcome } from '../../ports/people.ts';
import { testDesk } from './desk.ts';

interface World {
  role: Person['role'];
  outcome?: RoleOutcome['outcome'];
  content?: Parameters<typeof testDesk>[0];
  change?: Partial<TeamDesk>;
}

/** A desk for roles, budget and language: `role` is that of the acting person, Renata is the admin. */
export function testRules({ role, outcome = 'changed', content = {}, change = {} }: World) {
  const given: Parameters<TeamDesk['people']['giveRole']>[0][] = [];
  const spoken: string[] = [];
  const person = (team_id: string, user_id: string): Person => ({
    team_id,
    user_id,
    name: user_id === 'U0RENATA' ? 'Renata' : 'Ana',
    role,
    tz: 'UTC',
  });
  const t = testDesk(content, { 'views.open': async () => ({ ok: true }) });
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
      setTeamLocale: async ({ locale }) => spoken.push(locale),
    },
    ...change,
  };
  return { ...t, desk, given, spoken };
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
export function pressed(actionId: string, value: string) {
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
      actions: [{ action_id: actionId, value }],
    },
  };
  // SAFETY: the handlers read these fields alone.
  return { acks, args: args as never };
}

/** A sent form, as `typed`. */
export function sent(values: Record<string, Record<string, unknown>>) {
  const acks: unknown[] = [];
  const args = {
    ack: async (answer?: unknown) => {
      acks.push(answer);
    },
    body: { team: { id: 'T1' }, user: { id: 'U1' } },
    view: {
      team_id: 'T1',
      private_metadata: JSON.stringify({ channel_id: 'C1', response_url: null }),
      state: { values },
    },
  };
  // SAFETY: the handlers read these fields alone.
  return { acks, args: args as never };
}
