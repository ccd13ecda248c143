import { folded } from '../../platform/folded.ts';
import type { ActionType } from '../../ports/outreach.ts';
import { exactWords } from '../asking/plain-words.ts';
import { readVerb } from '../asking/read-verb.ts';

const verbs = {
  config: ['configurar', 'limites', 'limits'],
  status: [],
  queue: ['fila'],
  add: ['adicionar'],
  pause: ['pausar', 'parar', 'stop'],
  resume: ['retomar'],
  suppress: ['suprimir'],
  unsuppress: ['liberar', 'desbloquear'],
  why: ['porque', 'motivo'],
  forecast: ['previsao', 'prever'],
  campaign: ['campanha', 'campaigns', 'campanhas'],
} as const;
type Subcommand = keyof typeof verbs | 'help';

/** What `/outreach add` proposes; invitations are withdrawn by their age, not by hand. */
export const proposable = ['view_profile', 'send_invite', 'send_message'] as const satisfies ActionType[];
export type Proposable = (typeof proposable)[number];
export type SuppressedKind = 'person' | 'company' | 'domain';

export type OutreachCommand =
  | { kind: 'help' }
  | { kind: 'config' | 'status' | 'pause' | 'resume' | 'why' | 'unsuppress' | 'forecast'; words: string }
  | { kind: 'queue' }
  | { kind: 'add_form' }
  | { kind: 'add'; type: Proposable; profile: string; text: string | null }
  | { kind: 'suppress'; what: SuppressedKind; value: string }
  | { kind: 'campaign_form' | 'campaign_list' }
  | { kind: 'campaign_steer'; act: 'pause' | 'resume' | 'end'; words: string }
  | { kind: 'incomplete'; of: 'add' | 'suppress' }
  | { kind: 'unknown'; word: string; meant: Subcommand | `campaign ${string}` | null };

const campaignVerbs = {
  list: ['lista', 'listar'],
  pause: ['pausar'],
  resume: ['retomar'],
  end: ['encerrar', 'stop', 'parar'],
  new: ['nova', 'start', 'iniciar'],
} as const;
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
  dominio: 'domain',
};

/**
 * Reads the text behind `/outreach`. Accounts are named in `words`; which one is meant is for `findAccount`.
 *
 * @param text As Slack sends it: `&`, `<`, `>` escaped, or entities such as `<@U1|name>`.
 */
export function parseCommand(text: string): OutreachCommand {
  const said = exactWords(text);
  if (said === '') return { kind: 'help' };
  const { verb, word, rest, meant } = readVerb(verbs, said);
  switch (verb) {
    case 'help':
    case 'queue':
      return { kind: verb };
    case 'config':
    case 'status':
    case 'forecast':
    case 'pause':
    case 'resume':
    case 'why':
    case 'unsuppress':
      return { kind: verb, words: rest };
    case 'add':
      return parseAdd(rest);
    case 'suppress':
      return parseSuppress(rest);
    case 'campaign':
      return parseCampaign(rest, /s$/i.test(word));
    case undefined:
      return { kind: 'unknown', word, meant };
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

/** "campaigns" alone asks which there are, "campaign" alone for a new one. */
function parseCampaign(said: string, isPlural: boolean): OutreachCommand {
  if (said === '') return { kind: isPlural ? 'campaign_list' : 'campaign_form' };
  const { verb, word, rest, meant } = readVerb(campaignVerbs, said);
  if (verb === 'help') return { kind: 'help' };
  if (verb === 'list') return { kind: 'campaign_list' };
  if (verb === 'new') return { kind: 'campaign_form' };
  if (verb === undefined)
    return { kind: 'unknown', word: `campaign ${word}`, meant: meant && `campaign ${meant}` };
  return { kind: 'campaign_steer', act: verb, words: rest };
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
  return { word: folded(word), rest: said.slice(word.length).trim() };
}
