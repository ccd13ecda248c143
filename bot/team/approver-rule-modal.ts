import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type ApproverRule, type RuleGroup, type RuleSettings, ruleTypes } from '../../ports/people.ts';
import { channelInput } from '../asking/channel-input.ts';
import { field, modal, option } from '../asking/form-parts.ts';
import { actions, button, confirmation, said } from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { type RuleKey, ruleName } from './approver-rule-words.ts';
import { formOrigin } from './role-modal.ts';
import { APPROVER_RULE_FORM, teamActions } from './team-actions.ts';

/** A rule in the version that was seen; carried by the buttons of the form itself. */
export const ruleRef = z.object({ job_type: z.string(), channel_id: z.string(), version: z.number().int() });

export const ruleOrigin = formOrigin.extend({
  groups: z.literal([1, 2]),
  /** The rule that is changed, in the version that was seen; null: a new one. */
  rule: ruleRef.nullable(),
});
export type RuleOrigin = z.infer<typeof ruleOrigin>;

/** A user group of Slack to choose from. */
export interface GroupChoice {
  id: string;
  handle: string;
}

/** `groups` null: as many as the rule has. */
export const ruleLayout = z.object({ rule: ruleRef.nullable(), groups: z.literal([1, 2]).nullable() });

const offeredRoles = ['admin', 'approver', 'member'] as const;
/** Slack takes 100 options; one is "none". */
const MOST_GROUPS = 99;
const emptyGroup: RuleGroup = {
  name: null,
  quorum: 1,
  roles: [],
  people: [],
  user_group: null,
  deputies: [],
};

/** Who approves what: a new rule, or one that is there. */
export function approverRuleModal(
  origin: RuleOrigin,
  rule: ApproverRule | null,
  choices: GroupChoice[],
  t: TeamTexts,
): ModalView {
  const w = t.approvers.rules.form;
  const given: RuleSettings = rule ?? {
    order: 'parallel',
    groups: [{ ...emptyGroup, roles: ['approver', 'admin'] }],
    remind_after_hours: null,
    escalate_after_hours: null,
    expire_after_days: null,
  };
  const order = option(w.orders[given.order], given.order);
  return modal(APPROVER_RULE_FORM, origin, w, [
    ...(rule === null ? keyFields(t) : [said(`*${ruleName(rule, t.approvers.rules)}*`)]),
    formButtons(origin, rule, t),
    ...(origin.groups === 2
      ? [
          field('order', w.order, {
            type: 'static_select',
            initial_option: order,
            options: [option(w.orders.parallel, 'parallel'), option(w.orders.in_order, 'in_order')],
          }),
        ]
      : []),
    ...Array.from({ length: origin.groups }, (_, i) =>
      groupFields(i + 1, origin.groups, given.groups[i] ?? emptyGroup, choices, t),
    ).flat(),
    amount('remind', w.remind, 80, given.remind_after_hours, w.hoursHint),
    amount('escalate', w.escalate, 80, given.escalate_after_hours, w.hoursHint),
    amount('expire', w.expire, 90, given.expire_after_days, w.expireHint),
  ]);
}

function keyFields(t: TeamTexts): InputBlock[] {
  const w = t.approvers.rules;
  const types = ruleTypes.map((type) => option(w.types[type], type));
  return [
    field('type', w.form.type, {
      type: 'static_select',
      options: types,
      ...(types[0] ? { initial_option: types[0] } : {}),
    }),
    { ...channelInput(w.form.channel, w.form.channelHint), optional: true },
  ];
}

function formButtons(origin: RuleOrigin, rule: ApproverRule | null, t: TeamTexts): KnownBlock {
  const w = t.approvers.rules.form;
  const groups = origin.groups === 1 ? 2 : 1;
  const layout = button(
    teamActions.ruleGroups,
    groups === 2 ? w.twoGroups : w.oneGroup,
    JSON.stringify({ rule: origin.rule, groups }),
  );
  if (rule === null || origin.rule === null) return actions('rule', layout);
  const ref = JSON.stringify(origin.rule);
  const isGeneral = rule.job_type === '*' && rule.channel_id === '*';
  return actions(
    'rule',
    layout,
    button(teamActions.ruleHistory, w.history, ref),
    ...(isGeneral
      ? []
      : [
          button(teamActions.removeRule, w.remove, ref, {
            style: 'danger',
            confirm: confirmation(w.confirmRemove, 'danger'),
          }),
        ]),
  );
}

/** Their ids are `name_1`, `roles_1` and so on. */
function groupFields(
  n: number,
  groups: number,
  group: RuleGroup,
  choices: GroupChoice[],
  t: TeamTexts,
): KnownBlock[] {
  const w = t.approvers.rules.form;
  const roles = t.approvers.rules.roles;
  const roleOption = (role: (typeof offeredRoles)[number]) => option(roles[role], role);
  const chosenRoles = offeredRoles.filter((role) => group.roles.includes(role)).map(roleOption);
  const none = option(w.noUserGroup, 'none');
  const userGroups = choices.slice(0, MOST_GROUPS).map(({ id, handle }) => option(`@${handle}`, id));
  const chosenGroup = userGroups.find(({ value }) => value === group.user_group) ?? none;
  const users = (ids: string[]) => (ids.length === 0 ? {} : { initial_users: ids });
  return [
    ...(groups === 1
      ? []
      : [
          { type: 'divider' as const },
          said(`*${w.group(n)}*`),
          field(
            `name_${n}`,
            w.name,
            {
              type: 'plain_text_input',
              max_length: 40,
              ...(group.name === null ? {} : { initial_value: group.name }),
            },
            { hint: w.nameHint },
          ),
        ]),
    field(
      `roles_${n}`,
      w.who,
      {
        type: 'checkboxes',
        options: offeredRoles.map(roleOption),
        ...(chosenRoles.length === 0 ? {} : { initial_options: chosenRoles }),
      },
      { optional: true },
    ),
    field(
      `people_${n}`,
      w.people,
      { type: 'multi_users_select', max_selected_items: 50, ...users(group.people) },
      { optional: true },
    ),
    field(`user_group_${n}`, w.userGroup, {
      type: 'static_select',
      options: [none, ...userGroups],
      initial_option: chosenGroup,
    }),
    amount(`quorum_${n}`, w.quorum, 10, group.quorum, w.quorumHint, false),
    field(
      `deputies_${n}`,
      w.deputies,
      { type: 'multi_users_select', max_selected_items: 50, ...users(group.deputies) },
      { hint: w.deputiesHint, optional: true },
    ),
  ];
}

function amount(
  id: string,
  name: string,
  max: number,
  value: number | null,
  hint: string,
  optional = true,
): InputBlock {
  return field(
    id,
    name,
    {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: String(max),
      ...(value === null ? {} : { initial_value: String(value) }),
    },
    { hint, optional },
  );
}

/** Which rule the form is about, once it is sent. */
export function keyOf(origin: RuleOrigin, type: string | undefined, channel: string | null): RuleKey {
  if (origin.rule) return { job_type: origin.rule.job_type, channel_id: origin.rule.channel_id };
  return { job_type: type ?? '*', channel_id: channel ?? '*' };
}
