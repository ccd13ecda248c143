import type { OutboxItem } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Texts } from '../texts/texts.ts';

/**
 * Says in a job's thread that the bot is at work there, where Slack shows who types. Slack itself ends it with the bot's next message
 * and after two minutes. What fails here fails quietly: the message of the steps says the same.
 */
export async function showAtWork(
  { slack }: Pick<ContentDesk, 'slack'>,
  item: Pick<OutboxItem, 'job' | 'ts' | 'channel_id' | 'thread_ts'>,
  texts: Texts,
): Promise<void> {
  const { job, channel_id, thread_ts } = item;
  const isAtWork = job.status === 'running';
  // Where nothing was said there is nothing to take back.
  if (thread_ts === null || (item.ts === null && !isAtWork)) return;
  try {
    await slack.assistant.threads.setStatus({
      channel_id,
      thread_ts,
      status: isAtWork ? texts.progress.atWork(texts.work[job.type]) : '',
    });
  } catch {
    // The line to Slack has heard of it; the surface itself stands.
  }
}
