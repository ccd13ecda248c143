import type { WebClient } from '@slack/web-api';

/** A message of a thread, as far as its words are read. */
export interface ThreadMessage {
  ts?: string | undefined;
  user?: string | undefined;
  text?: string | undefined;
  subtype?: string | undefined;
  bot_id?: string | undefined;
  hidden?: boolean | undefined;
  files?: { name?: string | null; title?: string | null; mode?: string | null }[] | undefined;
}

const PAGE = 200;
const MAX_PAGES = 25;
/** Longer threads are not read: half of one must not pass for the whole. */
export const mostThreadMessages = PAGE * MAX_PAGES;

/** Every message of a thread, oldest first; null: it has more than `mostThreadMessages`. */
export async function readThread(
  slack: WebClient,
  channel: string,
  threadTs: string,
): Promise<ThreadMessage[] | null> {
  // Each page may begin with the head.
  const messages = new Map<string, ThreadMessage>();
  let cursor = '';
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await slack.conversations.replies({
      channel,
      ts: threadTs,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    for (const message of (answer.messages ?? []) as ThreadMessage[]) messages.set(message.ts ?? '', message);
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return [...messages.values()];
  }
  return null;
}
