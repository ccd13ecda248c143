import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noted, onRecordingPress, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Texts } from '../texts/texts.ts';

export type Steer = 'cancel' | 'retry' | 'resume';

export function cancelAction(desk: ContentDesk) {
  return steer(desk, 'cancel');
}

export function retryAction(desk: ContentDesk) {
  return steer(desk, 'retry');
}

/** Takes up what expired, where it waited. */
export function resumeAction(desk: ContentDesk) {
  return steer(desk, 'resume');
}

/** Cancel, Retry and Resume of a job: what it did is seen in the thread; why it did nothing is told to the person. */
function steer(desk: ContentDesk, action: Steer) {
  return onRecordingPress(async (press, ack) => {
    const { teamId, userId, value: jobId } = press;
    const acted = noted(desk, press)
      .then(() => desk.textsFor(teamId))
      .then((texts) => steerJob(desk, action, jobId, userId, texts));
    await within(desk.clock, deadlines.silence, acted).finally(ack);
    const line = await acted;
    if (line !== null) await tellLine(desk, press.below, line);
  });
}

/** The sentence for the person; null: done, and seen in the thread. */
export async function steerJob(
  desk: ContentDesk,
  action: Steer,
  jobId: string,
  userId: string,
  texts: Texts,
): Promise<string | null> {
  const t = texts.job;
  try {
    const { cancelJob: cancel, retryJob: retry, resumeJob: resume } = desk.content;
    const { outcome, status } = await { cancel, retry, resume }[action](jobId, userId);
    desk.log.info(`job_${action}`, { job_id: jobId, user_id: userId, code: outcome });
    const names: Record<string, string> = t.status;
    const name = names[status ?? ''] ?? status ?? '';
    switch (outcome) {
      case 'done':
        desk.hints.outbox.wake();
        desk.hints.jobs.wake();
        return null;
      case 'not_allowed':
        return { cancel: t.cancelNotAllowed, retry: t.retryNotAllowed, resume: t.resumeNotAllowed }[action];
      case 'wrong_state':
        return { cancel: t.cancelTooLate, retry: t.retryNotNow, resume: t.resumeNotNow }[action](name);
      case 'too_late':
        return t.resumeTooLate;
      case 'thread_has_job':
        return texts.fromThread.hasJob;
      case 'not_found':
        return t.notFound;
    }
  } catch (error) {
    if (isExpected(error, 'database_unavailable')) return texts.review.notRecorded;
    throw error;
  }
}
