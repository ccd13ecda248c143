import { createHash } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import type { ScorePreview, ScoreRule, ScoreTiers } from '../../ports/outreach.ts';
import { deadlines } from '../asking/deadlines.ts';
import { keepTyped, type TypedValues } from '../asking/keep-typed.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import {
  type Asked,
  noted,
  onForm,
  onPress,
  onRecordingPress,
  readValue,
  type Submission,
  tellLine,
  tellOldButton,
} from '../asking/press.ts';
import { answered, recorded } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import { refusedAs } from '../asking/refused-as.ts';
import { adminAsks, adminMentions, adminNames, memberAsks } from '../asking/who-asks.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { said } from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { ScoreTexts } from '../texts/en/score-rules.ts';
import { backRef } from './score-actions.ts';
import {
  FIRST,
  previewBlocks,
  readScoreForm,
  type ScoreOrigin,
  scoreForm,
  scoreOrigin,
} from './score-form.ts';
import { newest, scoreHistoryMessage, scoreRulesMessage, VERSIONS_SHOWN } from './score-rules-message.ts';

/** `/leads score`, and `/leads score history`: for the person alone. */
export async function scoreCommand(
  desk: OutreachDesk,
  asked: Asked,
  history: boolean,
  t: ScoreTexts,
): Promise<void> {
  if (!(await memberAsks(desk, asked, t))) return;
  // One more than is shown, to say what the oldest shown one changed.
  const read = await answered(
    desk,
    asked.to,
    t,
    desk.outreach.scoreRules(asked.teamId, asked.userId, VERSIONS_SHOWN + 1),
  );
  if (!read) return;
  await desk.tell(asked.to, history ? scoreHistoryMessage(read, t) : scoreRulesMessage(read, [], t));
}

/** History, and How leads are scored, below other messages. */
export function showScoreAction(desk: OutreachDesk, history: boolean) {
  return onPress(async (press) => {
    await scoreCommand(desk, press, history, (await desk.textsFor(press.teamId)).scores);
  });
}

/** Change: for admins, the form with the rules as they are. */
export function changeScoreAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    const { scores: t } = await desk.textsFor(press.teamId);
    if (!(await adminAsks(desk, press, t))) return;
    const look = answered(desk, press.to, t, desk.outreach.scoreRules(press.teamId, press.userId, 1));
    const read = await within(desk.clock, deadlines.look, look);
    if (!read) return tellLine(desk, press.to, t.command.formNotOpened);
    const now = newest(read);
    const { channel_id, response_url = null } = press.to;
    const origin = { version: now.version, channel_id, response_url, seen: null };
    await openForm(desk, press, scoreForm(now, origin, [], t), t);
  });
}

/** The form was sent: what it says is shown with its effect first; sent again as it is, it is saved. */
export function submitScoreRules(desk: OutreachDesk) {
  return onForm(async (form) => {
    const { scores: t } = await desk.textsFor(form.teamId);
    const origin = scoreOrigin.parse(JSON.parse(form.view.private_metadata));
    // SAFETY: of what Slack sends only these parts are read, each of which may be missing.
    const values = form.view.state.values as TypedValues;
    const read = readScoreForm(values, t);
    if ('errors' in read) return form.refuse(read.errors);
    const seen = fingerprint(read);
    if (origin.seen === seen) return save(desk, form, read, origin, t);
    await preview(desk, form, read, { ...origin, seen }, values, t);
  });
}

interface Rules {
  rules: ScoreRule[];
  tiers: ScoreTiers;
}

function fingerprint({ rules, tiers }: Rules): string {
  return createHash('sha256')
    .update(JSON.stringify([rules, tiers]))
    .digest('hex')
    .slice(0, 16);
}

async function preview(
  desk: OutreachDesk,
  { ack, refuse, teamId, userId, view }: Submission,
  read: Rules,
  origin: ScoreOrigin,
  values: TypedValues,
  t: ScoreTexts,
): Promise<void> {
  const counted = noted(desk, { teamId, userId })
    .then(() => desk.outreach.previewScoreRules(teamId, userId, { ...read, shown: FIRST }))
    .catch((error: unknown) => refusal(desk, error, teamId, t));
  const shown = (result: ScorePreview) =>
    keepTyped(scoreForm(read, origin, previewBlocks(result, t), t), values);
  const quick = await within(desk.clock, deadlines.form, counted);
  if (typeof quick === 'string') return refuse({ person: quick });
  if (quick) return ack({ response_action: 'update', view: shown(quick) });
  // Many leads: the form says so, and the preview takes its place when it is there.
  const waiting = (line: string): ModalView =>
    keepTyped(scoreForm(read, { ...origin, seen: null }, [{ type: 'divider' }, said(line)], t), values);
  await ack({ response_action: 'update', view: waiting(t.preview.working) });
  const result = await counted;
  const next = typeof result === 'string' ? waiting(result) : shown(result);
  // Closed by its person meanwhile.
  await desk.slack.views.update({ view_id: view.id, view: next }).catch((error: unknown) => {
    desk.log.info('score_preview_not_shown', { user_id: userId, error });
  });
}

