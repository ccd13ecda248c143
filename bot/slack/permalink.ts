import type { WebClient } from '@slack/web-api';
import type { Log } from '../../platform/log.ts';

/** Where a message is opened; null: it is not posted yet, or Slack does not say. */
export async function permalink(
  { slack, log }: { slack: WebClient; log: Log },
  channel: string | null,
  message_ts: string | null,
): Promise<string | null> {
  if (channel === null || message_ts === null) return null;
  const answer = await slack.chat.getPermalink({ channel, message_ts }).catch((error: unknown) => {
    log.warn('permalink_not_read', { channel_id: channel, error });
    return null;
  });
  return answer?.permalink ?? null;
}
