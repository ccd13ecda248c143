import { plainWords } from '../asking/plain-words.ts';
import { clip } from '../slack/blocks.ts';
import type { ThreadMessage } from '../slack/read-thread.ts';
import type { Texts } from '../texts/texts.ts';

const MAX_MESSAGES = 1000;
/** Characters of all messages: what a model can be offered passages of, at 6 characters a word. */
const MAX_CHARACTERS = 60_000;
const MAX_OF_ONE = 20_000;
/** Words of people without which there is nothing to make a draft of. */
const FEWEST_WORDS = 4;

export interface ThreadMaterial {
  text: string;
  /** Messages of people that were left out, of `all`. */
  leftOut: number;
  all: number;
  shortened: number;
  /** Names of files that were not read. */
  files: string[];
}

/** What people write; joins, topics, deleted messages and the like are other subtypes. */
const written = [undefined, 'file_share', 'thread_broadcast'];

/**
 * What people wrote in a thread as a text to make drafts of; null: they wrote too little. Left out are deleted messages
 * and those of apps. Of a thread that is too long the first message, which says what it is about, and the newest ones,
 * where people came to a result, are worth more than what stands between them. Pure.
 *
 * @param people What each person is called, by user id: how they are named here first, then other names of theirs.
 * @param keepNames False: people are told apart by a number alone, where they write, where they are mentioned, and where
 * the names of those are typed.
 * @param botUserId Mentions of it are no words, and a message that begins with one is said to it.
 */
export function threadMaterial(
  messages: readonly ThreadMessage[],
  people: ReadonlyMap<string, readonly string[]>,
  { keepNames, botUserId, t }: { keepNames: boolean; botUserId: string | undefined; t: Texts['fromThread'] },
): ThreadMaterial | null {
  const ofPeople = messages.filter(
    (m) => isOfPerson(m) && !(botUserId && m.text?.startsWith(`<@${botUserId}`)),
  );
  const files = ofPeople.flatMap((m) => (m.files ?? []).filter((f) => f.mode !== 'tombstone').map(fileName));
  const labels = new Map<string, string>();
  const labelOf = (userId: string): string => {
    const known = labels.get(userId);
    if (known !== undefined) return known;
    const label = (keepNames ? people.get(userId)?.[0] : undefined) ?? t.colleague(labels.size + 1);
    labels.set(userId, label);
    return label;
  };
  // By the order in which they appear.
  for (const { user = '', text = '' } of ofPeople) {
    labelOf(user);
    for (const [, id = ''] of text.matchAll(mention)) if (id !== botUserId) labelOf(id);
  }
  // Who only is talked about, as far as they are known.
  for (const id of people.keys()) labelOf(id);
  const anonymous = keepNames ? (text: string) => text : withoutNames(people, labels);
  let shortened = 0;
  let words = 0;
  const entries = ofPeople.flatMap(({ user = '', text = '', files: attached = [] }) => {
    const said = anonymous(
      plainWords(text.replaceAll(mention, (_, id: string) => (id === botUserId ? ' ' : labelOf(id)))),
    );
    words += wordsIn(text);
    const clipped = clip(said, MAX_OF_ONE);
    if (clipped !== said) shortened += 1;
    const lines = [clipped, ...attached.map((file) => t.fileLine(anonymous(fileName(file))))].filter(Boolean);
    return lines.length === 0 ? [] : [`${labelOf(user)}:\n${lines.join('\n')}`];
  });
  if (words < FEWEST_WORDS) return null;
  const kept = headAndNewest(entries);
  return {
    text: kept.join('\n\n'),
    leftOut: entries.length - kept.length,
    all: entries.length,
    shortened,
    files: [...new Set(files)],
  };
}

/** A person's words for a brief, in which others are not named. */
export function briefOf(text: string, someone: string): string {
  return plainWords(text.replaceAll(mention, someone));
}

/** Who writes and who is mentioned, for their names. */
export function peopleOf(messages: readonly ThreadMessage[]): string[] {
  const ofPeople = messages.filter(isOfPerson);
  return [
    ...new Set(
      ofPeople.flatMap(({ user, text = '' }) => [
        ...(user ? [user] : []),
        ...[...text.matchAll(mention)].map(([, id = '']) => id),
      ]),
    ),
  ];
}

const mention = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g;

function isOfPerson(m: ThreadMessage): boolean {
  return written.includes(m.subtype) && !m.bot_id && !m.hidden && m.user !== undefined;
}

function wordsIn(text: string): number {
  const typed = plainWords(text.replaceAll(mention, ' ')).replaceAll(/:[a-z0-9_+-]+:/giu, ' ');
  return typed.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function fileName({ name, title }: NonNullable<ThreadMessage['files']>[number]): string {
  return clip(plainWords(name || title || '?'), 100);
}

/** Whole names, first and last ones as people type them; with a small letter a name may be a word. */
function withoutNames(
  people: ReadonlyMap<string, readonly string[]>,
  labels: ReadonlyMap<string, string>,
): (text: string) => string {
  const known = [...labels].flatMap(([id, label]) => {
    const names = (people.get(id) ?? []).flatMap((name) => {
      const parts = name.trim().split(/\s+/);
      return [parts.join(' '), parts.at(0) ?? '', parts.at(-1) ?? ''];
    });
    return [...new Set(names)].filter((name) => [...name].length >= 3).map((name) => ({ name, label }));
  });
  // The longest first, so that no surname is left behind.
  known.sort((a, b) => b.name.length - a.name.length);
  return (text) =>
    known.reduce((rest, { name, label }) => {
      const called = escaped(name);
      const capital = escaped(name.charAt(0).toUpperCase() + name.slice(1));
      const typed = new RegExp(`(?<![\\p{L}\\p{N}])(?:@${called}|@?${capital})(?![\\p{L}\\p{N}])`, 'gu');
      return rest.replaceAll(typed, () => label);
    }, text);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function headAndNewest(entries: readonly string[]): string[] {
  const [head = '', ...others] = entries;
  const newest: string[] = [];
  let room = MAX_CHARACTERS - head.length;
  for (const entry of others.toReversed()) {
    room -= entry.length + 2;
    if (room < 0 || newest.length >= MAX_MESSAGES - 1) break;
    newest.unshift(entry);
  }
  return [head, ...newest];
}
