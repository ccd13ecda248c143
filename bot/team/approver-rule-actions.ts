import type { ModalView } from '@slack/types';
import { within } from '../../platform/within.ts';
import type { ApproverRule } from '../../ports/people.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noticeView } from '../asking/form-parts.ts';
import { keepTyped } from '../asking/keep-typed.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, onPress, type Press, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { adminAsks } from '../asking/who-asks.ts';
import { said } from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { approverRuleModal, type GroupChoice, ruleLayout, ruleRef } from './approver-rule-modal.ts';
import { type RuleKey, ruleName } from './approver-rule-words.ts';
import type { TeamDesk } from './team-desk.ts';

/** New rule, or Change at one that is there: the form. */
export function openRuleAction(desk: TeamDesk) {
  return onPress(async (press) => {
    const { team: t } = await desk.textsFor(press.teamId);
    if (!(await adminAsks(desk, press, t))) return;
    const layout = readValue(ruleLayout, press.value);
    if (layout === null) return tellOldButton(desk, press);
    await openRule(desk, press, layout.rule, layout.groups, t);
  });
}

/** `/approvers rule`. */
export async function openRuleCommand(desk: TeamDesk, asked: Asked, t: TeamTexts): Promise<void> {
  if (await adminAsks(desk, asked, t)) await openRule(desk, asked, null, 1, t);
}

async function openRule(
  desk: TeamDesk,
  asked: Asked,
  key: RuleKey | null,
  groups: 1 | 2 | null,
  t: TeamTexts,
): Promise<void> {
  const view = await formOf(desk, asked, key, groups, t);
  if (view) await openForm(desk, asked, view, t);
}

/** With one group, or with two: in the form's place, with what was entered there. */
export function ruleGroupsAction(desk: TeamDesk) {
  return onPress(async (press) => {
    const { team: t } = await desk.textsFor(press.teamId);
    const layout = readValue(ruleLayout, press.value);
    if (layout === null) return tellOldButton(desk, press);
    const view = await formOf(desk, press, layout.rule, layout.groups, t);
    if (view) await replace(desk, press, keepTyped(view, press.typed), t);
  });
}

/** Removes the rule; the sentence takes the form's place. */
export function removeRuleAction(desk: TeamDesk) {
  return onPress(async (press) => {
    const { team: t } = await desk.textsFor(press.teamId);
    if (!(await adminAsks(desk, press, t))) return;
    const ref = readValue(ruleRef, press.value);
    if (ref === null) return tellOldButton(desk, press);
    const saving = desk.people.saveRule({
      team_id: press.teamId,
      person_id: press.userId,
      ...ref,
      rule: null,
    });
    const done = await answered(desk, press.to, t, saving);
    if (!done) return;
    desk.log.info('rule_removed', { user_id: press.userId, code: done.outcome });
    desk.hints.outbox.wake();
    const w = t.approvers.rules;
    const lines = {
      removed: w.removed(ruleName(ref, w)),
      last: w.errors.last,
      superseded: w.errors.superseded,
    };
    const line = Object.hasOwn(lines, done.outcome) ? lines[done.outcome as keyof typeof lines] : w.unchanged;
    await replace(desk, press, noticeView(w.form.title, w.history.close, [said(line)]), t);
  });
}

/** Undefined: it could not be filled, and the person was told. */
async function formOf(
  desk: TeamDesk,
  asked: Asked,
  key: RuleKey | null,
  groups: 1 | 2 | null,
  t: TeamTexts,
): Promise<ModalView | undefined> {
  const [rules, choices] = await Promise.all([
    key === null ? Promise.resolve([]) : answered(desk, asked.to, t, desk.people.listRules(asked.teamId)),
    choicesOf(desk, asked.teamId),
  ]);
  if (rules === undefined) return undefined;
  const rule: ApproverRule | null =
    rules.find((r) => r.job_type === key?.job_type && r.channel_id === key.channel_id) ?? null;
  const { channel_id, response_url = null } = asked.to;
  const ref = rule && { job_type: rule.job_type, channel_id: rule.channel_id, version: rule.version };
  const shown = groups ?? (rule?.groups.length === 2 ? 2 : 1);
  return approverRuleModal({ channel_id, response_url, groups: shown, rule: ref }, rule, choices, t);
}

/** User groups that Slack has; those that rules name already when it does not say in time. */
async function choicesOf(desk: TeamDesk, teamId: string): Promise<GroupChoice[]> {
  const stored = desk.people.listUserGroups(teamId).catch(() => []);
  const listed = desk.slack.usergroups.list({}).then(
    ({ usergroups = [] }) => usergroups.flatMap(({ id, handle }) => (id && handle ? [{ id, handle }] : [])),
    (error: unknown) => {
      desk.log.warn('user_groups_not_listed', { error });
      return undefined;
    },
  );
  const now = await within(desk.clock, deadlines.firstLook, listed);
  return now ?? (await stored).map(({ group_id, handle }) => ({ id: group_id, handle }));
}

/** In place of the window that was pressed; a person who closed it hears nothing new, as they can open it again. */
export async function replace(desk: TeamDesk, press: Press, view: ModalView, t: TeamTexts): Promise<void> {
  if (press.modalId === null) return tellOldButton(desk, press);
  await desk.slack.views.update({ view_id: press.modalId, view }).catch(async (error: unknown) => {
    desk.log.warn('form_not_updated', { user_id: press.userId, error });
    await tellLine(desk, press.to, t.command.formNotOpened);
  });
}
