import { plainWords } from '../asking/plain-words.ts';
import { type Aside, asideOf } from './aside.ts';

/** What happened to a message in a thread, as far as a job's memory follows it. */
export type ThreadEvent =
  | {
      kind: 'written';
      channel_id: string;
      thread_ts: string;
      ts: string;
      author_id: string;
      text: string;
      /** Documents and pictures that came with it. */
      files: number;
      mentionsBot: boolean;
      aside: Aside;
    }
  | {
      kind: 'edited';
      channel_id: string;
      thread_ts: string;
      ts: string;
      author_id: string;
      text: string;
    }
  | { kind: 'deleted'; channel_id: string; ts: string }
  /** A message of a bot is gone; whether it was one of ours the database knows. */
  | { kind: 'unshown'; channel_id: string; ts: string };

interface SlackMessage {
  type?: string;
  subtype?: string | undefined;
  bot_id?: string | undefined;
  user?: string | undefined;
  text?: string | undefined;
  thread_ts?: string | undefined;
  ts?: string | undefined;
  channel?: string | undefined;
  deleted_ts?: string | undefined;
  files?: unknown[] | undefined;
  message?: SlackMessage | undefined;
  previous_message?: SlackMessage | undefined;
}

/** What people write; joins, topics and the like are other subtypes. */
const written = [undefined, 'file_share', 'thread_broadcast'];

/**
 * Reads a `message` event of Slack. Null: it is about no reply of a person in a thread and no message of a bot that is gone. Pure.
 *
 * A deleted message that has replies stays as a `tombstone`; unfurled links and new replies come as changes without a
 * change of text.
 *
 * @param botUserId So that `@Greenlight shorter` is read as "shorter".
 */
export function threadEvent(event: unknown, botUserId: string | undefined): ThreadEvent | null {
  const m = event as SlackMessage;
  const channel_id = m.channel ?? '';
  if (m.subtype === 'message_deleted') {
    const before = m.previous_message;
    const ts = m.deleted_ts ?? before?.ts;
    if (ts === undefined) return null;
    if (before?.bot_id) return { kind: 'unshown', channel_id, ts };
    return before && !isReply(before) ? null : { kind: 'deleted', channel_id, ts };
  }
  if (m.subtype === 'message_changed') {
    const now = m.message;
    if (!now?.ts || !isReply({ ...m.previous_message, ...now })) return null;
    if (now.subtype === 'tombstone') return { kind: 'deleted', channel_id, ts: now.ts };
    if (now.text === m.previous_message?.text) return null;
    const before = m.previous_message;
    return {
      kind: 'edited',
      channel_id,
      thread_ts: now.thread_ts ?? before?.thread_ts ?? now.ts,
      ts: now.ts,
      author_id: now.user ?? before?.user ?? '',
      text: wordsOf(now, botUserId),
    };
  }
  if (!written.includes(m.subtype) || !isReply(m) || !m.user || !m.ts || !m.thread_ts) return null;
  const mentionsBot = botUserId !== undefined && (m.text ?? '').includes(`<@${botUserId}`);
  const text = wordsOf(m, botUserId);
  return {
    kind: 'written',
    channel_id,
    thread_ts: m.thread_ts,
    ts: m.ts,
    author_id: m.user,
    text,
    files: m.files?.length ?? 0,
    mentionsBot,
    // Who calls the bot by name speaks to it.
    aside: mentionsBot ? { aside: null, called: null } : asideOf(text),
  };
}

function isReply(m: SlackMessage): boolean {
  return !m.bot_id && m.thread_ts !== undefined && m.thread_ts !== m.ts;
}

function wordsOf(m: SlackMessage, botUserId: string | undefined): string {
  const text = m.text ?? '';
  const bare = botUserId ? text.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>[,:]?`, 'g'), ' ') : text;
  return plainWords(bare);
}
