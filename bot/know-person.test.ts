import type { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import type { PeopleCalls, Person } from '../ports/people.ts';
import { testDesk } from '../testing/bot/desk.ts';
import { knowPerson } from './know-person.ts';

const ana = { id: 'U1', team_id: 'T1', name: 'ana', real_name: 'Ana', tz: 'America/Sao_Paulo' };

function people(stored: Person | null = null) {
  const noted: Parameters<PeopleCalls['notePerson']>[0][] = [];
  // SAFETY: the two calls that are made.
  const calls = {
    notePerson: async (p: (typeof noted)[number]): Promise<Person> => {
      noted.push(p);
      return { ...p, role: p.is_guest ? 'guest' : 'approver' };
    },
    getPerson: async () => stored,
  } as unknown as PeopleCalls;
  return { calls, noted };
}

function know(user: () => Promise<unknown>, stored: Person | null = null) {
  const t = testDesk({}, { 'users.info': async () => ({ ok: true, user: await user() }) });
  const { calls, noted } = people(stored);
  const slack: WebClient = t.desk.slack;
  return { ask: knowPerson(slack, calls, t.desk.clock, silentLog), noted, calls, t };
}

describe('knowPerson()', () => {
  it('notes what Slack says and answers with the role of the team', async () => {
    const { ask, noted } = know(async () => ana);
    expect(await ask('T1', 'U1')).toMatchObject({ role: 'approver', name: 'Ana' });
    expect(noted).toEqual([
      {
        team_id: 'T1',
        user_id: 'U1',
        name: 'Ana',
        tz: 'America/Sao_Paulo',
        is_guest: false,
        is_deactivated: false,
      },
    ]);
  });

  it.each([
    ['a restricted user', { is_restricted: true }],
    ['a single-channel guest', { is_ultra_restricted: true }],
    ['a stranger of a shared channel', { is_stranger: true }],
    ['a person of another workspace', { team_id: 'T2' }],
    ['a person who left', { deleted: true }],
    ['an app', { is_bot: true }],
    ['a workflow', { is_workflow_bot: true }],
    [
      'a colleague of the organisation who is not in this workspace',
      { team_id: 'T2', enterprise_user: { id: 'W1', enterprise_id: 'E1', teams: ['T2', 'T3'] } },
    ],
    [
      'a guest of another workspace of the organisation',
      { team_id: 'T2', is_restricted: true, enterprise_user: { id: 'W1', teams: ['T1', 'T2'] } },
    ],
    [
      'a person of another company whose organisation is large',
      { team_id: 'T9', is_stranger: true, enterprise_user: { id: 'W1', enterprise_id: 'E9', teams: ['T9'] } },
    ],
    [
      'a colleague of the organisation who left',
      { team_id: 'T2', deleted: true, enterprise_user: { id: 'W1', teams: ['T1', 'T2'] } },
    ],
  ])('takes %s for a guest', async (_, change) => {
    const { ask } = know(async () => ({ ...ana, ...change }));
    expect((await ask('T1', 'U1'))?.role).toBe('guest');
  });

  it.each([
    [
      'another one',
      { team_id: 'T2', enterprise_user: { id: 'W1', enterprise_id: 'E1', teams: ['T2', 'T1'] } },
    ],
    ['this one', { team_id: 'T1', enterprise_user: { id: 'W1', enterprise_id: 'E1', teams: ['T1'] } }],
  ])('takes a colleague on Enterprise Grid for a member, with %s as home workspace', async (_, change) => {
    const { ask, noted } = know(async () => ({ ...ana, ...change }));
    expect((await ask('T1', 'U1'))?.role).toBe('approver');
    expect(noted[0]?.is_guest).toBe(false);
  });

  it('asks Slack once in ten minutes, also for calls at the same time', async () => {
    const { ask, t } = know(async () => ana);
    await Promise.all([ask('T1', 'U1'), ask('T1', 'U1')]);
    await ask('T1', 'U1');
    expect(t.calls).toHaveLength(1);
    await t.desk.clock.sleep(10 * 60_000 + 1);
    await ask('T1', 'U1');
    expect(t.calls).toHaveLength(2);
  });

  it.each([
    ['is slow', () => new Promise(() => {})],
    ['refuses', () => Promise.reject(new Error('user_not_found'))],
  ])('uses what the database has when Slack %s', async (_, user) => {
    const stored: Person = { team_id: 'T1', user_id: 'U1', name: 'Ana', role: 'admin', tz: 'UTC' };
    expect(await know(user, stored).ask('T1', 'U1')).toEqual(stored);
    expect(await know(user, null).ask('T1', 'U1')).toBeNull();
  });

  it('says that the database is away, and not that Slack is slow; who was known stays known', async () => {
    const { ask, t, calls } = know(async () => ana);
    await ask('T1', 'U1');
    const away = async () => {
      throw new ExpectedError('database_unavailable', 'away');
    };
    Object.assign(calls, { notePerson: away, getPerson: away });
    await t.desk.clock.sleep(10 * 60_000 + 1);
    expect((await ask('T1', 'U1'))?.name).toBe('Ana');
    await expect(ask('T1', 'U2')).rejects.toMatchObject({ code: 'database_unavailable' });
    Object.assign(calls, { getPerson: () => new Promise(() => {}) });
    await expect(ask('T1', 'U3')).rejects.toMatchObject({ code: 'database_unavailable' });
  });
});
