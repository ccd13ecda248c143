import type { InputBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { ApproverRule } from '../../ports/people.ts';
import { anApproverRule, pressed, sent, testRules, typed } from '../../testing/bot/rules.ts';
import { lintView } from '../../testing/slack.ts';
import { approversCommand } from '../register.ts';
import { textsOf } from '../texts/texts.ts';
import { openRuleAction, removeRuleAction, ruleGroupsAction } from './approver-rule-actions.ts';
import { restoreRuleAction, ruleHistoryAction } from './approver-rule-history.ts';
import { approverRuleModal } from './approver-rule-modal.ts';
import { ruleLines } from './approver-rule-words.ts';
import { approversMessage } from './approvers-message.ts';
import { readApproverRule } from './read-approver-rule.ts';
import { submitApproverRule } from './submit-approver-rule.ts';
import { teamActions } from './team-actions.ts';

const t = textsOf('en').team;
const w = t.approvers.rules;
const group = anApproverRule().groups[0] ?? expect.unreachable();
const inOrder = anApproverRule({
  job_type: 'blog',
  channel_id: 'C9',
  version: 3,
  order: 'in_order',
  groups: [
    { ...group, name: 'marketing', roles: ['approver'] },
    {
      ...group,
      name: 'regulatory',
      roles: [],
      user_group: 'S1',
      people: ['U7'],
      deputies: ['U8'],
      quorum: 2,
    },
  ],
  remind_after_hours: 4,
  escalate_after_hours: 8,
  expire_after_days: 14,
});
const regulatory = {
  group_id: 'S1',
  handle: 'regulatory',
  name: 'Regulatory',
  members: [],
  is_disabled: false,
  read_at: '2026-11-22T12:00:00Z',
};
/** As Slack sends the form of one group, or of two. */
const form = (change: Record<string, unknown> = {}) =>
  Object.fromEntries(
    Object.entries({
      type: { selected_option: { value: 'blog' } },
      roles_1: { selected_options: [{ value: 'approver' }] },
      quorum_1: { value: '1' },
      ...change,
    }).map(([id, value]) => [id, { [id]: value }]),
  ) as Record<string, Record<string, unknown>>;

describe('ruleLines()', () => {
  it('says who, in which order and when', () => {
    expect(ruleLines(inOrder, [regulatory], w)).toEqual([
      '*marketing*: 1 of: approvers',
      '*regulatory*: 2 of: @regulatory, <@U7>; deputies: <@U8>',
      'In order: marketing first, then regulatory',
      'Reminder after 4 working hours, escalation after 8 working hours, expires after 14 days',
    ]);
  });
});

describe('/approvers', () => {
  it('lists the rules, says which people cannot satisfy, and lets admins change them', () => {
    const fault = { code: 'too_few' as const, group: 2, needed: 3, have: 1 };
    const rules = [anApproverRule(), { ...inOrder, fault }];
    const shown = JSON.stringify(approversMessage({ people: [], rules, userGroups: [regulatory] }, true, t));
    expect(shown).toContain('*Articles in <#C9>*');
    expect(shown).toContain(w.errors.fault.too_few(3, 1));
    expect(shown).toContain(teamActions.changeRule);
    const forMember = JSON.stringify(approversMessage({ people: [], rules, userGroups: [] }, false, t));
    expect(forMember).toContain('*Articles in <#C9>*');
    expect(forMember).not.toContain(teamActions.changeRule);
  });

  it('keeps to the blocks of a message with as many rules as a team may have', () => {
    const person = { team_id: 'T1', user_id: 'U1', name: 'Ana', role: 'admin' as const, tz: 'UTC' };
    const rules = Array.from({ length: 40 }, (_, i) => ({ ...inOrder, channel_id: `C${i}` }));
    const { blocks } = approversMessage({ people: [person], rules, userGroups: [] }, true, t);
    expect(blocks.length).toBeLessThanOrEqual(50);
  });

  it('opens the form of a new rule for admins alone', async () => {
    const admin = testRules({ role: 'admin' });
    await approversCommand(admin.desk)(typed('/approvers', 'regra').args);
    expect(admin.calls.map(({ method }) => method)).toEqual(['usergroups.list', 'views.open']);
    const member = testRules({ role: 'approver' });
    await approversCommand(member.desk)(typed('/approvers', 'rule').args);
    expect(member.calls).toEqual([]);
    expect(member.told[0]?.message.text).toBe(t.command.adminsOnly('<@U0RENATA>'));
  });
});

describe('approverRuleModal()', () => {
  it.each([1, 2] as const)('keeps to what Slack takes, with %i groups', (groups) => {
    for (const locale of ['en', 'pt-BR'] as const) {
      const words = textsOf(locale).team;
      const origin = { channel_id: 'C1', response_url: null, groups, rule: inOrder };
      expect(
        lintView(
          approverRuleModal(origin, inOrder, [{ id: 'S1', handle: 'regulatory' }], words) as never,
          () => true,
        ),
      ).toEqual([]);
      expect(
        lintView(approverRuleModal({ ...origin, rule: null }, null, [], words) as never, () => true),
      ).toEqual([]);
    }
  });

  it('is filled with the rule that it changes, and takes the other layout in its place', async () => {
    const world = testRules({ role: 'admin', rules: [anApproverRule(), inOrder] });
    const ref = { job_type: 'blog', channel_id: 'C9', version: 3 };
    await openRuleAction(world.desk)(
      pressed(teamActions.changeRule, JSON.stringify({ rule: ref, groups: null })).args,
    );
    const opened = JSON.stringify(world.calls.find(({ method }) => method === 'views.open')?.args);
    for (const part of ['marketing', '"initial_users":["U7"]', '@regulatory', '"initial_value":"14"'])
      expect(opened).toContain(part);
    await ruleGroupsAction(world.desk)(
      pressed(teamActions.ruleGroups, JSON.stringify({ rule: ref, groups: 1 }), 'V1').args,
    );
    const updated = world.calls.find(({ method }) => method === 'views.update')?.args;
    expect(updated).toMatchObject({ view_id: 'V1' });
    expect(JSON.stringify(updated)).not.toContain('quorum_2');
  });
});

describe('ruleGroupsAction()', () => {
  const drawn = async (rules: ApproverRule[], layout: object, values: Record<string, object>) => {
    const world = testRules({ role: 'admin', rules });
    const typed = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }]));
    await ruleGroupsAction(world.desk)(
      pressed(teamActions.ruleGroups, JSON.stringify(layout), 'V1', typed).args,
    );
    const view = world.calls.find(({ method }) => method === 'views.update')?.args.view as ModalView;
    expect(lintView(view as never, () => true)).toEqual([]);
    return Object.fromEntries(
      view.blocks.flatMap((b) => (b.type === 'input' ? [[b.block_id, (b as InputBlock).element]] : [])),
    );
  };

  it('keeps what was entered before the layout was changed', async () => {
    const fields = await drawn(
      [],
      { rule: null, groups: 2 },
      {
        type: { selected_option: { value: 'blog' } },
        channel: { selected_conversation: 'C7' },
        roles_1: { selected_options: [] },
        people_1: { selected_users: ['U7', 'U8'] },
        user_group_1: { selected_option: { value: 'none' } },
        quorum_1: { value: '2' },
        remind: { value: '4' },
        escalate: { value: 'soon' },
        expire: { value: '91' },
      },
    );
    expect(fields).toMatchObject({
      type: { initial_option: { value: 'blog' } },
      channel: { initial_conversation: 'C7' },
      people_1: { initial_users: ['U7', 'U8'] },
      user_group_1: { initial_option: { value: 'none' } },
      quorum_1: { initial_value: '2' },
      remind: { initial_value: '4' },
      // Not on the form before: as they are at first.
      order: { initial_option: { value: 'parallel' } },
      quorum_2: { initial_value: '1' },
    });
    expect(fields.roles_1).not.toHaveProperty('initial_options');
    for (const id of ['escalate', 'expire']) expect(fields[id]).not.toHaveProperty('initial_value');
  });

  it('sets what was entered above what is stored', async () => {
    const ref = { job_type: 'blog', channel_id: 'C9', version: 3 };
    const fields = await drawn(
      [inOrder],
      { rule: ref, groups: 1 },
      {
        roles_1: { selected_options: [{ value: 'admin' }] },
        expire: { value: null },
        quorum_1: { value: '3' },
      },
    );
    expect(fields).toMatchObject({
      roles_1: { initial_options: [{ value: 'admin' }] },
      quorum_1: { initial_value: '3' },
      escalate: { initial_value: '8' },
    });
    expect(fields.expire).not.toHaveProperty('initial_value');
    expect(fields).not.toHaveProperty('quorum_2');
  });
});

