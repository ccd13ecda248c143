import type { WebClient } from '@slack/web-api';
import type { OutboxItem } from '../../ports/content.ts';
import type { Message } from '../blocks.ts';
import { findPosted, metadataOf } from './find-posted.ts';
import { slackFailure } from './slack-failure.ts';

/** A message that people deleted, or that is too old to edit, is posted anew. */
const cannotEdit = ['message_not_found', 'edit_window_closed', 'cant_update_message'];

/**
 * Shows an item: edits what is there, finds what may be there, else posts.
 *
 * @returns The ts that shows the item now.
 */
export async function postMessage(slack: WebClient, item: OutboxItem, message: Message): Promise<string> {
  if (item.ts !== null) {
    if (await edited(slack, item, item.ts, message)) return item.ts;
  }
  if (item.ts !== null || item.maybe_posted) {
    const candidates = (await findPosted(slack, item)).filter((ts) => ts !== item.ts);
    const [first, ...others] = candidates;
    for (const duplicate of others) await remove(slack, item.channel_id, duplicate);
    if (first !== undefined && (await edited(slack, item, first, message))) return first;
  }
  const posted = await slack.chat.postMessage({
    channel: item.channel_id,
    ...(item.thread_ts === null ? {} : { thread_ts: item.thread_ts }),
    ...message,
    metadata: metadataOf(item),
    unfurl_links: false,
    unfurl_media: false,
  });
  if (!posted.ts) throw new Error('Slack answered chat.postMessage without a ts');
  return posted.ts;
}

/** After a lost claim somebody else may have posted too: the oldest stays, the others go. */
export async function removeDuplicates(slack: WebClient, item: OutboxItem): Promise<void> {
  const [, ...others] = await findPosted(slack, item);
  for (const duplicate of others) await remove(slack, item.channel_id, duplicate);
}

async function edited(slack: WebClient, item: OutboxItem, ts: string, message: Message): Promise<boolean> {
  try {
    await slack.chat.update({ channel: item.channel_id, ts, ...message, metadata: metadataOf(item) });
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
