import type { Channel, Json } from './types.ts';

/** A mention of all members at once. */
export interface Broadcast {
  name: 'channel' | 'here' | 'everyone';
  detail: string;
}

/** What Slack offers in a channel: nothing in a direct message, `@everyone` in the general channel alone. */
export function broadcastsOf(channel: Channel | undefined): Broadcast[] {
  if (!channel || channel.is_im) return [];
  const offered: Broadcast[] = [
    { name: 'channel', detail: 'Notify everyone in this channel.' },
    { name: 'here', detail: 'Notify every online member in this channel.' },
  ];
  return channel.name === 'general'
    ? [...offered, { name: 'everyone', detail: 'Notify everyone in your workspace.' }]
    : offered;
}

/**
 * From so many members on, Slack asks before a message calls all of them.
 * Source: https://slack.com/help/articles/115004855143 (read 2026-12-01).
 */
const ASKED_FROM = 6;

/** @returns Block Kit's confirmation dialog; null where Slack asks nothing. */
export function broadcastQuestion(typed: string, channel: Channel | undefined, botId: string): Json | null {
  const called = /(?<![\w.!])@(channel|here|everyone)\b/.exec(typed)?.[1];
  const people = channel?.members.filter((member) => member !== botId).length ?? 0;
  if (!called || !channel || channel.is_im || people < ASKED_FROM) return null;
  return {
    title: { type: 'plain_text', text: `Call everyone with @${called}?` },
    text: {
      type: 'plain_text',
      text: `${people - 1} other people in #${channel.name} are notified of this message.`,
    },
    confirm: { type: 'plain_text', text: 'Send now' },
    deny: { type: 'plain_text', text: 'Edit message' },
  };
}
