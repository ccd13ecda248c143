import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import type { Action, ActionOutcome } from '../../ports/outreach.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { typedWords } from '../asking/plain-words.ts';
import { noted, onForm, onPress, type Press, tellLine } from '../asking/press.ts';
import { refusedAs } from '../asking/refused-as.ts';
import { clip } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { actionRef } from './action-ref.ts';
import { leadName } from './describe-action.ts';
import { actionOrigin, EDIT, editModal, FORM_TEXT_MAX } from './edit-modal.ts';
import { outcomeLine } from './outcome-line.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { textLength, textMax } from './text-limits.ts';

export { EDIT };

/** Edit: opens the form with the text as it is now. A stale card says so instead. */
export function editAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    const ref = actionRef.parse(JSON.parse(press.value));
    const { outreach: t } = await desk.textsFor(press.teamId);
    const looked = await within(desk.clock, deadlines.look, look(desk, press, ref.action));
    if (looked === undefined || looked === 'unanswered') {
      return tellLine(desk, press.to, t.command.notAnswered);
    }
    const { action, max } = looked;
    if (action === null) return tellLine(desk, press.to, t.outcome.notFound);
    if (action.revision !== ref.revision || action.hash !== ref.hash) {
      return tellLine(desk, press.to, t.outcome.superseded);
    }
    if (max === 0) return tellLine(desk, press.to, t.edit.noWords);
    if ((action.text ?? '').length > FORM_TEXT_MAX) return tellLine(desk, press.to, t.edit.tooLongForAForm);
    const origin = { ref, channel_id: press.to.channel_id, name: leadName(action) };
    await openForm(desk, press, editModal(action, origin, max, t), t);
  });
}

async function look(
  desk: OutreachDesk,
  press: Press,
  actionId: string,
): Promise<{ action: Action | null; max: number } | 'unanswered'> {
  try {
    const [action, accounts] = await Promise.all([
      desk.outreach.getAction(actionId),
      desk.outreach.listAccounts(press.teamId),
    ]);
    const tier = accounts.find((a) => a.id === action?.account_id)?.tier ?? 'free';
    return { action, max: action ? textMax(action.type, tier) : 0 };
  } catch (error) {
    if (noAnswer(error)) return 'unanswered';
    throw error;
  }
}

/** The new text was sent: a new revision, or the form stays open with what was typed. */
export function submitEdit(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { outreach: t } = await desk.textsFor(teamId);
    const { ref, channel_id } = actionOrigin.parse(JSON.parse(view.private_metadata));
    const text = typedWords(view.state.values.text?.text?.value ?? '');
    const edited = noted(desk, { teamId, userId })
      .then(() =>
        desk.outreach.editAction({
          action_id: ref.action,
          revision: ref.revision,
          hash: ref.hash,
          person_id: userId,
          text,
        }),
      )
      .catch((error: unknown) => refusal(desk, error, text, t));
    const result = await within(desk.clock, deadlines.form, edited);
    // Sending it again is safe: the old revision is superseded by the first.
    if (result === undefined || typeof result === 'string') {
      return refuse({ text: result ?? t.outcome.notRecorded });
    }
    await ack();
    desk.log.info('outreach_edited', { action_id: ref.action, user_id: userId, code: result.outcome });
    desk.hints.outbox.wake();
    const line = outcomeLine(result, t);
    if (line !== null) await tellLine(desk, { user_id: userId, channel_id }, line);
    // It was opened on the Home tab.
    if (channel_id === null) await desk.refreshHome(teamId, userId);
  });
}

/** The placeholder, out of the hint of the refusal. */
function foundIn(hint: string): string {
  try {
    return clip(String((JSON.parse(hint) as { found?: unknown }).found ?? ''), 100);
  } catch {
    return '';
  }
}

function refusal(desk: OutreachDesk, error: unknown, text: string, t: OutreachTexts): ActionOutcome | string {
  if (noAnswer(error)) return t.outcome.notRecorded;
  if (isExpected(error, 'empty')) return t.edit.errors.missing;
  if (isExpected(error, 'too_long')) {
    return t.edit.errors.tooLong(textLength(text), Number(/"max": ?(\d+)/.exec(error.hint)?.[1] ?? 0));
  }
  if (isExpected(error, 'placeholder')) return t.add.errors.placeholder(foundIn(error.hint));
  if (isExpected(error, 'duplicate')) return t.add.errors.duplicate;
  const code = refusedAs(desk, error);
  if (code !== null) return t.command.refused(code);
  throw error;
}
