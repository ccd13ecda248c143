import type { DatabaseSync } from 'node:sqlite';
import { newId } from '../new-id.ts';
import type { Chat, Message } from '../shapes.ts';

export function chatStore(db: DatabaseSync) {
  const insert = db.prepare('insert or ignore into chats values (?, ?, ?)');
  const byPerson = db.prepare('select * from chats where account_id = ? and person_id = ?');
  const one = db.prepare('select * from chats where id = ?');
  const ofAccount = db.prepare('select * from chats where account_id = ?');
  const add = db.prepare('insert into messages values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const inChat = db.prepare('select * from messages where chat_id = ? order by at desc, id desc');
  const said = db.prepare(
    'select * from messages where person_id = ? and is_own = 0 order by at desc, id desc',
  );
  const learn = db.prepare('update messages set known_at = ? where id = ? and known_at is null');
  const chat = (row: Record<string, unknown>): Chat => ({
    id: String(row.id),
    account_id: String(row.account_id),
    person_id: String(row.person_id),
  });
  return {
    /** The one conversation of these two, made at the first message. */
    upsert(accountId: string, personId: string): Chat {
      insert.run(newId(), accountId, personId);
      const row = byPerson.get(accountId, personId);
      if (!row) throw new Error(`Cannot open a chat of ${accountId} with ${personId}: it was not stored`);
      return chat(row);
    },
    find(accountId: string, personId: string): Chat | undefined {
      const row = byPerson.get(accountId, personId);
      return row && chat(row);
    },
    get(id: string): Chat | undefined {
      const row = one.get(id);
      return row && chat(row);
    },
    of: (accountId: string): Chat[] => ofAccount.all(accountId).map(chat),
    addMessage: (m: Message): void =>
      void add.run(
        m.id,
        m.chat_id,
        m.account_id,
        m.person_id,
        m.is_own ? 1 : 0,
        m.text,
        m.at,
        m.visible_at,
        m.known_at,
      ),
    /** Newest first. */
    messages: (chatId: string): Message[] => inChat.all(chatId).map(message),
    /** What this person wrote to any account, newest first. */
    saidBy: (personId: string): Message[] => said.all(personId).map(message),
    learnMessage: (id: string, at: number): void => void learn.run(at, id),
  };
}
export type ChatStore = ReturnType<typeof chatStore>;

function message(row: Record<string, unknown>): Message {
  return {
    id: String(row.id),
    chat_id: String(row.chat_id),
    account_id: String(row.account_id),
    person_id: String(row.person_id),
    is_own: row.is_own === 1,
    text: String(row.text),
    at: Number(row.at),
    visible_at: Number(row.visible_at),
    known_at: row.known_at === null ? null : Number(row.known_at),
  };
}
