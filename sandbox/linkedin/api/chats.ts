import { say } from '../happen.ts';
import type { Network } from '../network.ts';
import { ProviderError } from '../provider-error.ts';
import type { Account, Chat, Json, Message, Person } from '../shapes.ts';
import { overDaily } from './hidden-limits.ts';
import { page } from './page.ts';
import { accountOf, limitOf, mustWork, readForm } from './read-asked.ts';
import type { Route } from './route.ts';

const MAX_TEXT = 8000;

/** "Creates a new chat if needed or uses an existing one." */
export const startChat: Route = async (net, asked) => {
  const form = await readForm(asked);
  const accountId = field(form, 'account_id');
  const ids = form.getAll('attendees_ids').map(String);
  const text = field(form, 'text');
  const person = net.people.get(ids[0] ?? '');
  return {
    kind: 'send_message',
    account_id: accountId,
    lead: person?.public_identifier ?? ids[0] ?? null,
    person_id: person?.provider_id ?? null,
    text,
    act: () => {
      const account = accountOf(net, accountId);
      mustWork(account);
      if (ids.length !== 1) throw new ProviderError('invalid_parameters', 'attendees_ids: exactly one here');
      if (!person || person.provider_id !== ids[0]) throw new ProviderError('invalid_recipient');
      if (field(form, 'linkedin[inmail]') === 'true') throw new ProviderError('insufficient_credits');
      const message = write(net, account, person, text);
      const body = { object: 'ChatStarted', chat_id: message.chat_id, message_id: message.id };
      return { status: 201, body, effect: true };
    },
  };
};

export const sendInChat: Route = async (net, asked) => {
  const form = await readForm(asked);
  const chat = net.chats.get(asked.path[1] ?? '');
  const text = field(form, 'text');
  const person = net.people.get(chat?.person_id ?? '');
  const given = field(form, 'account_id');
  return {
    kind: 'send_message',
    account_id: given ?? chat?.account_id ?? null,
    lead: person?.public_identifier ?? null,
    person_id: person?.provider_id ?? null,
    text,
    act: () => {
      if (!chat || !person) throw new ProviderError('resource_not_found', 'Chat not found.');
      if (given !== null && given !== chat.account_id) throw new ProviderError('account_mismatch');
      const account = accountOf(net, chat.account_id);
      mustWork(account);
      const message = write(net, account, person, text);
      return { status: 201, body: { object: 'MessageSent', message_id: message.id }, effect: true };
    },
  };
};

/** Words to a connection, in either version of the API. @throws {ProviderError} */
export function write(net: Network, account: Account, person: Person, text: string | null): Message {
  if (text === null || text === '') throw new ProviderError('missing_parameters', 'text is missing.');
  if (text.length > MAX_TEXT) throw new ProviderError('too_many_characters', `text: at most ${MAX_TEXT}`);
  if (!net.people.relation(account.id, person.provider_id))
    throw new ProviderError('no_connection_with_recipient');
  if (overDaily(net, account, 'send_message', account.limits.messages_day))
    throw new ProviderError('too_many_requests');
  return say(net, account, person, text, true);
}

/** From Unipile's cache: also for an account that is not OK, then without what happened since. */
export const listChats: Route = (net, { query }) => {
  const accountId = query.get('account_id');
  return {
    kind: 'read_chats',
    account_id: accountId,
    lead: null,
    person_id: null,
    text: null,
    act: () => {
      const accounts = accountId === null ? net.accounts.all() : [accountOf(net, accountId)];
      const chats = accounts.flatMap((account) =>
        net.chats.of(account.id).flatMap((chat) => {
          const last = cached(net, chat)[0];
          return last ? [{ chat, last }] : [];
        }),
      );
      const sorted = between(chats, query, ({ last }) => last.at).toSorted(
        (a, b) => b.last.at - a.last.at || (a.chat.id < b.chat.id ? 1 : -1),
      );
      const place = ({ chat, last }: (typeof sorted)[number]) => ({ at: last.at, id: chat.id });
      const { items, cursor } = page(sorted, place, query.get('cursor'), limitOf(query, 100, 250));
      const body = {
        object: 'ChatList',
        items: items.map(({ chat, last }) => presentChat(chat, last)),
        cursor,
      };
      return { status: 200, body };
    },
  };
};

export const listMessages: Route = (net, { path, query }) =>
  messagesOf(net, query, () => {
    const chat = net.chats.get(path[1] ?? '');
    if (!chat) throw new ProviderError('resource_not_found', 'Chat not found.');
    return [chat];
  });

