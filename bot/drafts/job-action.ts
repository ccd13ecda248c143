import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noted, onRecordingPress, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Texts } from '../texts/texts.ts';

export type Steer = 'cancel' | 'retry';

export function cancelAction(desk: ContentDesk) {
  return steer(desk, 'cancel');
}

export function retryAction(desk: ContentDesk) {
  return steer(desk, 'retry');
}

/** Cancel and Retry of a job: what it did is seen in the thread; why it did nothing is told to the person. */
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
    const call = action === 'cancel' ? desk.content.cancelJob : desk.content.retryJob;
    const { outcome, status } = await call(jobId, userId);
    desk.log.info(`job_${action}`, { job_id: jobId, user_id: userId, code: outcome });
    const names: Record<string, string> = t.status;
    const name = names[status ?? ''] ?? status ?? '';
    switch (outcome) {
      case 'done':
        desk.hints.outbox.wake();
        desk.hints.jobs.wake();
        return null;
      case 'not_allowed':
        return action === 'cancel' ? t.cancelNotAllowed : t.retryNotAllowed;
      case 'wrong_state':
        return action === 'cancel' ? t.cancelTooLate(name) : t.retryNotNow(name);
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
