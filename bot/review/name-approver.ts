import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { field, modal } from '../asking/form-parts.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onForm, onPress, readValue, tellLine, tellOldButton, toThread } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { mention } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { noteOrigin } from './changes-modal.ts';
import { cardRef } from './review-card.ts';

export const NAMED_APPROVER = 'named_approver';

/** Ask a person first: the form, filled with the person who is named now. */
export function nameApproverAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const texts = await desk.textsFor(press.teamId);
    const ref = readValue(cardRef, press.value);
    if (ref === null) return tellOldButton(desk, press);
    const { below: to } = press;
    const looked = desk.content.getJob(ref.job).catch(() => null);
    const named = (await within(desk.clock, deadlines.look, looked))?.named_approver ?? null;
    const origin = { ref, channel_id: to.channel_id, thread_ts: to.thread_ts ?? null };
    const t = texts.namedApprover;
    const view = modal(NAMED_APPROVER, origin, t, [
      field(
        'approver',
        t.label,
        { type: 'users_select', ...(named === null ? {} : { initial_user: named }) },
        { hint: t.hint, optional: true },
      ),
    ]);
    await openForm(desk, press, view, texts.changes);
  });
}

/** Names the person, or no one any more; the card is redrawn and mentions them first. */
export function submitNamedApprover(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const t = texts.namedApprover;
    const { ref, ...place } = noteOrigin.parse(JSON.parse(view.private_metadata));
    const named = view.state.values.approver?.approver?.selected_user ?? null;
    const work = noted(desk, { teamId, userId })
      .then(() => desk.content.nameApprover({ job_id: ref.job, person_id: userId, named_approver: named }))
      .then(({ outcome }) => outcome)
      .catch(refusedFor);
    const outcome = await within(desk.clock, deadlines.form, work);
    if (outcome !== 'done') return refuse({ approver: sentence(outcome, texts) });
    await ack();
    desk.log.info('approver_named', { job_id: ref.job, user_id: userId });
    desk.hints.outbox.wake();
    await tellLine(desk, toThread(place, userId), named === null ? t.none : t.done(mention(named)));
  });
}

function refusedFor(error: unknown): 'named_may_not' | undefined {
  if (isExpected(error, 'named_may_not')) return 'named_may_not';
  if (noAnswer(error)) return undefined;
  throw error;
}

function sentence(outcome: string | undefined, texts: Texts): string {
  const t = texts.namedApprover;
  switch (outcome) {
    case 'named_may_not':
      return texts.form.errors.approver;
    case 'not_allowed':
      return t.notYours;
    case 'not_found':
    case 'wrong_state':
      return t.over;
    default:
      return texts.changes.errors.notRecorded;
  }
}
