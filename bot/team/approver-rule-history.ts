import type { KnownBlock } from '@slack/types';
import { isExpected } from '../../platform/errors.ts';
import type { RuleVersion, UserGroup } from '../../ports/people.ts';
import { noticeView } from '../asking/form-parts.ts';
import { onPress, readValue, tellOldButton } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { adminAsks } from '../asking/who-asks.ts';
import { button, dateToken, mention, said, small } from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { replace } from './approver-rule-actions.ts';
import { ruleRef } from './approver-rule-modal.ts';
import { faultLine, type RuleKey, ruleLines, ruleName } from './approver-rule-words.ts';
import { teamActions } from './team-actions.ts';
import { adminsOnly, type TeamDesk } from './team-desk.ts';

/** Slack shows 100 blocks in a window; a version takes two. */
const SHOWN = 40;

/** Earlier versions of a rule, in the form's place. */
export function ruleHistoryAction(desk: TeamDesk) {
  return onPress(async (press) => {
    const { team: t } = await desk.textsFor(press.teamId);
    if (!(await adminAsks(desk, press, t))) return;
    const key = readValue(ruleRef, press.value);
    if (key === null) return tellOldButton(desk, press);
    const view = await historyOf(desk, press.teamId, key, [], press, t);
    if (view) await replace(desk, press, view, t);
  });
}

/** Puts an earlier version in force again, as a new version that is checked like every other. */
export function restoreRuleAction(desk: TeamDesk) {
  return onPress(async (press) => {
    const { team: t } = await desk.textsFor(press.teamId);
    if (!(await adminAsks(desk, press, t))) return;
    const ref = readValue(ruleRef, press.value);
    if (ref === null) return tellOldButton(desk, press);
    const { version, ...key } = ref;
    const line = await answered(desk, press.to, t, restore(desk, press, key, version, t));
    if (line === undefined) return;
    const view = await historyOf(desk, press.teamId, key, [said(`*${line}*`)], press, t);
    if (view) await replace(desk, press, view, t);
  });
}

async function restore(
  desk: TeamDesk,
  { teamId, userId }: { teamId: string; userId: string },
  key: RuleKey,
  version: number,
  t: TeamTexts,
): Promise<string> {
  const w = t.approvers.rules;
  const versions = await desk.people.ruleHistory(teamId, key.job_type, key.channel_id);
  const rule = versions.find((v) => v.version === version)?.rule ?? null;
  if (rule === null) return w.history.none;
  try {
    const { outcome, fault } = await desk.people.saveRule({
      team_id: teamId,
      person_id: userId,
      job_type: key.job_type,
      channel_id: key.channel_id,
      rule,
    });
    desk.log.info('rule_restored', { user_id: userId, code: outcome });
    if (outcome === 'saved') desk.hints.outbox.wake();
    if (fault) return faultLine(fault, (fault.people ?? []).map(mention), w);
    return outcome === 'saved'
      ? w.saved(ruleName(key, w))
      : outcome === 'too_many'
        ? w.errors.tooMany
        : w.unchanged;
  } catch (error) {
    if (isExpected(error, 'not_allowed')) return adminsOnly(desk, teamId, t);
    throw error;
  }
}

async function historyOf(
  desk: TeamDesk,
  teamId: string,
  key: RuleKey,
  above: KnownBlock[],
  press: { to: Parameters<typeof answered>[1] },
  t: TeamTexts,
) {
  const w = t.approvers.rules;
  const read = await answered(
    desk,
    press.to,
    t,
    Promise.all([
      desk.people.ruleHistory(teamId, key.job_type, key.channel_id),
      desk.people.listUserGroups(teamId),
    ]),
  );
  if (!read) return undefined;
  const [versions, groups] = read;
  return noticeView(w.history.title, w.history.close, [
    ...above,
    said(`*${ruleName(key, w)}*`),
    ...(versions.length < 2 ? [small(w.history.none)] : []),
    ...versions.slice(0, SHOWN).flatMap((v, i) => versionBlocks(key, v, i === 0, groups, t)),
  ]);
}

function versionBlocks(
  key: RuleKey,
  v: RuleVersion,
  isNewest: boolean,
  groups: UserGroup[],
  t: TeamTexts,
): KnownBlock[] {
  const w = t.approvers.rules;
  const state = v.rule === null ? w.history.removed : isNewest ? w.history.inForce : null;
  const head = `*${w.history.version(v.version)}*${state === null ? '' : ` (${state})`}`;
  const lines = v.rule === null ? [] : ruleLines(v.rule, groups, w);
  const ref = JSON.stringify({ job_type: key.job_type, channel_id: key.channel_id, version: v.version });
  const section = said([head, ...lines].join('\n'));
  return [
    v.rule === null || isNewest
      ? section
      : { ...section, accessory: button(teamActions.restoreRule, w.history.restore, ref) },
    small(`${personOf(v.changed_by, w.history)} · ${dateToken(v.changed_at, t.locale)}`),
  ];
}
