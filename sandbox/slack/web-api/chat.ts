import { slackLimits } from '../../../ports/slack-limits.ts';
import { acceptBlocks } from '../block-kit/accept-blocks.ts';
import { isObject, listOf } from '../block-kit/faults-of.ts';
import { app } from '../manifest.ts';
import { deleteMessage, editMessage, postEphemeral, postMessage } from '../post.ts';
import { presentMessage } from '../present.ts';
import type { Channel, Json, Message, MessageBody } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { cut, lengthOf, linkNames } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import type { Args } from './args.ts';
import type { Family } from './method.ts';
import { findChannel, memberChannel, writableChannel } from './reach.ts';

export const chatMethods: Family = {
  'chat.postMessage': (ws, args) => {
    const channel = writableChannel(ws, args.need('channel', 'channel_not_found'));
    const threadTs = threadOf(ws, channel, args.text('thread_ts'));
    const wait = ws.pacing.post(channel.id);
    if (wait > 0) throw new SlackError('ratelimited', { retry_after: wait });
    const { body, warnings } = contentOf(ws, args);
    const metadata = metadataOf(args);
    if (threadTs !== null && args.flag('reply_broadcast')) body.subtype = 'thread_broadcast';
    const message = postMessage(ws, channel, {
      userId: app.bot_user_id,
      threadTs,
      body: { ...body, ...(metadata ? { metadata } : {}) },
    });
    return {
      channel: channel.id,
      ts: message.ts,
      message: presentMessage(ws, message, { metadata: true }),
      ...warnings,
    };
  },
  'chat.update': (ws, args) => {
    const { channel, message } = ownMessage(ws, args, 'cant_update_message');
    if (lengthOf(args.text('text') ?? '') > slackLimits.updatedText) throw new SlackError('msg_too_long');
    const { body, warnings } = contentOf(ws, args, message.body);
    const metadata = args.has('metadata') ? metadataOf(args) : message.body.metadata;
    const edited = editMessage(ws, channel, message, { ...body, ...(metadata ? { metadata } : {}) });
    return {
      channel: channel.id,
      ts: edited.ts,
      text: edited.body.text,
      message: presentMessage(ws, edited, { metadata: true }),
      ...warnings,
    };
  },
  'chat.delete': (ws, args) => {
    const { channel, message } = ownMessage(ws, args, 'cant_delete_message');
    deleteMessage(ws, channel, message);
    return { channel: channel.id, ts: message.ts };
  },
  'chat.postEphemeral': (ws, args) => {
    const channel = writableChannel(ws, args.need('channel', 'channel_not_found'));
    const userId = args.need('user', 'user_not_in_channel');
    if (!ws.channels.isMember(channel.id, userId)) throw new SlackError('user_not_in_channel');
    const threadTs = threadOf(ws, channel, args.text('thread_ts'));
    const { body, warnings } = contentOf(ws, args);
    const message = postEphemeral(ws, channel, { to: userId, threadTs, body });
    return { message_ts: message.ts, ...warnings };
  },
  'chat.getPermalink': (ws, args) => {
    const channel = findChannel(ws, args.need('channel', 'channel_not_found'));
    const message = ws.messages.get(channel.id, args.need('message_ts', 'message_not_found'));
    if (!message || message.deleted || message.ephemeral_to !== null)
      throw new SlackError('message_not_found');
    const thread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
    const permalink = `${ws.origin()}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
    return { channel: channel.id, permalink };
  },
};

/** The parent that a `thread_ts` means: a reply's ts leads to its parent. */
export function threadOf(ws: Workspace, channel: Channel, given: string | undefined): string | null {
  if (given === undefined) return null;
  if (!/^\d{10}\.\d{6}$/.test(given)) throw new SlackError('invalid_thread_ts');
  const target = ws.messages.get(channel.id, given);
  if (!target || target.ephemeral_to !== null) throw new SlackError('thread_not_found');
  return target.thread_ts ?? target.ts;
}

function ownMessage(ws: Workspace, args: Args, refusal: string): { channel: Channel; message: Message } {
  const channel = memberChannel(ws, args.need('channel', 'channel_not_found'));
  const message = ws.messages.get(channel.id, args.need('ts', 'message_not_found'));
  // An ephemeral message has no lasting ts: only its response_url can change it.
  if (!message || message.deleted || message.ephemeral_to !== null) throw new SlackError('message_not_found');
  if (message.user_id !== app.bot_user_id) throw new SlackError(refusal);
  if (channel.is_archived) throw new SlackError('is_archived');
  return { channel, message };
}

/**
 * Text and blocks of a post, or of an edit of `previous`: an edit with text alone drops the blocks, one with blocks
 * shows no "edited" (docs.slack.dev/reference/methods/chat.update).
 */
export function contentOf(
  ws: Workspace,
  args: Args,
  previous?: MessageBody,
): { body: MessageBody; warnings: Json } {
  const markdown = args.text('markdown_text');
  const text = args.text('text');
  const given =
    markdown === undefined
      ? args.json('blocks', 'invalid_blocks_format')
      : [{ type: 'markdown', text: markdown }];
  if (markdown !== undefined && (text !== undefined || args.has('blocks')))
    throw new SlackError('markdown_text_conflict');
  if (lengthOf(markdown ?? '') > slackLimits.markdown) throw new SlackError('msg_too_long');
  const blocks = given === undefined ? undefined : acceptBlocks(ws, given);
  const attachments = attachmentsOf(ws, args);
  const keepsBlocks = given === undefined && text === undefined;
  const shown = keepsBlocks ? previous?.blocks : blocks;
  if (text === undefined && !blocks?.length && !attachments?.length) throw new SlackError('no_text');
  const plain = text ?? (keepsBlocks ? (previous?.text ?? '') : '');
  const links = args.flag('link_names') || args.text('parse') === 'full';
  const full = links ? linkNames(plain, ws.people) : plain;
  const body: MessageBody = { text: cut(full, slackLimits.messageText) };
  if (shown && shown.length > 0) body.blocks = shown;
  if (attachments !== undefined) body.attachments = attachments;
  if (previous?.file_ids) body.file_ids = previous.file_ids;
  if (previous?.subtype) body.subtype = previous.subtype;
  if (previous && !blocks?.length)
    body.edited = { user: app.bot_user_id, ts: `${Math.floor(ws.now() / 1000)}.000000` };
  const warnings =
    lengthOf(full) > slackLimits.messageText
      ? { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } }
      : {};
  return { body, warnings };
}

/** What hangs below a message, which may hold blocks of its own. */
function attachmentsOf(ws: Workspace, args: Args): Json[] | undefined {
  const given = args.json('attachments');
  if (given === undefined) return undefined;
  const attachments = listOf(given);
  if (attachments.length > slackLimits.attachments) throw new SlackError('too_many_attachments');
  return attachments.map((one) =>
    one.blocks === undefined ? one : { ...one, blocks: acceptBlocks(ws, one.blocks) },
  );
}

function metadataOf(args: Args): Json | undefined {
  const metadata = args.json('metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (!isObject(metadata)) throw new SlackError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return undefined;
  if (typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload))
    throw new SlackError('invalid_metadata_format');
  if (JSON.stringify(metadata).length > slackLimits.metadata) throw new SlackError('metadata_too_large');
  return metadata;
}