export const listAttendeeMessages: Route = (net, { path, query }) =>
  messagesOf(net, query, () => chatsWith(net, path[1] ?? '', query.get('account_id')));

export const listAttendeeChats: Route = (net, { path, query }) => ({
  kind: 'read_chats',
  account_id: query.get('account_id'),
  lead: null,
  person_id: null,
  text: null,
  act: () => {
    const items = chatsWith(net, path[1] ?? '', query.get('account_id')).flatMap((chat) => {
      const last = cached(net, chat)[0];
      return last ? [presentChat(chat, last)] : [];
    });
    return { status: 200, body: { object: 'ChatList', items, cursor: null } };
  },
});

function messagesOf(net: Network, query: URLSearchParams, find: () => Chat[]) {
  return {
    kind: 'read_messages' as const,
    account_id: query.get('account_id'),
    lead: null,
    person_id: null,
    text: null,
    act: () => {
      const sender = query.get('sender_id');
      const messages = find()
        .flatMap((chat) => cached(net, chat))
        .filter(
          (m) => sender === null || sender === `att-${senderOf(net, m)}` || sender === senderOf(net, m),
        );
      const place = (m: Message) => ({ at: m.at, id: m.id });
      const wanted = between(messages, query, (m) => m.at);
      const { items, cursor } = page(wanted, place, query.get('cursor'), limitOf(query, 100, 250));
      // What was read is known.
      for (const m of items) net.chats.learnMessage(m.id, net.now());
      const body = { object: 'MessageList', items: items.map((m) => presentMessage(net, m)), cursor };
      return { status: 200, body };
    },
  };
}

function chatsWith(net: Network, attendeeId: string, accountId: string | null): Chat[] {
  const personId = attendeeId.replace(/^att-/, '');
  const accounts = accountId === null ? net.accounts.all() : [accountOf(net, accountId)];
  return accounts.flatMap((account) => net.chats.find(account.id, personId) ?? []);
}

/** What Unipile has of a chat: late, and nothing newer than the moment at which the account broke. */
function cached(net: Network, chat: Chat): Message[] {
  const account = net.accounts.get(chat.account_id);
  const isRead = (m: Message) => m.visible_at <= net.now();
  if (!account || account.status === 'ok') return net.chats.messages(chat.id).filter(isRead);
  return net.chats.messages(chat.id).filter((m) => isRead(m) && m.at < (account.down_at ?? 0));
}

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** before and after, both exclusive. */
function between<T>(items: T[], query: URLSearchParams, at: (item: T) => number): T[] {
  const moment = (name: string): number | null => {
    const given = query.get(name);
    if (given === null) return null;
    if (!STAMP.test(given))
      throw new ProviderError('invalid_parameters', `${name}: YYYY-MM-DDTHH:MM:SS.sssZ`);
    return Date.parse(given);
  };
  const [before, after] = [moment('before'), moment('after')];
  return items.filter(
    (item) => (before === null || at(item) < before) && (after === null || at(item) > after),
  );
}

function presentChat(chat: Chat, last: Message): Json {
  return {
    object: 'Chat',
    id: chat.id,
    account_id: chat.account_id,
    account_type: 'LINKEDIN',
    provider_id: `2-${chat.id}`,
    attendee_id: `att-${chat.person_id}`,
    attendee_provider_id: chat.person_id,
    name: null,
    type: 0,
    timestamp: new Date(last.at).toISOString(),
    unread_count: last.is_own ? 0 : 1,
    archived: 0,
    muted_until: null,
    read_only: 0,
  };
}

function presentMessage(net: Network, message: Message): Json {
  const sender = senderOf(net, message);
  return {
    object: 'Message',
    id: message.id,
    provider_id: `2-${message.id}`,
    account_id: message.account_id,
    chat_id: message.chat_id,
    chat_provider_id: `2-${message.chat_id}`,
    sender_id: sender,
    sender_attendee_id: `att-${sender}`,
    text: message.text,
    timestamp: new Date(message.at).toISOString(),
    is_sender: message.is_own ? 1 : 0,
    seen: 0,
    seen_by: {},
    delivered: 1,
    deleted: 0,
    edited: 0,
    hidden: 0,
    is_event: 0,
    reactions: [],
    attachments: [],
    original: message.text,
  };
}

function senderOf(net: Network, message: Message): string {
  return message.is_own ? (net.accounts.get(message.account_id)?.provider_id ?? '') : message.person_id;
}

function field(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === 'string' ? value : null;
}