describe('readApproverRule()', () => {
  it('reads two groups in order', () => {
    const read = readApproverRule(
      2,
      form({
        order: { selected_option: { value: 'in_order' } },
        name_1: { value: ' marketing ' },
        name_2: { value: 'regulatory' },
        quorum_2: { value: '2' },
        user_group_2: { selected_option: { value: 'S1' } },
        deputies_2: { selected_users: ['U8'] },
        escalate: { value: '8' },
      }) as never,
      w,
    );
    expect(read).toEqual({
      rule: {
        order: 'in_order',
        groups: [
          { ...group, name: 'marketing', roles: ['approver'] },
          { ...group, name: 'regulatory', roles: [], quorum: 2, user_group: 'S1', deputies: ['U8'] },
        ],
        remind_after_hours: null,
        escalate_after_hours: 8,
        expire_after_days: null,
      },
    });
  });

  it.each([
    [1, { roles_1: { selected_options: [] } }, { roles_1: w.errors.whoMissing }],
    [1, { quorum_1: { value: '0' } }, { quorum_1: w.errors.quorum }],
    [1, { quorum_1: { value: '' } }, { quorum_1: w.errors.quorum }],
    [1, { remind: { value: '2.5' } }, { remind: w.errors.hours }],
    [1, { expire: { value: '91' } }, { expire: w.errors.days }],
    [1, { escalate: { value: '4' } }, { escalate: w.errors.deputiesMissing }],
    [
      2,
      {
        name_1: { value: 'Legal' },
        name_2: { value: 'legal' },
        quorum_2: { value: '1' },
        roles_2: { selected_options: [{ value: 'admin' }] },
      },
      { name_2: w.errors.nameTwice },
    ],
  ])('says what is wrong under its field (%i groups, %j)', (groups, change, errors) => {
    expect(readApproverRule(groups, form(change) as never, w)).toEqual({ errors });
  });
});

