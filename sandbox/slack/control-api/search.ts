import { z } from 'zod';
import { localDate } from '../../../platform/local-time.ts';
import type { Channel, Message, Person } from '../shapes.ts';
import { textsIn } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import { id, mayRead, personOf, read } from './input.ts';
import { showMessage } from './messages.ts';
import type { Route } from './route.ts';
import { fold, holds, readSearch, type SearchQuery } from './search-query.ts';

const input = z.object({
  user_id: id,
  query: z.string().max(500, 'at most 500 characters'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});

/** Messages that a person may read, the newest first, by Slack's words: `in:`, `from:`, `has:`, `before:` and the like. */
export const searchRoute: Route = (ws, { query }) => {
  const given = read(input, Object.fromEntries(query));
  const person = personOf(ws, given.user_id);
  const wanted = readSearch(given.query);
  const channels = ws.channels
    .all()
    .filter((channel) => mayRead(ws, person, channel) && isWanted(ws, channel, person, wanted));
  const found = ws.messages
    .newest(channels.map((channel) => channel.id))
    .filter((message) => fits(ws, message, person, wanted));
  return {
    total: found.length,
    matches: found.slice(given.offset, given.offset + given.limit).map((message) => ({
      channel_id: message.channel_id,
      ...showMessage(ws, message, person),
    })),
  };
};

function isWanted(ws: Workspace, channel: Channel, person: Person, wanted: SearchQuery): boolean {
  if (wanted.in.length === 0) return true;
  if (channel.kind !== 'im') return wanted.in.includes(channel.name);
  const others = ws.channels.members(channel.id).filter((member) => member !== person.id);
  return others.some((other) => wanted.in.includes(ws.people.get(other)?.name ?? ''));
}

function fits(ws: Workspace, message: Message, person: Person, wanted: SearchQuery): boolean {
  const author = ws.people.get(message.user_id)?.name ?? '';
  const isMine = message.user_id === person.id;
  if (!wanted.from.every((name) => name === author || (name === 'me' && isMine))) return false;
  if (wanted.isThread && message.thread_ts === null) return false;
  if (!wanted.has.every((what) => has(ws, message, what))) return false;
  const day = localDate(Number(message.ts) * 1000, person.tz);
  if (wanted.before !== undefined && day >= wanted.before) return false;
  if (wanted.after !== undefined && day <= wanted.after) return false;
  if (wanted.on !== undefined && day !== wanted.on) return false;
  if (wanted.words.length + wanted.without.length === 0) return true;
  const text = fold(searchable(ws, message));
  return wanted.words.every((word) => holds(text, word)) && !wanted.without.some((word) => holds(text, word));
}

function has(ws: Workspace, message: Message, what: string): boolean {
  if (what === 'file') return (message.body.file_ids ?? []).length > 0;
  if (what === 'link') return /<https?:/.test(message.body.text);
  const reactions = ws.reactions.of(message.channel_id, message.ts);
  return what === 'reaction' ? reactions.length > 0 : reactions.some(({ name }) => name === what);
}

/** What a reader sees of it: people by their handles, the words of blocks, the names of files. */
function searchable(ws: Workspace, { body }: Message): string {
  const files = (body.file_ids ?? []).map((file) => ws.files.get(file)?.name ?? '');
  return [body.text, ...textsIn(body.blocks), ...files]
    .join('\n')
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, of: string) => `@${ws.people.get(of)?.name ?? of}`)
    .replace(/<#\w+\|([^>]*)>/g, '#$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
