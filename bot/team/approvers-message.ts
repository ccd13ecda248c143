import type { KnownBlock } from '@slack/types';
import type { ApproverRule, Person, UserGroup } from '../../ports/people.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  heading,
  type Message,
  mention,
  said,
  small,
} from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { faultOf, ruleLines, ruleName } from './approver-rule-words.ts';
import { teamActions } from './team-actions.ts';

/** So many people have a button of their own; the form reaches the others. */
const BUTTONS = 10;
const SHOWN = 60;
/** As many as a team may have; with the rest they stay below Slack's 50 blocks. */
const RULES = 40;

/** Who may approve, by role and by rule; for admins with buttons. Pure. */
export function approversMessage(
  { people, rules, userGroups }: { people: Person[]; rules: ApproverRule[]; userGroups: UserGroup[] },
  forAdmin: boolean,
  t: TeamTexts,
): Message {
  const w = t.approvers;
  const group = (role: 'admin' | 'approver'): KnownBlock => {
    const names = people.filter((person) => person.role === role).slice(0, SHOWN);
    return said(
      `*${w.roles[role]}*\n${names.length === 0 ? w.none[role] : names.map((p) => mention(p.user_id)).join(', ')}`,
    );
  };
  const blocks: KnownBlock[] = [heading(w.heading), group('admin'), group('approver'), small(w.fourEyes)];
  if (people.length < 2) blocks.push(said(`*${w.onlyOne}*`));
  if (forAdmin) {
    blocks.push(
      actions(
        'roles',
        button(teamActions.giveRole, w.change, 'give', { style: 'primary' }),
        ...people.slice(0, BUTTONS).map((person, n) => ({
          ...button(teamActions.takeRole, w.take(clip(person.name, 40)), person.user_id, {
            confirm: confirmation(w.confirmTake, 'danger'),
          }),
          action_id: `${teamActions.takeRole}:${n}`,
        })),
      ),
    );
  }
  blocks.push(
    said(`*${w.rules.heading}*`),
    ...rules.slice(0, RULES).map((rule) => ruleBlock(rule, userGroups, forAdmin, w.rules)),
    small(w.rules.about),
  );
  if (forAdmin) {
    const value = (groups: 1 | 2) => JSON.stringify({ rule: null, groups });
    blocks.push(
      actions(
        'rules',
        button(teamActions.newRule, w.rules.newRule, value(1)),
        button(teamActions.newRuleOfTwo, w.rules.newWithTwoGroups, value(2)),
      ),
    );
  }
  return { text: w.heading, blocks };
}

/** What a rule says; for admins with the button that changes it. Pure. */
export function ruleBlock(
  rule: ApproverRule,
  userGroups: UserGroup[],
  forAdmin: boolean,
  t: TeamTexts['approvers']['rules'],
): KnownBlock {
  const { job_type, channel_id, version } = rule;
  const lines = [...ruleLines(rule, userGroups, t), ...faultOf(rule, t)];
  const section = said([`*${ruleName(rule, t)}*`, ...lines].join('\n'));
  if (!forAdmin) return section;
  const value = JSON.stringify({ rule: { job_type, channel_id, version }, groups: null });
  return { ...section, accessory: button(teamActions.changeRule, t.change, value) };
}
