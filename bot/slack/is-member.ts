import type { WebClient } from '@slack/web-api';

/** Slack's most for a page. */
const PAGE = 1000;
const MAX_PAGES = 50;

/**
 * Whether a person is in a channel that the bot can see.
 *
 * @throws When Slack does not say: a caller that asks for a right must then refuse.
 */
export async function isMember(slack: WebClient, channel: string, userId: string): Promise<boolean> {
  let cursor = '';
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await slack.conversations.members({ channel, limit: PAGE, ...(cursor ? { cursor } : {}) });
    if (answer.members?.includes(userId)) return true;
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return false;
  }
  throw new Error(
    `Cannot tell whether ${userId} is in ${channel}: it has more than ${PAGE * MAX_PAGES} members`,
  );
}
