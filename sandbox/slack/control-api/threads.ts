import { z } from 'zod';
import { HttpRefusal } from '../http.ts';
import { id, mayRead, personOf, read } from './input.ts';
import { showMessage } from './messages.ts';
import type { Route } from './route.ts';

const input = z.object({
  user_id: id,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});
/** As in Slack's own view: the rest is one press away. */
const REPLIES_SHOWN = 3;

/** Threads that a person began, wrote in or was named in; the one with the newest reply first. */
export const threadsRoute: Route = (ws, { query }) => {
  const given = read(input, Object.fromEntries(query));
  const person = personOf(ws, given.user_id);
  const mine = ws.messages.threadsOf(person.id).filter(({ channel_id }) => {
    const channel = ws.channels.get(channel_id);
    return channel !== undefined && mayRead(ws, person, channel);
  });
  const threads = mine.slice(given.offset, given.offset + given.limit).map(({ channel_id, thread_ts }) => {
    const parent = ws.messages.get(channel_id, thread_ts);
    if (!parent) throw new HttpRefusal(404, 'thread_not_found');
    const replies = ws.messages
      .inThread(channel_id, thread_ts)
      .filter((m) => !m.deleted && (m.ephemeral_to === null || m.ephemeral_to === person.id));
    return {
      channel_id,
      thread_ts,
      parent: showMessage(ws, parent, person),
      latest_replies: replies.slice(-REPLIES_SHOWN).map((reply) => showMessage(ws, reply, person)),
    };
  });
  return { total: mine.length, threads };
};