async function save(
  desk: OutreachDesk,
  { ack, refuse, teamId, userId }: Submission,
  read: Rules,
  origin: ScoreOrigin,
  t: ScoreTexts,
): Promise<void> {
  const saving = noted(desk, { teamId, userId })
    .then(() =>
      desk.outreach.saveScoreRules({
        team_id: teamId,
        person_id: userId,
        ...read,
        expected_version: origin.version,
        restored_from: null,
      }),
    )
    .catch((error: unknown) => refusal(desk, error, teamId, t));
  const saved = await within(desk.clock, deadlines.form, saving);
  if (saved === undefined) return refuse({ person: t.form.errors.notSaved });
  if (typeof saved === 'string') return refuse({ person: saved });
  if (saved.outcome === 'stale') {
    const person = await desk.knowPerson(teamId, saved.saved_by).catch(() => null);
    return refuse({ person: t.form.errors.stale(saved.version, person?.name ?? saved.saved_by) });
  }
  await ack();
  desk.log.info('score_rules_saved', { user_id: userId, code: saved.outcome, version: saved.version });
  const to = { user_id: userId, channel_id: origin.channel_id, response_url: origin.response_url };
  if (saved.outcome === 'unchanged') return tellLine(desk, to, t.unchanged);
  const now = await answered(desk, to, t, desk.outreach.scoreRules(teamId, userId, 1));
  if (now) await redraw(desk, to, scoreRulesMessage(now, [said(`*${t.saved(saved.version)}*`)], t));
}

/** Errors of a form are plain text, in which a mention is letters. */
async function refusal(desk: OutreachDesk, error: unknown, teamId: string, t: ScoreTexts): Promise<string> {
  if (isExpected(error, 'not_allowed')) {
    return t.form.errors.adminsOnly(await adminNames(desk, teamId, t));
  }
  if (noAnswer(error)) return t.form.errors.notSaved;
  const code = refusedAs(desk, error);
  if (code !== null) return t.form.errors.refused(code);
  throw error;
}

/** Back to this: an earlier version becomes the newest one. */
export function backToScoreAction(desk: OutreachDesk) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(backRef, press.value);
    if (!ref) return tellOldButton(desk, press, ack);
    const { scores: t } = await desk.textsFor(press.teamId);
    const { teamId, userId } = press;
    const work = noted(desk, press)
      .then(() => desk.outreach.scoreRules(teamId, userId, 50))
      .then(async ({ versions }) => {
        const chosen = versions.find(({ version }) => version === ref.version);
        if (!chosen) return 'unknown_version' as const;
        const { rules, tiers } = chosen;
        return desk.outreach.saveScoreRules({
          team_id: teamId,
          person_id: userId,
          rules,
          tiers,
          expected_version: ref.base,
          restored_from: ref.version,
        });
      })
      .catch((error: unknown) => {
        if (isExpected(error, 'not_allowed')) return 'not_allowed' as const;
        throw error;
      });
    const answer = await recorded(desk, press.to, t, work, { ack });
    if (answer === undefined) return;
    if (answer === 'not_allowed') {
      return tellLine(desk, press.to, t.command.adminsOnly(await adminMentions(desk, teamId, t)));
    }
    if (answer === 'unknown_version') return tellLine(desk, press.to, t.unknownVersion(ref.version));
    desk.log.info('score_rules_restored', { user_id: userId, code: answer.outcome, version: answer.version });
    if (answer.outcome === 'unchanged') return tellLine(desk, press.to, t.unchanged);
    if (answer.outcome === 'stale') {
      return tellLine(desk, press.to, t.stale(answer.version, personOf(answer.saved_by, t.rules)));
    }
    const now = await answered(desk, press.to, t, desk.outreach.scoreRules(teamId, userId, 1));
    const line = said(`*${t.restored(answer.version, ref.version)}*`);
    if (now) await redraw(desk, press.to, scoreRulesMessage(now, [line], t));
  });
}
