import { isExpected } from '../../../platform/errors.ts';
import type { HandOutcome } from '../../../ports/content.ts';
import { noAnswer } from '../../asking/no-answer.ts';
import { noted } from '../../asking/press.ts';
import type { ContentDesk } from '../../content-desk.ts';
import type { Texts } from '../../texts/texts.ts';
import type { CardRef } from '../review-card.ts';

type Made = Pick<
  Parameters<ContentDesk['content']['recordHandVersion']>[0],
  'key' | 'kind' | 'from_version' | 'content' | 'picks' | 'reason'
>;

/** Stores the version that a person wants. Null: it is being drawn; else the sentence that tells why it is not. */
export async function makeVersion(
  desk: ContentDesk,
  { teamId, userId }: { teamId: string; userId: string },
  { job, version, hash }: CardRef,
  made: Made,
  texts: Texts,
): Promise<string | null> {
  try {
    await noted(desk, { teamId, userId });
    const outcome = await desk.content.recordHandVersion({
      ...{ team_id: teamId, job_id: job, version, hash, person_id: userId },
      ...made,
    });
    desk.log.info('version_made', {
      job_id: job,
      version,
      user_id: userId,
      code: `${made.kind} ${outcome.outcome}`,
    });
    if (outcome.outcome !== 'queued') return whyNot(version, outcome, texts);
    desk.hints.jobs.wake();
    desk.hints.outbox.wake();
    return null;
  } catch (error) {
    if (noAnswer(error)) return texts.versions.errors.notRecorded;
    if (isExpected(error, 'bad_hand_version')) return texts.versions.errors.notPossible;
    throw error;
  }
}

/** In letters: it may stand under a field of a form. */
export function whyNot(
  version: number,
  { outcome, job_status, current_version }: Pick<HandOutcome, 'outcome' | 'job_status' | 'current_version'>,
  texts: Texts,
): string {
  const t = texts.versions.whyNot;
  switch (outcome) {
    case 'not_allowed':
      return t.notAllowed;
    case 'superseded':
      return t.superseded(version, current_version ?? version);
    case 'busy':
      return t.busy;
    case 'ended':
      return t.ended(job_status === null ? '…' : texts.job.status[job_status]);
    case 'unchanged':
      return t.unchanged;
    case 'not_found':
    case 'queued':
      return texts.review.unknownDraft;
  }
}
