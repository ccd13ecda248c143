import { within } from '../../platform/within.ts';
import type { ReviewDecision } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onPress, onRecordingPress, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { changesModal, rejectModal } from './changes-modal.ts';
import { changed, decide, refusalOf, showOutcome } from './decide.ts';
import { askForReason } from './override-modal.ts';
import { cardRef } from './review-card.ts';

/** Approve: the database decides on exactly the version and hash of the button; the outcome is always shown. */
export function approveAction(desk: ContentDesk) {
  return onRecordingPress(async (press, ack) => {
    const { teamId, below: to } = press;
    const ref = cardRef.parse(JSON.parse(press.value));
    const recorded = noted(desk, { teamId, userId: to.user_id }).then(() =>
      decide(desk, ref, { teamId, userId: to.user_id }, 'approve', null),
    );
    // Recorded first: a press that Slack believes taken must outlive a crash of this process.
    const quick = await within(desk.clock, deadlines.silence, recorded).finally(() => ack());
    const texts = await desk.textsFor(teamId);
    if (quick === undefined) {
      await tellLine(desk, to, texts.review.recordingTakesLong);
    }
    const result = await recorded;
    // The Home tab does not redraw itself; a press on an old one says so and shows how it is.
    if (press.onHome) desk.background(desk.refreshHome(teamId, to.user_id).catch(() => {}));
    if (result.kind === 'unknown') return tellLine(desk, to, texts.review.notRecorded);
    if (result.kind === 'gone') return tellLine(desk, to, texts.review.unknownDraft);
    const { outcome } = result;
    if (outcome.reason === 'unverified' && outcome.doubts) {
      return askForReason(desk, press, ref, outcome.doubts, texts);
    }
    await showOutcome(desk, ref, outcome, to, texts, null);
    if (quick === undefined && changed(outcome)) {
      await tellLine(desk, to, texts.review.recordedAfterAll);
    }
  });
}

/** Asks for the note, which the decision needs. */
export function requestChangesAction(desk: ContentDesk) {
  return noteAction(desk, 'request_changes', changesModal);
}

/** Asks for a note, which may be empty: the form is also the question whether it is meant. */
export function rejectAction(desk: ContentDesk) {
  return noteAction(desk, 'reject', rejectModal);
}

/** What the decision would refuse is said at once: no person writes for nothing. The form that is sent is asked again. */
function noteAction(
  desk: ContentDesk,
  decision: Exclude<ReviewDecision, 'approve'>,
  modalOf: typeof changesModal,
) {
  return onPress(async (press) => {
    const { teamId, triggerId, below: to } = press;
    const ref = cardRef.parse(JSON.parse(press.value));
    const texts = await desk.textsFor(teamId);
    const looked = refusalOf(desk, ref, { teamId, userId: to.user_id }, decision);
    const refused = (await within(desk.clock, deadlines.firstLook, looked)) ?? { kind: 'open' };
    if (refused.kind === 'gone') return tellLine(desk, to, texts.review.unknownDraft);
    if (refused.kind === 'answered') return showOutcome(desk, ref, refused.outcome, to, texts, null);
    const view = modalOf({ ref, channel_id: to.channel_id, thread_ts: to.thread_ts ?? null }, texts);
    await openForm(desk, { triggerId, to }, view, texts.changes);
  });
}
