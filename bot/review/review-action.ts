import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import type { ReviewDecision, ReviewOutcome } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onPress, onRecordingPress, tellLine } from '../asking/press.ts';
import type { Recipient } from '../asking/tell.ts';
import type { ContentDesk } from '../content-desk.ts';
import { findCard } from '../drafts/find-posted.ts';
import type { Texts } from '../texts/texts.ts';
import { changesModal } from './changes-modal.ts';
import { type CardRef, cardRef } from './review-card.ts';
import { reviewMessage } from './review-message.ts';

/** Approve and Reject: the database decides on exactly the version and hash of the button; the outcome is always shown. */
export function reviewAction(desk: ContentDesk, decision: Exclude<ReviewDecision, 'request_changes'>) {
  return onRecordingPress(async (press, ack) => {
    const { teamId, below: to } = press;
    const ref = cardRef.parse(JSON.parse(press.value));
    const recorded = noted(desk, { teamId, userId: to.user_id }).then(() =>
      decide(desk, ref, to.user_id, decision, null),
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
    await showOutcome(desk, ref, result.outcome, to, texts, null);
    if (quick === undefined && changed(result.outcome)) {
      await tellLine(desk, to, texts.review.recordedAfterAll);
    }
  });
}

/** Request changes: asks for the note. A stale card says so instead of letting the person write for nothing. */
export function requestChangesAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const { teamId, triggerId, below: to } = press;
    const ref = cardRef.parse(JSON.parse(press.value));
    const texts = await desk.textsFor(teamId);
    const looked = desk.content.getJob(ref.job).catch(() => null);
    const job = await within(desk.clock, deadlines.firstLook, looked);
    if (job && job.versions > ref.version) {
      const ts = await findCard(desk.slack, job, job.versions).catch(() => null);
      const link = ts === null ? null : await permalink(desk, job.channel_id, ts);
      const line = texts.review.superseded(
        ref.version,
        job.versions,
        link === null ? null : `<${link}|${texts.review.openCurrent}>`,
      );
      return tellLine(desk, to, line);
    }
    if (job && job.status !== 'awaiting_review') {
      const t = texts.review.alreadyDecided;
      const isBusy = job.status === 'queued' || job.status === 'running';
      return tellLine(desk, to, isBusy ? t.busy : t.other(texts.job.status[job.status]));
    }
    const view = changesModal({ ref, channel_id: to.channel_id, thread_ts: to.thread_ts ?? null }, texts);
    await openForm(desk, { triggerId, to }, view, texts.changes);
  });
}

export type Decided = { kind: 'answered'; outcome: ReviewOutcome } | { kind: 'unknown' } | { kind: 'gone' };

export async function decide(
  desk: ContentDesk,
  ref: CardRef,
  reviewerId: string,
  decision: ReviewDecision,
  note: string | null,
): Promise<Decided> {
  try {
    const outcome = await desk.content.recordReview({
      job_id: ref.job,
      version: ref.version,
      hash: ref.hash,
      reviewer_id: reviewerId,
      decision,
      note,
    });
    desk.log.info('review_clicked', {
      job_id: ref.job,
      version: ref.version,
      user_id: reviewerId,
      code: outcome.outcome,
    });
    if (changed(outcome)) {
      desk.hints.outbox.wake();
      desk.hints.jobs.wake();
    }
    return { kind: 'answered', outcome };
  } catch (error) {
    if (isExpected(error, 'database_unavailable')) return { kind: 'unknown' };
    if (isExpected(error, 'unknown_draft', 'hash_mismatch')) return { kind: 'gone' };
    throw error;
  }
}

/** What changed is seen on the card, which is redrawn; everything else is told to the person alone. */
export async function showOutcome(
  desk: ContentDesk,
  ref: CardRef,
  outcome: ReviewOutcome,
  to: Recipient,
  texts: Texts,
  note: string | null,
): Promise<void> {
  if (changed(outcome)) return;
  const link =
    outcome.outcome === 'superseded' && outcome.current_card_ts !== null
      ? await permalink(desk, outcome.channel_id, outcome.current_card_ts)
      : null;
  await desk.tell(to, reviewMessage(ref.version, outcome, link, note, texts));
}

function changed(outcome: ReviewOutcome): boolean {
  return outcome.outcome === 'decided' || outcome.outcome === 'quorum_pending';
}

async function permalink(desk: ContentDesk, channel: string, ts: string): Promise<string | null> {
  return desk.slack.chat.getPermalink({ channel, message_ts: ts }).then(
    (answer) => answer.permalink ?? null,
    (error: unknown) => {
      desk.log.warn('permalink_not_read', { channel_id: channel, error });
      return null;
    },
  );
}
