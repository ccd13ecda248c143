import type { Recipient } from '../asking/tell.ts';
import type { Message } from '../slack/blocks.ts';
import type { OutreachDesk } from './outreach-desk.ts';

/**
 * Shows the whole channel where something was asked for what came of it; where the bot is not a member, through
 * the response address, and at last to the person alone.
 *
 * @param toldIn Channels that hear of it anyway, through the outbox: there it is not said twice.
 */
export async function announce(
  desk: OutreachDesk,
  to: Recipient,
  message: Message,
  toldIn: (string | null)[] = [],
): Promise<void> {
  desk.hints.outbox.wake();
  if (to.channel_id === null) {
    await desk.tell(to, message);
    return;
  }
  if (toldIn.includes(to.channel_id)) return;
  try {
    await desk.slack.chat.postMessage({
      channel: to.channel_id,
      ...message,
      unfurl_links: false,
      unfurl_media: false,
    });
  } catch (error) {
    desk.log.warn('announcement_not_posted', { channel_id: to.channel_id, error });
    if (to.response_url && (await respondInChannel(desk, to.response_url, message))) return;
    await desk.tell(to, message);
  }
}

async function respondInChannel(desk: OutreachDesk, url: string, message: Message): Promise<boolean> {
  try {
    const answer = await desk.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'in_channel', replace_original: false, ...message }),
      signal: AbortSignal.timeout(5000),
      redirect: 'error',
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
