import type { Message } from './types.ts';

export function permalink(channel: string, message: Pick<Message, 'ts' | 'thread_ts'>): string {
  const thread =
    message.thread_ts && message.thread_ts !== message.ts
      ? `?thread_ts=${message.thread_ts}&cid=${channel}`
      : '';
  return `${location.origin}/archives/${channel}/p${message.ts.replace('.', '')}${thread}`;
}
