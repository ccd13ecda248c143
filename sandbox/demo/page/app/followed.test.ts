import { expect, it } from 'vitest';
import { isThreadUnread, orderThreads, threadKey } from './followed.ts';
import type { FollowedThread } from './types.ts';

const followed = (thread_ts: string, ...replies: [user: string, ts: string][]): FollowedThread => ({
  channel_id: 'C1',
  thread_ts,
  parent: { ts: thread_ts, user: 'U1', text: '' },
  latest_replies: replies.map(([user, ts]) => ({ ts, user, text: '' })),
});

it('a thread is unread by replies of others that are newer than what was seen', () => {
  const thread = followed('1.0', ['U2', '2.0'], ['U1', '3.0']);
  expect(isThreadUnread(thread, null, 'U1')).toBe(true);
  expect(isThreadUnread(thread, '1.5', 'U1')).toBe(true);
  expect(isThreadUnread(thread, '2.0', 'U1')).toBe(false);
});

it('threads with news stand first, then the one with the newest reply', () => {
  const threads = [
    followed('1.0', ['U2', '9.0']),
    followed('2.0', ['U2', '4.0']),
    followed('3.0', ['U2', '8.0']),
  ];
  const order = orderThreads(threads, ['C1/2.0']);
  expect(order.map(threadKey)).toEqual(['C1/2.0', 'C1/1.0', 'C1/3.0']);
});
