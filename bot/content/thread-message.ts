import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { plainWords } from '../plain-words.ts';

/** What people write; edits, deletions, joins and the like are other subtypes. */
const kept = [undefined, 'file_share', 'thread_broadcast'];

/** Keeps what people write in a job's thread: the conversation lives in the database, not in Slack. */
export function threadMessage(desk: Desk) {
  return async ({ message, body }: SlackEventMiddlewareArgs<'message'>): Promise<void> => {
    const m: {
      subtype?: string | undefined;
      bot_id?: string;
      user?: string;
      text?: string;
      thread_ts?: string;
      ts: string;
      channel: string;
    } = message as typeof m;
    if (!kept.includes(m.subtype) || m.bot_id || !m.user || !m.thread_ts || m.thread_ts === m.ts) return;
    await desk.content.recordMessage({
      team_id: body.team_id,
      channel_id: m.channel,
      thread_ts: m.thread_ts,
      ts: m.ts,
      author_id: m.user,
      text: plainWords(m.text ?? ''),
    });
  };
}
