import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import type { RuleFault, RuleOutcome, RuleSettings } from '../../ports/people.ts';
import { chosenChannel } from '../asking/channel-input.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { onForm, tellLine } from '../asking/press.ts';
import { adminNames } from '../asking/who-asks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { keyOf, type RuleOrigin, ruleOrigin } from './approver-rule-modal.ts';
import { faultLine, ruleName } from './approver-rule-words.ts';
import { type RuleValues, readApproverRule } from './read-approver-rule.ts';
import type { TeamDesk } from './team-desk.ts';

type Refusal = { field: string; line: string };

/** The form of a rule was sent: it binds at once, or stays open with what is wrong under its field. */
export function submitApproverRule(desk: TeamDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { team: t } = await desk.textsFor(teamId);
    const origin = ruleOrigin.parse(JSON.parse(view.private_metadata));
    // SAFETY: of what Slack sends only these parts are read, each of which may be missing.
    const values = view.state.values as RuleValues;
    const read = readApproverRule(origin.groups, values, t.approvers.rules);
    if ('errors' in read) return refuse(read.errors);
    const key = keyOf(origin, values.type?.type?.selected_option?.value, chosenChannel(view.state.values));
    const asked = { teamId, userId };
    const work = saveRule(desk, asked, origin, key, read.rule, t).catch((error: unknown): Refusal => {
      if (!noAnswer(error)) throw error;
      return { field: 'quorum_1', line: t.command.notRecorded };
    });
    const done = await within(desk.clock, deadlines.form, work);
    if (done === undefined) return refuse({ quorum_1: t.command.notRecorded });
    if ('field' in done) return refuse({ [done.field]: done.line });
    await ack();
    const w = t.approvers.rules;
    const line = done.outcome === 'unchanged' ? w.unchanged : w.saved(ruleName(key, w));
    await tellLine(
      desk,
      { user_id: userId, channel_id: origin.channel_id, response_url: origin.response_url },
      line,
    );
  });
}

/** What Slack says now of the people and groups is kept first, so that the database counts who they are today. */
async function saveRule(
  desk: TeamDesk,
  { teamId, userId }: { teamId: string; userId: string },
  origin: RuleOrigin,
  key: { job_type: string; channel_id: string },
  rule: RuleSettings,
  t: TeamTexts,
): Promise<RuleOutcome | Refusal> {
  const w = t.approvers.rules.errors;
  const people = [...new Set(rule.groups.flatMap((group) => [...group.people, ...group.deputies]))];
  const groups = rule.groups.flatMap(({ user_group }) => user_group ?? []);
  const asked = people.map((id) => desk.askPerson(teamId, id).catch(() => null));
  if (groups.length > 0) {
    try {
      await desk.readUserGroups(teamId, groups);
    } catch (error) {
      if (noAnswer(error)) throw error;
      desk.log.warn('user_group_not_read', { user_id: userId, error });
      const n = rule.groups.findIndex(({ user_group }) => user_group !== null) + 1;
      return { field: `user_group_${n}`, line: w.groupNotRead };
    }
  }
  await Promise.all(asked);
  try {
    const outcome = await desk.people.saveRule({
      team_id: teamId,
      person_id: userId,
      ...key,
      version: origin.rule?.version ?? null,
      rule,
    });
    desk.log.info('rule_saved', { user_id: userId, code: outcome.outcome });
    switch (outcome.outcome) {
      case 'refused':
        return refusalOf(desk, teamId, outcome.fault, t);
      case 'superseded':
        return origin.rule ? { field: 'quorum_1', line: w.superseded } : { field: 'type', line: w.exists };
      case 'too_many':
        return { field: 'quorum_1', line: w.tooMany };
      case 'saved':
        desk.hints.outbox.wake();
        return outcome;
      case 'removed':
      case 'last':
      case 'unchanged':
        return outcome;
    }
  } catch (error) {
    if (!isExpected(error, 'not_allowed')) throw error;
    return { field: 'quorum_1', line: t.command.adminsOnly(await adminNames(desk, teamId, t)) };
  }
}

async function refusalOf(
  desk: TeamDesk,
  teamId: string,
  fault: RuleFault | null,
  t: TeamTexts,
): Promise<Refusal> {
  if (fault === null) throw new Error('Cannot say why a rule was refused: the database gave no fault');
  const names = (fault.people ?? []).map(
    async (id) => (await desk.knowPerson(teamId, id).catch(() => null))?.name ?? id,
  );
  const line = faultLine(fault, await Promise.all(names), t.approvers.rules);
  const fields = {
    unknown_user_group: 'user_group',
    does_not_count: 'people',
    too_few: 'quorum',
    too_few_together: 'quorum',
  };
  return { field: `${fields[fault.code]}_${fault.group}`, line };
}
