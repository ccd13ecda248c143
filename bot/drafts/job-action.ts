import type { BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import type { Desk } from '../desk.ts';
import { said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

type Steer = 'cancel' | 'retry';

/** Slack waits 3 s. */
const ACK_MS = 1500;

export function cancelAction(desk: Desk) {
  return steer(desk, 'cancel');
}

export function retryAction(desk: Desk) {
  return steer(desk, 'retry');
}

/** Cancel and Retry of a job: what it did is seen in the thread; why it did nothing is told to the person. */
function steer(desk: Desk, action: Steer) {
  return async ({ ack, body }: SlackActionMiddlewareArgs<BlockButtonAction>): Promise<void> => {
    const jobId = body.actions[0]?.value ?? '';
    const teamId = body.team?.id ?? body.user.team_id ?? '';
    const message = body.message as { ts?: string; thread_ts?: string } | undefined;
    const acted = desk
      .knowPerson(teamId, body.user.id)
      .catch(() => null)
      .then(() => desk.textsFor(teamId))
      .then((texts) => act(desk, action, jobId, body.user.id, texts));
    // Done first: a press that Slack believes taken must outlive a crash of this process.
    await within(desk.clock, ACK_MS, acted).finally(() => ack());
    const line = await acted;
    if (line === null) return;
    await desk.tell(
      {
        user_id: body.user.id,
        channel_id: body.channel?.id ?? null,
        thread_ts: message?.thread_ts ?? message?.ts,
      },
      { text: line, blocks: [said(line)] },
    );
  };
}

/** The sentence for the person; null: done, and seen in the thread. */
async function act(
  desk: Desk,
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
      case 'not_found':
        return t.notFound;
    }
  } catch (error) {
    if (isExpected(error, 'database_unavailable')) return texts.review.notRecorded;
    throw error;
  }
}
