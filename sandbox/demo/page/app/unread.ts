import type { Message } from './types.ts';

export interface Unread {
  messages: number;
  mentions: number;
}

/** What a person has not read of a channel. `readUpTo` is the newest ts seen there; null: never opened. */
export function countUnread(messages: Message[], readUpTo: string | null, personId: string): Unread {
  const fresh = messages.filter((message) => isFresh(message, readUpTo, personId));
  return {
    messages: fresh.length,
    mentions: fresh.filter((message) => mentions(message, personId)).length,
  };
}

function isFresh(message: Message, readUpTo: string | null, personId: string): boolean {
  if (message.user === personId || message.ephemeral) return false;
  return readUpTo === null || Number(message.ts) > Number(readUpTo);
}

/** Whether a message calls this person, in its text or anywhere in its blocks. */
export function mentions(message: Message, personId: string): boolean {
  const said = `${message.text} ${message.blocks ? JSON.stringify(message.blocks) : ''}`;
  const calls = [
    `<@${personId}>`,
    `<@${personId}|`,
    `"user_id":"${personId}"`,
    '<!channel',
    '<!here',
    '<!everyone',
  ];
  return calls.some((call) => said.includes(call));
}

/** Remembers, per person and place, the newest ts that was on screen. */
export interface ReadMarks {
  get(personId: string, place: string): string | null;
  set(personId: string, place: string, ts: string): void;
}

export function createReadMarks(storage: Pick<Storage, 'getItem' | 'setItem'>): ReadMarks {
  const key = (personId: string, place: string) => `read:${personId}:${place}`;
  return {
    get: (personId, place) => storage.getItem(key(personId, place)),
    set(personId, place, ts) {
      const known = storage.getItem(key(personId, place));
      if (known === null || Number(ts) > Number(known)) storage.setItem(key(personId, place), ts);
    },
  };
}
