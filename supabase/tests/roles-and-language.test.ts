import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type PeopleCalls, peopleCalls } from '../../ports/people.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
let people: PeopleCalls;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
  people = peopleCalls(parts.rpc.greenlight_bot('platform'));
});
beforeEach(() => endAllJobs(database));
const give = (by: string, who: string, role: 'member' | 'approver' | 'admin') =>
  people.giveRole({ team_id: TEAM, person_id: by, user_id: who, role });
const rolesOf = async () =>
  Object.fromEntries((await people.listRoles(TEAM)).map(({ user_id, role }) => [user_id, role]));
const openCards = async () =>
  (
    await database.owner.query(
      `select o.kind from content.outbox o join content.jobs j on j.id = o.job_id
       where j.ended_at is null and o.wanted > o.shown and not o.given_up order by o.kind`,
    )
  ).rows.map((row) => row.kind);

test('list_roles() names admins, then approvers, and no others', async () => {
  expect((await people.listRoles(TEAM)).map((p) => [p.user_id, p.role])).toEqual(
    [
      ['leo', 'approver'],
      ['mia', 'approver'],
      ['rui', 'admin'],
    ].sort(([, a = ''], [, b = '']) => a.localeCompare(b)),
  );
});

test('give_role() gives and takes for an admin, and keeps who did it', async () => {
  expect(await give('rui', 'ana', 'approver')).toEqual({ outcome: 'changed', before: 'member' });
  expect(await give('rui', 'ana', 'approver')).toEqual({ outcome: 'unchanged', before: 'approver' });
  expect(await give('rui', 'ana', 'member')).toEqual({ outcome: 'changed', before: 'approver' });
  const { rows } = await database.owner.query(
    `select changed_by, role_before, role_after from platform.role_changes where user_id = 'ana' order by id`,
  );
  expect(rows).toEqual([
    { changed_by: 'rui', role_before: 'member', role_after: 'approver' },
    { changed_by: 'rui', role_before: 'approver', role_after: 'member' },
  ]);
});

test.each(['ana', 'leo', 'gil', 'nobody'])('give_role() refuses %s, who is no admin', async (by) => {
  await expect(give(by, 'bia', 'approver')).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(give(by, by, 'admin')).rejects.toMatchObject({ code: 'not_allowed' });
});

test('give_role() gives nothing to guests and to people whom Slack has not named', async () => {
  expect(await give('rui', 'gil', 'approver')).toMatchObject({ outcome: 'guest' });
  expect(await give('rui', 'nobody', 'approver')).toMatchObject({ outcome: 'unknown_person' });
  expect(await rolesOf()).not.toHaveProperty('gil');
});

test('give_role() leaves the last admin one, a guest who was an admin does not count', async () => {
  expect(await give('rui', 'rui', 'member')).toMatchObject({ outcome: 'last_admin' });
  expect(await give('rui', 'bia', 'admin')).toMatchObject({ outcome: 'changed' });
  const noted = { team_id: TEAM, user_id: 'bia', name: 'bia', tz: 'UTC' };
  await people.notePerson({ ...noted, is_guest: true });
  expect(await give('rui', 'rui', 'approver')).toMatchObject({ outcome: 'last_admin' });
  await people.notePerson({ ...noted, is_guest: false });
  expect(await give('bia', 'rui', 'approver')).toMatchObject({ outcome: 'changed' });
  expect(await give('bia', 'rui', 'admin')).toMatchObject({ outcome: 'changed' });
});

test('give_role() never lets two admins who step down or take each other’s role at once leave none', async () => {
  for (const pair of [
    [
      ['rui', 'rui'],
      ['bia', 'bia'],
    ],
    [
      ['rui', 'bia'],
      ['bia', 'rui'],
    ],
  ] as const) {
    for (let turn = 0; turn < 5; turn++) {
      await database.owner.query('select platform.set_role($1, $2, $3), platform.set_role($1, $4, $3)', [
        TEAM,
        'rui',
        'admin',
        'bia',
      ]);
      const both = await Promise.allSettled(pair.map(([by, who]) => give(by, who, 'member')));
      expect(Object.values(await rolesOf()).filter((role) => role === 'admin')).toHaveLength(1);
      const changed = both.filter((o) => o.status === 'fulfilled' && o.value.outcome === 'changed');
      expect(changed).toHaveLength(1);
    }
  }
  await database.owner.query('select platform.set_role($1, $2, $3)', [TEAM, 'rui', 'admin']);
  await database.owner.query('select platform.set_role($1, $2, $3)', [TEAM, 'bia', 'member']);
});

test('give_role() is for the bot, not for agents', async () => {
  const agents = peopleCalls(parts.rpc.greenlight_agent('platform'));
  await expect(
    agents.giveRole({ team_id: TEAM, person_id: 'rui', user_id: 'ana', role: 'admin' }),
  ).rejects.toThrow();
});

test('give_role() redraws the cards that wait, as they name who may approve', async () => {
  const { id: job } = await jobInReview(parts);
  await database.owner.query(
    `update content.outbox set shown = wanted, ts = coalesce(ts, '1.1') where job_id = $1`,
    [job],
  );
  await give('rui', 'ana', 'approver');
  expect(await openCards()).toEqual(['card']);
  await give('rui', 'ana', 'member');
});

test('set_team_locale() is for admins, and what is open follows', async () => {
  const { id: job } = await jobInReview(parts);
  await database.owner.query(
    `update content.outbox set shown = wanted, ts = coalesce(ts, '1.1') where job_id = $1`,
    [job],
  );
  const speak = (person_id: string, locale: 'en' | 'pt-BR') =>
    people.setTeamLocale({ team_id: TEAM, person_id, locale });
  await expect(speak('leo', 'pt-BR')).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(speak('rui', 'xx' as 'en')).rejects.toMatchObject({ code: 'bad_locale' });
  await speak('rui', 'en');
  expect(await openCards()).toEqual([]);
  await speak('rui', 'pt-BR');
  expect((await people.getTeam(TEAM))?.locale).toBe('pt-BR');
  expect(await openCards()).toEqual(['brief', 'card', 'progress']);
  await speak('rui', 'en');
});

test('an admin who was deactivated decides no more, neither on money and settings nor for outreach', async () => {
  const { query } = database.owner;
  const counts = async () =>
    (
      await query(`select content.is_admin($1, 'rui') as money, outreach.role_of($1, 'rui') as outreach`, [
        TEAM,
      ])
    ).rows[0];
  expect(await counts()).toEqual({ money: true, outreach: 'admin' });
  await query(`update platform.people set is_deactivated = true where user_id = 'rui'`);
  expect(await counts()).toEqual({ money: false, outreach: 'guest' });
  await query(`update platform.people set is_deactivated = false where user_id = 'rui'`);
});
