import { isExpected } from '../../platform/errors.ts';
import type { ReviewDecision, ReviewOutcome } from '../../ports/content.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { type Asked, noted } from '../asking/press.ts';
import type { Recipient } from '../asking/tell.ts';
import { withGroupsRead } from '../asking/with-groups-read.ts';
import type { ContentDesk } from '../content-desk.ts';
import { permalink } from '../slack/permalink.ts';
import type { Texts } from '../texts/texts.ts';
import type { CardRef } from './review-card.ts';
import { reviewMessage } from './review-message.ts';

export type Decided = { kind: 'answered'; outcome: ReviewOutcome } | { kind: 'unknown' } | { kind: 'gone' };

export async function decide(
  desk: ContentDesk,
  ref: CardRef,
  by: Pick<Asked, 'teamId' | 'userId'>,
  decision: ReviewDecision,
  note: string | null,
  overrideReason: string | null = null,
): Promise<Decided> {
  try {
    const outcome = await withGroupsRead(desk, by.teamId, () =>
      desk.content.recordReview({
        ...clickOf(ref, by, decision),
        note,
        ...(overrideReason === null ? {} : { override_reason: overrideReason }),
      }),
    );
    desk.log.info('review_clicked', {
      job_id: ref.job,
      version: ref.version,
      user_id: by.userId,
      code: outcome.outcome,
    });
    if (changed(outcome)) {
      desk.hints.outbox.wake();
      desk.hints.jobs.wake();
    }
    return { kind: 'answered', outcome };
  } catch (error) {
    if (isExpected(error, 'database_unavailable')) return { kind: 'unknown' };
    return goneOr(error);
  }
}

/** What `decide` would refuse now; `open`: it would decide, or this cannot be told now. */
export async function refusalOf(
  desk: ContentDesk,
  ref: CardRef,
  by: Pick<Asked, 'teamId' | 'userId'>,
  decision: ReviewDecision,
): Promise<Decided | { kind: 'open' }> {
  try {
    await noted(desk, by);
    const outcome = await withGroupsRead(desk, by.teamId, () =>
      desk.content.reviewRefusal(clickOf(ref, by, decision)),
    );
    return outcome === null ? { kind: 'open' } : { kind: 'answered', outcome };
  } catch (error) {
    if (noAnswer(error)) return { kind: 'open' };
    return goneOr(error);
  }
}

function clickOf(ref: CardRef, by: Pick<Asked, 'userId'>, decision: ReviewDecision) {
  return { job_id: ref.job, version: ref.version, hash: ref.hash, reviewer_id: by.userId, decision };
}

function goneOr(error: unknown): { kind: 'gone' } {
  if (isExpected(error, 'unknown_draft', 'hash_mismatch')) return { kind: 'gone' };
  throw error;
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
    outcome.outcome === 'superseded'
      ? await permalink(desk, outcome.channel_id, outcome.current_card_ts)
      : null;
  await desk.tell(to, reviewMessage(ref.version, outcome, link, note, texts));
}

export function changed(outcome: ReviewOutcome): boolean {
  return outcome.outcome === 'decided' || outcome.outcome === 'quorum_pending';
}
