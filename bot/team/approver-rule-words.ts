import type { ApproverRule, RuleFault, RuleGroup, RuleSettings, UserGroup } from '../../ports/people.ts';
import { mention, safeText } from '../slack/blocks.ts';
import type { ApproverRuleTexts } from '../texts/en/approver-rules.ts';

/** Which rule it is. */
export interface RuleKey {
  job_type: string;
  channel_id: string;
}

/** "Articles in #legal"; in a form, where a mention is letters, `channelName` takes its place. */
export function ruleName(
  { job_type, channel_id }: RuleKey,
  t: ApproverRuleTexts,
  channelName?: string,
): string {
  const types: Record<string, string> = t.types;
  const what = types[job_type] ?? job_type;
  return channel_id === '*' ? what : t.in(what, channelName ?? `<#${channel_id}>`);
}

/** A line a group, and what holds for both; in mrkdwn. Pure. */
export function ruleLines(rule: RuleSettings, userGroups: UserGroup[], t: ApproverRuleTexts): string[] {
  const [first, second] = rule.groups;
  const lines = rule.groups.map((group) => groupLine(group, userGroups, t));
  const order = second
    ? [rule.order === 'in_order' ? t.inOrder(nameOf(first), nameOf(second)) : t.inParallel]
    : [];
  const { remind_after_hours: remind, escalate_after_hours: escalate, expire_after_days: expire } = rule;
  const times = [
    ...(remind === null ? [] : [t.remind(remind)]),
    ...(escalate === null ? [] : [t.escalate(escalate)]),
    ...(expire === null ? [] : [t.expire(expire)]),
  ];
  const spoken = times.join(', ');
  return [...lines, ...order, ...(spoken === '' ? [] : [spoken.charAt(0).toUpperCase() + spoken.slice(1)])];
}

/** Why people cannot satisfy a rule; `names` of the people whom the fault names. */
export function faultLine(fault: RuleFault, names: string[], t: ApproverRuleTexts): string {
  const f = t.errors.fault;
  const [needed, have] = [fault.needed ?? 0, fault.have ?? 0];
  switch (fault.code) {
    case 'unknown_user_group':
      return f.unknown_user_group;
    case 'does_not_count':
      return f.does_not_count(names.join(', '));
    case 'too_few':
      return f.too_few(needed, have);
    case 'too_few_together':
      return f.too_few_together(needed, have);
  }
}

/** Of a rule that was satisfied when it was saved: people have left since. */
export function faultOf({ fault }: ApproverRule, t: ApproverRuleTexts): string[] {
  if (!fault) return [];
  return [`*${t.unsatisfied}* ${faultLine(fault, (fault.people ?? []).slice(0, 20).map(mention), t)}`];
}

function groupLine(group: RuleGroup, userGroups: UserGroup[], t: ApproverRuleTexts): string {
  const known = userGroups.find(({ group_id }) => group_id === group.user_group);
  const who = [
    ...group.roles.map((role) => t.roles[role]),
    ...(group.user_group === null ? [] : [`@${safeText(known?.handle ?? group.user_group, 40)}`]),
    ...group.people.slice(0, 20).map(mention),
  ].join(', ');
  const line = t.group(group.quorum, who);
  const named = group.name === null ? line : t.named(`*${nameOf(group)}*`, line);
  const deputies = group.deputies.slice(0, 20).map(mention).join(', ');
  return deputies === '' ? named : `${named}; ${t.deputies(deputies)}`;
}

function nameOf(group: RuleGroup | undefined): string {
  return safeText(group?.name ?? '', 40);
}
