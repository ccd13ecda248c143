import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { pressed, sent, testRules, typed } from '../../testing/bot/rules.ts';
import { approversCommand } from '../register.ts';
import { textsOf } from '../texts/texts.ts';
import { takeRoleAction } from './approvers-command.ts';
import { approversMessage } from './approvers-message.ts';
import { parseApprovers } from './parse-approvers.ts';
import { submitRole } from './submit-role.ts';
import { teamActions } from './team-actions.ts';

const t = textsOf('en').team;

describe('parseApprovers()', () => {
  it.each([
    ['', { kind: 'list' }],
    ['listar', { kind: 'list' }],
    ['AJUDA', { kind: 'help' }],
    ['give <@U1|ana> approver', { kind: 'give', person: 'U1', role: 'approver' }],
    ['dar <@U1|ana> o papel de aprovadora', { kind: 'give', person: 'U1', role: 'approver' }],
    ['add <@U1> admin', { kind: 'give', person: 'U1', role: 'admin' }],
    ['give admin to <@U1|ana>', { kind: 'give', person: 'U1', role: 'admin' }],
    ['take <@W1|ana>', { kind: 'give', person: 'W1', role: 'member' }],
    ['give <@U1|ana>', { kind: 'give', person: 'U1', role: null }],
    ['give @ana approver', { kind: 'give', person: null, role: 'approver' }],
    ['give <@U1|ana> <@U2|bia> approver', { kind: 'give', person: null, role: 'approver' }],
    ['give <@U1|ana> bia approver', { kind: 'give', person: null }],
    ['promote <@U1>', { kind: 'unknown', word: 'promote' }],
    ['__proto__', { kind: 'unknown' }],
    ['give constructor', { kind: 'give', person: null, role: null }],
  ])('reads "%s"', (text, command) => {
    expect(parseApprovers(text)).toMatchObject(command);
  });
});

describe('/approvers', () => {
  it('lists for all of the team, with buttons for admins alone', async () => {
    for (const [role, buttons] of [
      ['member', false],
      ['admin', true],
    ] as const) {
      const world = testRules({ role });
      await approversCommand(world.desk)(typed('/approvers', '').args);
      const blocks = JSON.stringify(world.told[0]?.message.blocks);
      expect(blocks).toContain('<@U0RENATA>');
      expect(blocks.includes(teamActions.giveRole)).toBe(buttons);
    }
  });

  it('says that one person alone cannot approve their own', () => {
    const none = { rules: [], userGroups: [] };
    const renata = { team_id: 'T1', user_id: 'U0RENATA', name: 'Renata', role: 'admin' as const, tz: 'UTC' };
    expect(JSON.stringify(approversMessage({ ...none, people: [renata] }, false, t))).toContain(
      t.approvers.onlyOne,
    );
    const two = approversMessage({ ...none, people: [renata, { ...renata, user_id: 'U2' }] }, false, t);
    expect(JSON.stringify(two)).not.toContain(t.approvers.onlyOne);
  });

  it('gives a role, and tells its giver and its receiver', async () => {
    const world = testRules({ role: 'admin' });
    await approversCommand(world.desk)(typed('/approvers', 'give <@U2|bia> approver').args);
    await world.settled();
    expect(world.given).toEqual([{ team_id: 'T1', person_id: 'U1', user_id: 'U2', role: 'approver' }]);
    expect(world.told.map(({ to, message }) => [to.user_id, message.text])).toEqual([
      ['U2', t.approvers.yours('approver', '<@U1>')],
      ['U1', t.approvers.changed('<@U2>', 'approver')],
    ]);
  });

  it.each(['guest', 'unknown_person', 'last_admin', 'unchanged'] as const)(
    'says why nothing changed: %s',
    async (outcome) => {
      const world = testRules({ role: 'admin', outcome });
      await approversCommand(world.desk)(typed('/approvers', 'give <@U2|bia> approver').args);
      await world.settled();
      expect(world.told).toHaveLength(1);
      expect(world.told[0]?.message.text).toMatch(/nothing has changed/i);
    },
  );

  it('says who may when the database refuses', async () => {
    const world = testRules({ role: 'member' });
    world.desk.people.giveRole = async () => {
      throw new ExpectedError('not_allowed', 'no');
    };
    await approversCommand(world.desk)(typed('/approvers', 'take <@U0RENATA>').args);
    expect(world.told[0]?.message.text).toBe(t.command.adminsOnly('<@U0RENATA>'));
  });

  it('gives nothing while Slack does not say who the person is', async () => {
    for (const askPerson of [() => new Promise<never>(() => {}), () => Promise.reject(new Error('away'))]) {
      const world = testRules({ role: 'admin', change: { askPerson } });
      await approversCommand(world.desk)(typed('/approvers', 'give <@U2|bia> admin').args);
      expect(world.given).toEqual([]);
      expect(world.told[0]?.message.text).toBe(t.approvers.errors.notAsked);
    }
  });

  it('asks in the form who is meant by a name that was typed by hand', async () => {
    const world = testRules({ role: 'admin' });
    await approversCommand(world.desk)(typed('/approvers', 'give @Ana Souza approver').args);
    expect(JSON.stringify(world.calls)).toContain('Ana Souza');
    expect(world.calls.map((c) => c.method)).toEqual(['views.open']);
    const member = testRules({ role: 'approver' });
    await approversCommand(member.desk)(typed('/approvers', 'give @Ana approver').args);
    expect(member.calls).toEqual([]);
    expect(member.told[0]?.message.text).toBe(t.command.adminsOnly('<@U0RENATA>'));
  });

  it('takes by a button, and shows the list as it is then', async () => {
    const world = testRules({ role: 'admin' });
    await takeRoleAction(world.desk)(pressed(`${teamActions.takeRole}:0`, 'U2').args);
    await world.settled();
    expect(world.given).toMatchObject([{ user_id: 'U2', role: 'member' }]);
    expect(world.told.at(-1)?.message.text).toBe(t.approvers.heading);
  });
});

describe('submitRole()', () => {
  const form = (role: string) => ({
    person: { person: { selected_user: 'U2' } },
    role: { role: { selected_option: { value: role } } },
  });

  it('closes the form once the role is given', async () => {
    const world = testRules({ role: 'admin' });
    const press = sent(form('admin'));
    await submitRole(world.desk)(press.args);
    expect(press.acks).toEqual([undefined]);
    expect(world.given).toMatchObject([{ user_id: 'U2', role: 'admin' }]);
  });

  it('keeps the form open with the reason, in which people have names', async () => {
    const world = testRules({ role: 'admin', outcome: 'unchanged' });
    const press = sent(form('approver'));
    await submitRole(world.desk)(press.args);
    expect(press.acks).toEqual([
      { response_action: 'errors', errors: { person: 'Ana is an approver already; nothing has changed.' } },
    ]);
  });

  it('gives no role that is none', async () => {
    const world = testRules({ role: 'admin' });
    await submitRole(world.desk)(sent(form('owner')).args);
    expect(world.given).toEqual([]);
  });
});
