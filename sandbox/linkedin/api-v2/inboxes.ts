import { z } from 'zod';
import { write } from '../api/chats.ts';
import { accountOf, mustWork, readJson } from '../api/read-asked.ts';
import type { Route } from '../api/route.ts';
import type { Network } from '../network.ts';
import { presentMessage, shownId } from '../present-v2.ts';
import { ProviderError } from '../provider-error.ts';
import type { Chat, Json, Message } from '../shapes.ts';
import { offsetPage } from './offset-page.ts';

const inboxes = ['CLASSIC_PRIMARY', 'CLASSIC_ARCHIVED', 'CLASSIC_SPAM'];
const wanted = z.strictObject({ text: z.string().min(1), users_ids: z.array(z.string()) });

const ownId = (id: string): string => id.replace(/^2-/, '');

export const sendMessage: Route = (net, asked) => {
  const [accountId = '', , inbox] = asked.path;
  const { text, users_ids } = readJson(asked, wanted);
  const person = net.people.get(users_ids[0] ?? '');
  return {
    kind: 'send_message',
    account_id: accountId,
    lead: person?.public_identifier ?? users_ids[0] ?? null,
    person_id: person?.provider_id ?? null,
    text,
    act: () => {
      const account = accountOf(net, accountId);
      mustWork(account);
      if (inbox !== 'CLASSIC_PRIMARY') throw new ProviderError('invalid_parameters', 'inbox_id');
      if (users_ids.length !== 1)
        throw new ProviderError('invalid_parameters', 'users_ids: exactly one here');
      if (!person || person.provider_id !== users_ids[0]) throw new ProviderError('invalid_recipient');
      const message = write(net, account, person, text);
      const body = {
        object: 'ChatStarted',
        chat_id: shownId(message.chat_id),
        message_id: shownId(message.id),
      };
      return { status: 200, body, effect: true };
    },
  };
};

export const listInboxes: Route = (net, { path }) =>
  readingChats(path[0] ?? '', () => {
    mustWork(accountOf(net, path[0] ?? ''));
    return { data: inboxes.map((id) => ({ object: 'Inbox', id, disabled: false })), next_cursor: null };
  });

export const listChats: Route = (net, { path, query }) =>
  readingChats(path[0] ?? '', () => {
    const account = accountOf(net, path[0] ?? '');
    mustWork(account);
    if (!inboxes.includes(path[2] ?? '')) throw new ProviderError('resource_not_found', 'Inbox not found.');
    const chats = net.chats
      .of(account.id)
      .flatMap((chat) => {
        const last = net.chats.messages(chat.id)[0];
        const inbox = last?.is_own ? 'CLASSIC_PRIMARY' : net.trouble.answers_in;
        return last && inbox === path[2] ? [{ chat, last }] : [];
      })
      .toSorted((a, b) => b.last.at - a.last.at || (a.chat.id < b.chat.id ? 1 : -1));
    return offsetPage(chats, query, ({ chat, last }) => presentChat(chat, last));
  });

export const getChat: Route = (net, { path }) =>
  readingChats(path[0] ?? '', () => {
    const chat = chatOf(net, path);
    return presentChat(chat, net.chats.messages(chat.id)[0]);
  });

export const listMessages: Route = (net, { path, query }) => ({
  kind: 'read_messages',
  account_id: path[0] ?? null,
  lead: null,
  person_id: null,
  text: null,
  act: () => {
    const messages = net.chats.messages(chatOf(net, path).id);
    const body = offsetPage(messages, query, (message) => {
      // What was read is known.
      net.chats.learnMessage(message.id, net.now());
      return presentMessage(net, message);
    });
    return { status: 200, body };
  },
});

/** LinkedIn has no chats outside its inboxes. */
export const notForLinkedIn: Route = (_net, { path }) =>
  readingChats(path[0] ?? '', () => {
    throw new ProviderError('feature_not_implemented');
  });

function presentChat(chat: Chat, last: Message | undefined): Json {
  return {
    object: 'Chat',
    id: shownId(chat.id),
    type: '1to1',
    is_group: false,
    user_id: chat.person_id,
    ...(last ? { last_message_timestamp: new Date(last.at).toISOString() } : {}),
    unread_count: last?.is_own ? 0 : 1,
    is_readonly: false,
  };
}

function chatOf(net: Network, path: string[]): Chat {
  const account = accountOf(net, path[0] ?? '');
  mustWork(account);
  const chat = net.chats.get(ownId(path[2] ?? ''));
  if (chat?.account_id !== account.id) throw new ProviderError('resource_not_found', 'Chat not found.');
  return chat;
}

const readingChats = (accountId: string, read: () => Json) => ({
  kind: 'read_chats' as const,
  account_id: accountId,
  lead: null,
  person_id: null,
  text: null,
  act: () => ({ status: 200, body: read() }),
});
