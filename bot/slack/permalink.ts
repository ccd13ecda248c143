import type { WebClient } from '@slack/web-api';

/** Where a message is opened; null: it is not posted yet, or Slack does not say. */
export async function permalink(
  { slack }: { slack: WebClient },
  channel: string | null,
  message_ts: string | null,
): Promise<string | null> {
  if (channel === null || message_ts === null) return null;
  const answer = await slack.chat.getPermalink({ channel, message_ts }).catch(() => null);
  return answer?.permalink ?? null;
}
