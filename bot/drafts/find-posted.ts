import type { WebClient } from '@slack/web-api';
import type { JobView, OutboxItem } from '../../ports/content.ts';
import type { Place } from '../delivery/show-message.ts';
import { nearbyMessages, type Posted } from '../slack/nearby-messages.ts';

/** What each message of the bot carries, so that one with an unknown outcome can be found again. */
const EVENT_TYPE = 'greenlight';

export function placeOf(item: OutboxItem): Place {
  const { channel_id, thread_ts, ts, maybe_posted } = item;
  const event_payload = {
    outbox_id: item.id,
    job_id: item.job.id,
    kind: item.kind,
    version: item.draft?.version ?? 0,
  };
  const mark = { event_type: EVENT_TYPE, event_payload };
  return { channel_id, thread_ts, ts, maybe_posted, mark, foundBy: ['outbox_id', 'job_id'] };
}

/** ts of the message in the item's thread that shows the file, or null. */
export async function findFileMessage(
  slack: WebClient,
  item: OutboxItem,
  fileId: string,
): Promise<string | null> {
  for await (const message of nearbyMessages(slack, item.channel_id, item.thread_ts)) {
    if (message.files?.some((file) => file.id === fileId)) return message.ts ?? null;
  }
  return null;
}

/** ts of the card of a version, or null. */
export async function findCard(slack: WebClient, job: JobView, version: number): Promise<string | null> {
  if (job.thread_ts === null) return null;
  for await (const message of nearbyMessages(slack, job.channel_id, job.thread_ts)) {
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
