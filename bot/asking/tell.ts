import type { WebClient } from '@slack/web-api';
import type { Log } from '../../platform/log.ts';
import type { Message } from '../slack/blocks.ts';
import { directChannel } from '../slack/direct-channel.ts';

export interface Recipient {
  user_id: string;
  channel_id: string | null;
  thread_ts?: string | undefined;
  /** Reaches a person also where the bot is not a member; 5 uses within 30 minutes. */
  response_url?: string | null | undefined;
}

/**
 * Tells something to one person alone: through the response address, else as an ephemeral message, else
 * (outside the channel, or Slack would not) as a direct message.
 *
 * @returns False when every way failed; it is logged.
 */
export type Tell = (to: Recipient, message: Message) => Promise<boolean>;

const ANSWER_MS = 5000;

export function tellPerson(slack: WebClient, fetch: typeof globalThis.fetch, log: Log): Tell {
  return async (to, message) => {
    const failures: unknown[] = [];
    const ways = [
      to.response_url ? () => respond(fetch, to.response_url ?? '', message) : null,
      to.channel_id ? () => postEphemeral(slack, to, message) : null,
      () => postDirect(slack, to.user_id, message),
    ];
    for (const way of ways) {
      if (!way) continue;
      try {
        await way();
        return true;
      } catch (error) {
        failures.push(error);
      }
    }
    log.error('person_not_told', { user_id: to.user_id, error: new AggregateError(failures) });
    return false;
  };
}

/** @throws When the address takes nothing any more. */
export async function respond(fetch: typeof globalThis.fetch, url: string, message: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
    signal: AbortSignal.timeout(ANSWER_MS),
    redirect: 'error',
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`Cannot answer through the response address: HTTP ${answer.status}`);
}

async function postEphemeral(slack: WebClient, to: Recipient, message: Message): Promise<void> {
  await slack.chat.postEphemeral({
    channel: to.channel_id ?? '',
    user: to.user_id,
    ...(to.thread_ts ? { thread_ts: to.thread_ts } : {}),
    ...message,
  });
}

async function postDirect(slack: WebClient, userId: string, message: Message): Promise<void> {
  const channel = await directChannel(slack, userId);
  await slack.chat.postMessage({ channel, unfurl_links: false, unfurl_media: false, ...message });
}
