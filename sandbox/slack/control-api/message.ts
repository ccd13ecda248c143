import { z } from 'zod';
import { HttpRefusal } from '../http.ts';
import { newId, newSecret } from '../ids.ts';
import { mimetypeOf } from '../mimetype.ts';
import { postMessage } from '../post.ts';
import type { StoredFile } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { transaction } from '../store/open-store.ts';
import { composeText } from '../text.ts';
import { threadOf } from '../web-api/chat.ts';
import { id, memberOf, read, stamp } from './input.ts';
import type { Route } from './route.ts';

const MAX_FILE = 10 * 1024 * 1024;
const file = z.object({
  name: z.string().min(1).max(255),
  mimetype: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/)
    .max(100)
    .optional(),
  base64: z.base64(),
});
const input = z.object({
  user_id: id,
  channel_id: id,
  thread_ts: stamp.optional(),
  text: z.string().max(40_000, 'at most 40000 characters').default(''),
  files: z.array(file).max(10).default([]),
});

/** A person writes in a channel or thread; the app gets a `message` event if it is a member. */
export const messageRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const { person, channel } = memberOf(ws, given.user_id, given.channel_id);
  if (given.text.trim() === '' && given.files.length === 0)
    throw new HttpRefusal(400, 'Cannot post an empty message: give a text or a file');
  const contents = given.files.map((f) => ({ ...f, bytes: Buffer.from(f.base64, 'base64') }));
  const tooBig = contents.find((f) => f.bytes.length > MAX_FILE);
  if (tooBig) throw new HttpRefusal(413, `Cannot upload "${tooBig.name}": at most ${MAX_FILE} bytes a file`);
  try {
    return transaction(ws.db, () => {
      const threadTs = threadOf(ws, channel, given.thread_ts);
      const files = contents.map(({ name, mimetype, bytes }): StoredFile => {
        const made: StoredFile = {
          id: newId('F'),
          state: 'ready',
          ready_at: 0,
          user_id: person.id,
          name,
          title: name,
          alt_text: '',
          mimetype: mimetype ?? mimetypeOf(name),
          size: bytes.length,
          created: Math.floor(ws.now() / 1000),
          shares: {},
        };
        ws.files.add(made, newSecret(), bytes);
        return made;
      });
      const message = postMessage(ws, channel, {
        userId: person.id,
        threadTs,
        body: {
          text: composeText(given.text, ws.people, ws.channels),
          client_msg_id: crypto.randomUUID(),
          ...(files.length > 0 ? { file_ids: files.map((f) => f.id) } : {}),
        },
      });
      for (const f of files)
        ws.files.put({ ...f, shares: { [channel.id]: [{ ts: message.ts, thread_ts: threadTs }] } });
      return { ts: message.ts };
    });
  } catch (error) {
    if (error instanceof SlackError) throw new HttpRefusal(404, error.code);
    throw error;
  }
};
