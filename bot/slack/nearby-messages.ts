import type { WebClient } from '@slack/web-api';

/** What is read of a message that was posted. */
export interface Posted {
  ts?: string | undefined;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> } | undefined;
  files?: { id?: string }[] | undefined;
}

const PAGE = 200;

/** The whole thread, or for what opens one the newest 600 messages of the channel: it was posted a moment ago. */
export async function* nearbyMessages(
  slack: WebClient,
  channel: string,
  threadTs: string | null,
): AsyncGenerator<Posted> {
  let cursor = '';
  // The bound also keeps a faulty cursor from looping.
  for (let page = 0; page < (threadTs === null ? 3 : 20); page++) {
    const common = { channel, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const answer =
      threadTs === null
        ? await slack.conversations.history(common)
        : await slack.conversations.replies({ ...common, ts: threadTs });
    for (const message of answer.messages ?? []) yield message as Posted;
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return;
  }
}