describe('submitApproverRule()', () => {
  const origin = { groups: 1, rule: null };

  it('saves what Slack says of people and groups first, and then the rule', async () => {
    const order: string[] = [];
    const world = testRules({
      role: 'admin',
      change: {
        readUserGroups: async (_, ids) => void order.push(`read ${ids.join()}`),
        askPerson: async (team_id, user_id) => {
          order.push(`noted ${user_id}`);
          return { team_id, user_id, name: 'Ana', role: 'member', tz: 'UTC' };
        },
      },
    });
    const press = sent(
      form({ people_1: { selected_users: ['U7'] }, user_group_1: { selected_option: { value: 'S1' } } }),
      origin,
    );
    await submitApproverRule(world.desk)(press.args);
    expect(order).toEqual(['noted U7', 'read S1']);
    expect(world.saved).toMatchObject([
      {
        person_id: 'U1',
        job_type: 'blog',
        channel_id: '*',
        version: null,
        rule: { groups: [{ user_group: 'S1' }] },
      },
    ]);
    expect(press.acks).toEqual([undefined]);
    expect(world.told[0]?.message.text).toBe(w.saved('Articles'));
    expect(world.woken).toContain('outbox');
  });

  it.each([
    [{ code: 'too_few', group: 1, needed: 3, have: 2 }, { quorum_1: w.errors.fault.too_few(3, 2) }],
    [
      { code: 'too_few_together', group: 2, needed: 3, have: 2 },
      { quorum_2: w.errors.fault.too_few_together(3, 2) },
    ],
    [
      { code: 'does_not_count', group: 1, people: ['U9'] },
      { people_1: w.errors.fault.does_not_count('Ana') },
    ],
    [{ code: 'unknown_user_group', group: 1 }, { user_group_1: w.errors.fault.unknown_user_group }],
  ] as const)('stays open with why people could not satisfy it: %j', async (fault, errors) => {
    const world = testRules({ role: 'admin', ruleOutcome: { outcome: 'refused', fault: fault as never } });
    const press = sent(form(), origin);
    await submitApproverRule(world.desk)(press.args);
    expect(press.acks).toEqual([{ response_action: 'errors', errors }]);
  });

  it('saves no rule by a user group that Slack does not tell of', async () => {
    const world = testRules({
      role: 'admin',
      change: { readUserGroups: () => Promise.reject(new Error('missing_scope')) },
    });
    const press = sent(form({ user_group_1: { selected_option: { value: 'S1' } } }), origin);
    await submitApproverRule(world.desk)(press.args);
    expect(world.saved).toEqual([]);
    expect(press.acks).toEqual([
      { response_action: 'errors', errors: { user_group_1: w.errors.groupNotRead } },
    ]);
  });

  it('says that a rule is there already, or was changed meanwhile', async () => {
    const ruleOutcome = { outcome: 'superseded' as const, fault: null };
    const fresh = sent(form(), origin);
    await submitApproverRule(testRules({ role: 'admin', ruleOutcome }).desk)(fresh.args);
    expect(fresh.acks).toEqual([{ response_action: 'errors', errors: { type: w.errors.exists } }]);
    const ref = { job_type: 'blog', channel_id: '*', version: 1 };
    const changed = sent(form(), { groups: 1, rule: ref });
    await submitApproverRule(testRules({ role: 'admin', ruleOutcome }).desk)(changed.args);
    expect(changed.acks).toEqual([{ response_action: 'errors', errors: { quorum_1: w.errors.superseded } }]);
  });

  it('says who may when the database refuses', async () => {
    const world = testRules({ role: 'admin' });
    world.desk.people.saveRule = async () => {
      throw new ExpectedError('not_allowed', 'no');
    };
    const press = sent(form(), origin);
    await submitApproverRule(world.desk)(press.args);
    expect(JSON.stringify(press.acks)).toContain('Only admins may change this');
  });
});

