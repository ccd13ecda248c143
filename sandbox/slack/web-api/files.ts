import { slackLimits } from '../../../ports/slack-limits.ts';
import { acceptBlocks } from '../block-kit/accept-blocks.ts';
import { listOf } from '../block-kit/faults-of.ts';
import { shareWhenReady } from '../file-processing.ts';
import { newId, newSecret } from '../ids.ts';
import { app } from '../manifest.ts';
import { mimetypeOf } from '../mimetype.ts';
import { presentFile } from '../present.ts';
import type { StoredFile } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { transaction } from '../store/open-store.ts';
import { cut } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import { threadOf } from './chat.ts';
import type { Family } from './method.ts';
import { writableChannel } from './reach.ts';

/** The app's own files, those of channels that it is in, and those that a form brought to it. */
const appSees = (ws: Workspace, file: StoredFile): boolean =>
  file.user_id === app.bot_user_id ||
  file.with_app === true ||
  Object.keys(file.shares).some((channelId) => ws.channels.isMember(channelId, app.bot_user_id));

export const fileMethods: Family = {
  'files.getUploadURLExternal': (ws, args) => {
    const name = cut(args.need('filename'), slackLimits.fileName);
    const length = Number(args.need('length'));
    if (!Number.isInteger(length) || length <= 0) throw new SlackError('invalid_arguments');
    const uploadKey = newSecret();
    const file: StoredFile = {
      id: newId('F'),
      state: 'pending',
      ready_at: 0,
      user_id: app.bot_user_id,
      name,
      title: name,
      alt_text: cut(args.text('alt_txt') ?? args.text('alt_text') ?? '', 1000),
      mimetype: mimetypeOf(name),
      size: length,
      created: Math.floor(ws.now() / 1000),
      shares: {},
    };
    ws.files.add(file, uploadKey);
    return { upload_url: `${ws.origin()}/files/upload/${uploadKey}`, file_id: file.id };
  },
  /** Answers at once; the files are processed and shared afterwards, so no ts is known here. */
  'files.completeUploadExternal': (ws, args) => {
    const wanted = listOf(args.json('files'));
    if (wanted.length === 0 || new Set(wanted.map((f) => f.id)).size !== wanted.length)
      throw new SlackError('invalid_arguments');
    const files = wanted.map((want) => {
      const file = ws.files.get(String(want.id));
      if (file?.state !== 'uploaded') throw new SlackError('file_not_found');
      return {
        ...file,
        title: typeof want.title === 'string' ? cut(want.title, slackLimits.fileName) : file.title,
      };
    });
    const target = args.text('channel_id') ?? args.text('channels');
    const channel = target === undefined ? undefined : writableChannel(ws, target);
    const threadTs = channel ? threadOf(ws, channel, args.text('thread_ts')) : null;
    const comment = args.text('initial_comment');
    const given = comment === undefined ? args.json('blocks', 'invalid_blocks_format') : undefined;
    const blocks = given === undefined ? null : acceptBlocks(ws, given);
    const processing = files.map((file) => ({
      ...file,
      state: 'processing' as const,
      ready_at: Math.floor(ws.now() + ws.timing.fileDelayMs),
    }));
    transaction(ws.db, () => {
      for (const file of processing) ws.files.put(file);
      shareWhenReady(ws, {
        file_ids: processing.map((file) => file.id),
        channel_id: channel?.id ?? '',
        thread_ts: threadTs,
        text: cut(comment ?? '', slackLimits.messageText),
        blocks,
      });
    });
    return { files: processing.map((file) => presentFile(ws, file)) };
  },
  'files.info': (ws, args) => {
    const file = ws.files.get(args.need('file', 'file_not_found'));
    if (!file || file.state === 'pending' || file.state === 'uploaded' || !appSees(ws, file))
      throw new SlackError('file_not_found');
    if (file.state === 'deleted') throw new SlackError('file_deleted');
    return { file: presentFile(ws, file), comments: [], response_metadata: { next_cursor: '' } };
  },
  /** An app deletes what it uploaded. */
  'files.delete': (ws, args) => {
    const file = ws.files.get(args.need('file', 'file_not_found'));
    if (!file || !appSees(ws, file)) throw new SlackError('file_not_found');
    if (file.state === 'deleted') throw new SlackError('file_deleted');
    if (file.user_id !== app.bot_user_id) throw new SlackError('cant_delete_file');
    const channels = Object.keys(file.shares);
    ws.files.delete(file);
    for (const channelId of channels)
      ws.changes.emit({ type: 'file', file_id: file.id, channel_id: channelId });
    return {};
  },
};
