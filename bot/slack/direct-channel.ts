import type { WebClient } from '@slack/web-api';

/** Id of the person's direct messages with the bot, which Slack opens where there were none. */
export async function directChannel(slack: WebClient, userId: string): Promise<string> {
  const { channel } = await slack.conversations.open({ users: userId });
  if (!channel?.id) throw new Error(`Cannot write to ${userId}: Slack opened no conversation`);
  return channel.id;
}
