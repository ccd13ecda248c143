import type { WebClient } from '@slack/web-api';
import type { Message } from '../slack/blocks.ts';
import { nearbyMessages } from '../slack/nearby-messages.ts';
import { slackFailure } from '../slack/slack-failure.ts';

/** Where a message that the database asks for stands, or may stand. */
export interface Place {
  channel_id: string;
  thread_ts: string | null;
  /** Of the message that shows it; null: not posted as far as is known. */
  ts: string | null;
  /** An earlier attempt had no clear answer. */
  maybe_posted: boolean;
  /** Carried by the message, so that one with an unknown outcome can be found again. */
  mark: Mark;
  /** Names of the mark's entries that together belong to this message alone. */
  foundBy: readonly string[];
}

interface Mark {
  event_type: string;
  event_payload: Record<string, string | number | boolean>;
}

/** A message that people deleted, or that is too old to edit, is posted anew. */
const cannotEdit = ['message_not_found', 'edit_window_closed', 'cant_update_message'];

/**
 * Edits what is there, finds what may be there, else posts.
 *
 * @returns The ts that shows it now.
 */
export async function showMessage(slack: WebClient, place: Place, message: Message): Promise<string> {
  if (place.ts !== null) {
    if (await edited(slack, place, place.ts, message)) return place.ts;
  }
  if (place.ts !== null || place.maybe_posted) {
    const candidates = (await findMarked(slack, place)).filter((ts) => ts !== place.ts);
    const [first, ...others] = candidates;
    for (const duplicate of others) await remove(slack, place.channel_id, duplicate);
    if (first !== undefined && (await edited(slack, place, first, message))) return first;
  }
  const posted = await slack.chat.postMessage({
    channel: place.channel_id,
    ...(place.thread_ts === null ? {} : { thread_ts: place.thread_ts }),
    ...message,
    metadata: place.mark,
    unfurl_links: false,
    unfurl_media: false,
  });
  if (!posted.ts) throw new Error('Slack answered chat.postMessage without a ts');
  return posted.ts;
}

/** After a lost claim another process may have posted too: the oldest stays, the others go. */
export async function removeDuplicates(slack: WebClient, place: Place): Promise<void> {
  const [, ...others] = await findMarked(slack, place);
  for (const duplicate of others) await remove(slack, place.channel_id, duplicate);
}

/** The messages that carry the place's mark, oldest first: normally none or one. */
export async function findMarked(
  slack: WebClient,
  place: Pick<Place, 'channel_id' | 'thread_ts' | 'mark' | 'foundBy'>,
): Promise<string[]> {
  const { event_type, event_payload } = place.mark;
  const found: string[] = [];
  for await (const { ts, metadata } of nearbyMessages(slack, place.channel_id, place.thread_ts)) {
    if (!ts || metadata?.event_type !== event_type) continue;
    const carried = metadata.event_payload ?? {};
    if (place.foundBy.every((name) => carried[name] === event_payload[name])) found.push(ts);
  }
  return found.sort();
}

async function edited(slack: WebClient, place: Place, ts: string, message: Message): Promise<boolean> {
  try {
    await slack.chat.update({ channel: place.channel_id, ts, ...message, metadata: place.mark });
    return true;
  } catch (error) {
    if (cannotEdit.includes(slackFailure(error).code)) return false;
    throw error;
  }
}

async function remove(slack: WebClient, channel: string, ts: string): Promise<void> {
  try {
    await slack.chat.delete({ channel, ts });
  } catch (error) {
    if (slackFailure(error).code !== 'message_not_found') throw error;
  }
}
