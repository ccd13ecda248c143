import { z } from 'zod';
import { HttpRefusal } from '../http.ts';
import { postMessage } from '../post.ts';
import type { OtherApp, Person } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { transaction } from '../store/open-store.ts';
import { argsOf } from '../web-api/args.ts';
import { contentOf, threadOf } from '../web-api/chat.ts';
import { channelOf, id, read, stamp } from './input.ts';
import type { Route } from './route.ts';

const input = z.object({
  channel_id: id,
  thread_ts: stamp.optional(),
  /** Its name; the same name is the same app. */
  app: z.string().min(1).max(80),
  is_workflow: z.boolean().default(false),
  /** As older workflows and webhooks post: subtype `bot_message`, with a name and no user. */
  has_no_user: z.boolean().default(false),
  text: z.string().default(''),
  blocks: z.array(z.unknown()).optional(),
});

/** Another app or a workflow posts; its text is not escaped, so that it can mention whom it likes. */
export const appMessageRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const channel = channelOf(ws, given.channel_id);
  const key = [...given.app].map((c) => c.codePointAt(0)?.toString(36)).join('');
  const mark = key.toUpperCase().slice(0, 20);
  const byApp: OtherApp = {
    bot_id: `B${mark}`,
    app_id: `A${mark}`,
    name: given.app,
    is_workflow_bot: given.is_workflow,
    has_no_user: given.has_no_user,
  };
  const user: Person = {
    id: `U${mark}`,
    name: mark.toLowerCase(),
    real_name: given.app,
    role: 'bot',
    tz: 'UTC',
  };
  try {
    return transaction(ws.db, () => {
      ws.people.add(user);
      const { body: content } = contentOf(ws, argsOf({ text: given.text, blocks: given.blocks }));
      const message = postMessage(ws, channel, {
        userId: user.id,
        threadTs: threadOf(ws, channel, given.thread_ts),
        body: { ...content, by_app: byApp, ...(given.has_no_user ? { subtype: 'bot_message' } : {}) },
      });
      return { ts: message.ts, user_id: user.id };
    });
  } catch (error) {
    if (error instanceof SlackError) throw new HttpRefusal(400, error.code, error.extra);
    throw error;
  }
};
