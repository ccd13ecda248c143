import { conversationKey } from './snapshot.ts';
import type { FollowedThread } from './types.ts';

export function threadKey({ channel_id, thread_ts }: { channel_id: string; thread_ts: string }): string {
  return conversationKey(channel_id, thread_ts);
}

/** `readUpTo` is the newest ts that was seen in the thread; null: it was never opened. */
export function isThreadUnread(thread: FollowedThread, readUpTo: string | null, personId: string): boolean {
  return thread.latest_replies.some(
    (reply) => reply.user !== personId && !reply.ephemeral && Number(reply.ts) > Number(readUpTo ?? 0),
  );
}

/** Those with news first; within both, the one with the newest reply first. */
export function orderThreads(threads: FollowedThread[], news: string[]): FollowedThread[] {
  const newest = (thread: FollowedThread) => Number(thread.latest_replies.at(-1)?.ts ?? thread.thread_ts);
  const rank = (thread: FollowedThread) => (news.includes(threadKey(thread)) ? 0 : 1);
  return threads.toSorted((a, b) => rank(a) - rank(b) || newest(b) - newest(a));
}
