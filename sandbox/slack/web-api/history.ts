import { presentMessage } from '../present.ts';
import type { Message } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { Args } from './args.ts';
import type { Family } from './method.ts';
import { paginate } from './paginate.ts';
import { memberChannel } from './reach.ts';

export const historyMethods: Family = {
  /** Top level only, newest first. */
  'conversations.history': (ws, args) => {
    const channel = memberChannel(ws, args.need('channel', 'channel_not_found'));
    const listed = ws.messages
      .topLevel(channel.id)
      .filter((m) => m.ephemeral_to === null)
      .filter((m) => !m.deleted || ws.messages.thread(channel.id, m.ts).reply_count > 0)
      .filter(within(args))
      .reverse();
    const { page, next, metadata } = paginate(args, listed, 100);
    return {
      messages: page.map((m) => presentMessage(ws, m, { metadata: args.flag('include_all_metadata') })),
      has_more: next !== '',
      pin_count: 0,
      ...(next ? metadata : {}),
    };
  },
  /** The parent first, then its replies, oldest first. */
  'conversations.replies': (ws, args) => {
    const channel = memberChannel(ws, args.need('channel', 'channel_not_found'));
    const asked = ws.messages.get(channel.id, args.need('ts', 'thread_not_found'));
    if (!asked || asked.ephemeral_to !== null) throw new SlackError('thread_not_found');
    const parent = asked.thread_ts === null ? asked : (ws.messages.get(channel.id, asked.thread_ts) ?? asked);
    const replies = ws.messages
      .inThread(channel.id, parent.ts)
      .filter((m) => m.ephemeral_to === null && !m.deleted);
    if (parent.deleted && replies.length === 0) throw new SlackError('thread_not_found');
    const { page, next, metadata } = paginate(args, replies.filter(within(args)), 1000);
    return {
      messages: [parent, ...page].map((m) =>
        presentMessage(ws, m, { metadata: args.flag('include_all_metadata') }),
      ),
      has_more: next !== '',
      ...(next ? metadata : {}),
    };
  },
};

/** `oldest` and `latest` bound the ts; both exclusive unless `inclusive`. */
function within(args: Args): (message: Message) => boolean {
  const oldest = args.text('oldest');
  const latest = args.text('latest');
  const inclusive = args.flag('inclusive');
  return ({ ts }) => {
    if (inclusive && (ts === oldest || ts === latest)) return true;
    if (oldest !== undefined && Number(ts) <= Number(oldest)) return false;
    return latest === undefined || Number(ts) < Number(latest);
  };
}
