import type { WebClient } from '@slack/web-api';
import type { JobView, OutboxItem } from '../../ports/content.ts';

/** What each message of the bot carries, so that one with an unknown outcome can be found again. */
export const EVENT_TYPE = 'greenlight';

export function metadataOf(item: OutboxItem) {
  return {
    event_type: EVENT_TYPE,
    event_payload: {
      outbox_id: item.id,
      job_id: item.job.id,
      kind: item.kind,
      version: item.draft?.version ?? 0,
    },
  };
}

interface Posted {
  ts?: string | undefined;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> } | undefined;
  files?: { id?: string }[] | undefined;
}

const PAGE = 200;

/** The messages that show this item, oldest first: normally none or one. */
export async function findPosted(slack: WebClient, item: OutboxItem): Promise<string[]> {
  const found: string[] = [];
  for await (const message of nearby(slack, item.channel_id, item.thread_ts)) {
    const payload = payloadOf(message);
    if (payload?.outbox_id === item.id && payload.job_id === item.job.id && message.ts) {
      found.push(message.ts);
    }
  }
  return found.sort();
}

/** ts of the message in the item's thread that shows the file, or null. */
export async function findFileMessage(
  slack: WebClient,
  item: OutboxItem,
  fileId: string,
): Promise<string | null> {
  for await (const message of nearby(slack, item.channel_id, item.thread_ts)) {
    if (message.files?.some((file) => file.id === fileId)) return message.ts ?? null;
  }
  return null;
}

/** ts of the card of a version, or null. */
export async function findCard(slack: WebClient, job: JobView, version: number): Promise<string | null> {
  if (job.thread_ts === null) return null;
  for await (const message of nearby(slack, job.channel_id, job.thread_ts)) {
    const payload = payloadOf(message);
    if (payload?.job_id === job.id && payload.kind === 'card' && payload.version === version) {
      return message.ts ?? null;
    }
  }
  return null;
}

function payloadOf(message: Posted): Record<string, unknown> | undefined {
  return message.metadata?.event_type === EVENT_TYPE ? message.metadata.event_payload : undefined;
}

/** The whole thread, or for what opens one the newest 600 messages of the channel: it was posted a moment ago. */
async function* nearby(slack: WebClient, channel: string, threadTs: string | null): AsyncGenerator<Posted> {
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
