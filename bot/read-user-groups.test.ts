import { describe, expect, it } from 'vitest';
import { testDesk } from '../testing/bot/desk.ts';
import { testRules } from '../testing/bot/rules.ts';
import { withGroupsRead } from './asking/with-groups-read.ts';
import { readUserGroups } from './read-user-groups.ts';
import { personChanged, userGroupChanged } from './team/people-events.ts';

type Kept = Parameters<Parameters<typeof readUserGroups>[1]['putUserGroup']>[0];
const person = (team_id: string, user_id: string) => ({
  team_id,
  user_id,
  name: user_id,
  role: 'member' as const,
  tz: 'UTC',
});

describe('readUserGroups()', () => {
  it('keeps members as Slack names them, after people that are new were noted', async () => {
    const steps: unknown[] = [];
    const { desk } = testDesk(
      {},
      {
        'usergroups.list': async () => ({
          ok: true,
          usergroups: [{ id: 'S1', handle: 'regulatory', name: 'Regulatory', date_delete: 0 }],
        }),
        'usergroups.users.list': async () => ({ ok: true, users: ['U1', 'U2', 'U3'] }),
      },
    );
    const kept: Kept[] = [];
    const read = readUserGroups(
      desk.slack,
      {
        putUserGroup: async (group) => {
          steps.push('kept');
          kept.push(group);
        },
        getPerson: async (teamId, userId) => (userId === 'U1' ? person(teamId, userId) : null),
      },
      async (teamId, userId) => {
        steps.push(`asked ${userId}`);
        if (userId === 'U3') throw new Error('user_not_found');
        return person(teamId, userId);
      },
    );
    await read('T1', ['S1', 'S1']);
    expect(steps).toEqual(['asked U2', 'asked U3', 'kept']);
    expect(kept).toEqual([
      {
        team_id: 'T1',
        group_id: 'S1',
        handle: 'regulatory',
        name: 'Regulatory',
        members: ['U1', 'U2', 'U3'],
        is_disabled: false,
      },
    ]);
  });

  it('takes a group that is disabled or gone as one that lets no person approve', async () => {
    const { desk } = testDesk(
      {},
      {
        'usergroups.list': async () => ({
          ok: true,
          usergroups: [{ id: 'S1', handle: 'old', date_delete: 1 }],
        }),
        'usergroups.users.list': async () => ({ ok: true, users: [] }),
      },
    );
    const kept: Kept[] = [];
    const people = {
      putUserGroup: async (group: Kept) => void kept.push(group),
      getPerson: async () => null,
    };
    await readUserGroups(desk.slack, people, async (t, u) => person(t, u))('T1', ['S1', 'S2']);
    expect(kept.map(({ group_id, is_disabled }) => [group_id, is_disabled])).toEqual([
      ['S1', true],
      ['S2', true],
    ]);
  });
});

describe('withGroupsRead()', () => {
  const unread = { reason: 'group_unread', user_groups: ['S1'] };

  it('reads the groups and decides again', async () => {
    const read: string[][] = [];
    const { desk } = testDesk({}, {}, { readUserGroups: async (_, ids) => void read.push(ids) });
    const answers = [unread, { reason: null, user_groups: [] }];
    expect(await withGroupsRead(desk, 'T1', async () => answers.shift() ?? unread)).toEqual({
      reason: null,
      user_groups: [],
    });
    expect(read).toEqual([['S1']]);
  });

  it.each([
    ['refuses', () => Promise.reject(new Error('missing_scope'))],
    ['is silent', () => new Promise<never>(() => {})],
  ])('answers no while Slack %s', async (_, readUserGroups) => {
    const { desk } = testDesk({}, {}, { readUserGroups });
    let asked = 0;
    const outcome = await withGroupsRead(desk, 'T1', async () => {
      asked += 1;
      return unread;
    });
    expect([outcome, asked]).toEqual([unread, 1]);
  });
});

describe('events of people', () => {
  it('a user group is read anew when it changed and a rule named it', async () => {
    const read: string[][] = [];
    const world = testRules({
      role: 'admin',
      change: { readUserGroups: async (_, ids) => void read.push(ids) },
    });
    world.desk.people.listUserGroups = async () => [
      { group_id: 'S1', handle: 'x', name: 'x', members: [], is_disabled: false, read_at: '' },
    ];
    const changed = userGroupChanged(world.desk);
    const body = { team_id: 'T1' };
    await changed({ event: { type: 'subteam_updated', subteam: { id: 'S1' } }, body } as never);
    await changed({ event: { type: 'subteam_members_changed', subteam_id: 'S1' }, body } as never);
    await changed({ event: { type: 'subteam_members_changed', subteam_id: 'S9' }, body } as never);
    expect(read).toEqual([['S1'], ['S1']]);
    expect(world.woken).toContain('outbox');
  });

  it('a person who left is noted when they are known', async () => {
    const noted: object[] = [];
    const world = testRules({ role: 'admin' });
    world.desk.people.getPerson = async (teamId, userId) => (userId === 'U1' ? person(teamId, userId) : null);
    world.desk.people.notePerson = async (given) => {
      noted.push(given);
      return person(given.team_id, given.user_id);
    };
    for (const id of ['U1', 'U2']) {
      const user = { id, name: id, deleted: true, team_id: 'T1' };
      await personChanged(world.desk)({
        event: { type: 'user_change', user },
        body: { team_id: 'T1' },
      } as never);
    }
    expect(noted).toMatchObject([{ user_id: 'U1', is_deactivated: true, is_guest: true }]);
  });
});