describe('earlier versions', () => {
  const ref = { job_type: 'blog', channel_id: '*', version: 2 };

  it('are shown in the form’s place, and one is restored by its number', async () => {
    const world = testRules({ role: 'admin' });
    const { fault: _, job_type: __, channel_id: ___, ...rule } = inOrder;
    world.desk.people.ruleHistory = async () => [
      { version: 3, rule: null, changed_by: 'U0RENATA', changed_at: '2026-11-22T12:00:00Z' },
      { version: 2, rule, changed_by: 'U0RENATA', changed_at: '2026-11-21T12:00:00Z' },
    ];
    await ruleHistoryAction(world.desk)(pressed(teamActions.ruleHistory, JSON.stringify(ref), 'V1').args);
    const shown = JSON.stringify(world.calls.at(-1)?.args);
    expect(shown).toContain('*Version 3* (removed)');
    expect(shown).toContain(teamActions.restoreRule);
    await restoreRuleAction(world.desk)(pressed(teamActions.restoreRule, JSON.stringify(ref), 'V1').args);
    expect(world.saved).toMatchObject([{ job_type: 'blog', channel_id: '*', rule: { order: 'in_order' } }]);
    expect(JSON.stringify(world.calls.at(-1)?.args)).toContain(w.saved('Articles'));
  });

  it('a removed rule says what binds from now on', async () => {
    const world = testRules({ role: 'admin', ruleOutcome: { outcome: 'removed', fault: null } });
    await removeRuleAction(world.desk)(pressed(teamActions.removeRule, JSON.stringify(ref), 'V1').args);
    expect(world.saved).toMatchObject([{ version: 2, rule: null }]);
    expect(JSON.stringify(world.calls.at(-1)?.args)).toContain(w.removed('Articles'));
  });
});
