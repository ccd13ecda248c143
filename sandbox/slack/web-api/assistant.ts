import { slackLimits } from '../../../ports/slack-limits.ts';
import { SlackError } from '../slack-error.ts';
import { clearThreadStatus, setThreadStatus } from '../thread-status.ts';
import type { Family } from './method.ts';
import { memberChannel } from './reach.ts';

export const assistantMethods: Family = {
  /** An empty status takes it away. Since 2026-03 in every thread that the app may write in, with `chat:write`. */
  'assistant.threads.setStatus': (ws, args) => {
    const channel = memberChannel(ws, args.need('channel_id', 'channel_not_found'));
    const threadTs = args.need('thread_ts', 'invalid_thread_ts');
    if (!args.has('status')) args.need('status');
    const parent = ws.messages.get(channel.id, threadTs);
    if (!parent || parent.ephemeral_to !== null) throw new SlackError('invalid_thread_ts');
    const messages = args.json('loading_messages');
    if (messages !== undefined && !isListOfText(messages)) throw new SlackError('invalid_arguments');
    if ((messages ?? []).length > slackLimits.loadingMessages) throw new SlackError('invalid_arguments');
    const place = { channel_id: channel.id, thread_ts: parent.thread_ts ?? parent.ts };
    const status = args.text('status');
    if (status === undefined) clearThreadStatus(ws, place.channel_id, place.thread_ts);
    else setThreadStatus(ws, { ...place, status, loading_messages: messages ?? [] });
    return {};
  },
};

const isListOfText = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
