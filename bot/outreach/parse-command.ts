import { distance } from 'fastest-levenshtein';
import type { ActionType } from '../../ports/outreach.ts';
import { exactWords } from '../asking/plain-words.ts';
import { clip } from '../slack/blocks.ts';

export const subcommands = [
  'config',
  'status',
  'queue',
  'add',
  'pause',
  'resume',
  'suppress',
  'help',
] as const;
export type Subcommand = (typeof subcommands)[number];

/** What `/outreach add` proposes; invitations are withdrawn by their age, not by hand. */
export const proposable = ['view_profile', 'send_invite', 'send_message'] as const satisfies ActionType[];
export type Proposable = (typeof proposable)[number];
export type SuppressedKind = 'person' | 'company' | 'domain';

export type OutreachCommand =
  | { kind: 'help' }
  | { kind: 'config' | 'status' | 'pause' | 'resume'; words: string }
  | { kind: 'queue' }
  | { kind: 'add_form' }
  | { kind: 'add'; type: Proposable; profile: string; text: string | null }
  | { kind: 'suppress'; what: SuppressedKind; value: string }
  | { kind: 'incomplete'; of: 'add' | 'suppress' }
  | { kind: 'later'; word: string }
  | { kind: 'unknown'; word: string; meant: Subcommand | null };

const portuguese: Record<string, Subcommand> = {
  configurar: 'config',
  limites: 'config',
  fila: 'queue',
  adicionar: 'add',
  pausar: 'pause',
  parar: 'pause',
  retomar: 'resume',
  suprimir: 'suppress',
  ajuda: 'help',
};
const english: Record<string, Subcommand> = {
  stop: 'pause',
  limits: 'config',
  '?': 'help',
  '--help': 'help',
};
const later = ['campaign', 'forecast', 'why'];
const types: Record<string, Proposable> = {
  visit: 'view_profile',
  view: 'view_profile',
  visita: 'view_profile',
  invite: 'send_invite',
  convite: 'send_invite',
  message: 'send_message',
  mensagem: 'send_message',
};
const kinds: Record<string, SuppressedKind> = {
  person: 'person',
  pessoa: 'person',
  company: 'company',
  empresa: 'company',
  domain: 'domain',
  domínio: 'domain',
  dominio: 'domain',
};

/**
 * Reads the text behind `/outreach`. Accounts are named in `words`; which one is meant is for `findAccount`.
 *
 * @param text As Slack sends it: `&`, `<`, `>` escaped, or entities such as `<@U1|name>`.
 */
export function parseCommand(text: string): OutreachCommand {
  const { word, rest } = firstWord(exactWords(text));
  if (word === '') return { kind: 'help' };
  const command =
    subcommands.find((known) => known === word) ??
    (Object.hasOwn(portuguese, word) ? portuguese[word] : undefined) ??
    (Object.hasOwn(english, word) ? english[word] : undefined);
  switch (command) {
    case 'help':
    case 'queue':
      return { kind: command };
    case 'config':
    case 'status':
    case 'pause':
    case 'resume':
      return { kind: command, words: rest };
    case 'add':
      return parseAdd(rest);
    case 'suppress':
      return parseSuppress(rest);
    case undefined:
      return later.includes(word)
        ? { kind: 'later', word }
        : { kind: 'unknown', word: clip(word, 40), meant: nearest(word) };
  }
}

function parseAdd(said: string): OutreachCommand {
  if (said === '') return { kind: 'add_form' };
  const { word, rest } = firstWord(said);
  const type = Object.hasOwn(types, word) ? types[word] : undefined;
  if (!type) return { kind: 'incomplete', of: 'add' };
  const { profile, after } = addressFirst(rest);
  const text = unquoted(after);
  return { kind: 'add', type, profile, text: text === '' ? null : text };
}

/** A link that shows other words arrives as `words (address)`: the address counts. */
function addressFirst(rest: string): { profile: string; after: string } {
  const labelled = /^[^"“”«„()]{0,200}\((https?:\/\/[^\s()]*linkedin\.com\/[^\s()]*)\)/i.exec(rest);
  const first = /^\S+/.exec(rest)?.[0] ?? '';
  if (labelled?.[1] && !/linkedin\.com\/|lnkd\.in\//i.test(first)) {
    return { profile: labelled[1], after: rest.slice(labelled[0].length).trim() };
  }
  return { profile: first, after: rest.slice(first.length).trim() };
}

function parseSuppress(said: string): OutreachCommand {
  const { word, rest } = firstWord(said);
  const what = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
  const value = unquoted(rest);
  return what && value !== '' ? { kind: 'suppress', what, value } : { kind: 'incomplete', of: 'suppress' };
}

/** Phones and word processors write curly quotes. */
function unquoted(text: string): string {
  const quoted = /^["“”«„]([\s\S]*)["“”»]$/u.exec(text);
  return (quoted?.[1] ?? text).trim();
}

function firstWord(text: string): { word: string; rest: string } {
  const said = text.trim();
  const word = /^\S+/.exec(said)?.[0] ?? '';
  return { word: word.toLowerCase(), rest: said.slice(word.length).trim() };
}

function nearest(word: string): Subcommand | null {
  if (word.length > 12) return null;
  const names = [...subcommands, ...Object.keys(portuguese)];
  const [best] = names
    .map((name) => ({ name, edits: distance(word, name) }))
    .sort((a, b) => a.edits - b.edits);
  if (!best || best.edits > 2 || best.edits >= best.name.length - 1) return null;
  return portuguese[best.name] ?? subcommands.find((known) => known === best.name) ?? null;
}
