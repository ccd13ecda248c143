import { z } from 'zod';
import { systemRandom } from '../../../platform/clock.ts';
import { slackLimits } from '../../../ports/slack-limits.ts';
import { processFiles } from '../file-processing.ts';
import { HttpRefusal } from '../http.ts';
import { postMessage } from '../post.ts';
import type { StoredFile } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { transaction } from '../store/open-store.ts';
import { composeText } from '../text.ts';
import { threadOf } from '../web-api/chat.ts';
import type { Workspace } from '../workspace.ts';
import { id, memberOf, read, stamp } from './input.ts';
import { givenFile, keepFiles } from './keep-files.ts';
import type { Route } from './route.ts';

const input = z.object({
  user_id: id,
  channel_id: id,
  thread_ts: stamp.optional(),
  /** A reply that also stands in the channel. */
  reply_broadcast: z.boolean().default(false),
  text: z.string().max(slackLimits.messageText, 'at most 40000 characters').default(''),
  files: z.array(givenFile).max(10).default([]),
  /** The message is there at once, its files so many ms later, as in a workspace that is busy. */
  file_delay_ms: z.number().int().min(0).max(600_000).default(0),
});

/** A person writes in a channel or thread; the app gets a `message` event if it is a member. */
export const messageRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const { person, channel } = memberOf(ws, given.user_id, given.channel_id);
  if (given.text.trim() === '' && given.files.length === 0)
    throw new HttpRefusal(400, 'Cannot post an empty message: give a text or a file');
  try {
    return transaction(ws.db, () => {
      const threadTs = threadOf(ws, channel, given.thread_ts);
      const files = keepFiles(ws, person, given.files).map((file) => late(ws, file, given.file_delay_ms));
      const message = postMessage(ws, channel, {
        userId: person.id,
        threadTs,
        body: {
          text: composeText(given.text, ws.people, ws.channels),
          client_msg_id: systemRandom.id(),
          ...(threadTs !== null && given.reply_broadcast ? { subtype: 'thread_broadcast' } : {}),
          ...(files.length > 0 ? { file_ids: files.map((f) => f.id) } : {}),
        },
      });
      for (const f of files)
        ws.files.put({ ...f, shares: { [channel.id]: [{ ts: message.ts, thread_ts: threadTs }] } });
      if (files.length > 0 && given.file_delay_ms > 0) processFiles(ws, files);
      return { ts: message.ts };
    });
  } catch (error) {
    if (error instanceof SlackError) throw new HttpRefusal(404, error.code);
    throw error;
  }
};

/** A file that is there and not ready for so long. */
function late(ws: Workspace, file: StoredFile, delayMs: number): StoredFile {
  if (delayMs === 0) return file;
  const processing = { ...file, state: 'processing' as const, ready_at: Math.floor(ws.now() + delayMs) };
  ws.files.put(processing);
  return processing;
}
