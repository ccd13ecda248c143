import { folded } from '../../platform/folded.ts';
import type { JobType } from '../../ports/content.ts';
import { exactWords } from '../asking/plain-words.ts';
import { clip } from '../slack/blocks.ts';
import { type Period, readPeriod } from './period.ts';

/** What was asked of the history. `person` "me" is who asks. */
export interface AskedHistory {
  person: string | null;
  type: JobType | null;
  period: Period | null;
  words: string | null;
}

export type HistoryCommand =
  | { kind: 'show' | 'csv'; filter: AskedHistory }
  | { kind: 'help' }
  | { kind: 'bad_period'; word: string }
  /** A name that was typed by hand, or two people. */
  | { kind: 'name_not_chosen'; word: string };

const types = new Map<string, JobType>(
  Object.entries({
    ...{ carousel: 'carousel', carousels: 'carousel', carrossel: 'carousel', carrosseis: 'carousel' },
    ...{ article: 'blog', articles: 'blog', artigo: 'blog', artigos: 'blog', blog: 'blog' },
    ...{ research: 'research', report: 'research', reports: 'research', pesquisa: 'research' },
    ...{ relatorio: 'research', relatorios: 'research', pesquisas: 'research' },
    ...{ document: 'knowledge', documents: 'knowledge', documento: 'knowledge', documentos: 'knowledge' },
    ...{ plan: 'plan', plans: 'plan', plano: 'plan', planos: 'plan' },
    ...{ 'brand kit': 'brand_kit', 'kit de marca': 'brand_kit' },
  } as const),
);
const mine = ['me', 'mine', 'my', 'eu', 'meu', 'meus', 'minha', 'minhas'];
const WORDS_MAX = 200;
/** Words from which a period or a type is read: more than the three of the longest one. */
const LOOKED_AT = 8;

/**
 * Reads the text behind `/history`, in any order: a person, a type, a period, `csv`; what is left are words to look for.
 * What stands in quotation marks is always words. Slack writes a person who was chosen from its list as `<@U1|name>`.
 */
export function parseHistory(text: string): HistoryCommand {
  const people = [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, id = '']) => id);
  const said = exactWords(text.replaceAll(/<@[UW][A-Z0-9]+(?:\|[^<>]*)?>/g, ' '));
  if (people.length === 0 && ['help', 'ajuda', '?'].includes(folded(said))) return { kind: 'help' };
  if (people.length > 1) return { kind: 'name_not_chosen', word: clip(exactWords(text), 80) };
  const filter: AskedHistory = { person: people[0] ?? null, type: null, period: null, words: null };
  const left: string[] = [];
  let kind: 'show' | 'csv' = 'show';
  const tokens = [...said.matchAll(/["“”]([^"“”]+)["“”]|\S+/g)].map(([whole, quoted]) => ({ whole, quoted }));
  for (let at = 0; at < tokens.length; at += 1) {
    const { whole = '', quoted } = tokens[at] ?? {};
    if (quoted !== undefined) {
      left.push(quoted);
      continue;
    }
    const word = folded(whole);
    const ahead = tokens.slice(at, at + LOOKED_AT);
    const quote = ahead.findIndex((token) => token.quoted !== undefined);
    const rest = ahead.slice(0, quote === -1 ? undefined : quote).map((token) => token.whole);
    const { words, period } = readPeriod(rest);
    const typed = filter.type === null ? typeIn(rest) : null;
    if (word === 'csv') kind = 'csv';
    else if (whole.startsWith('@')) return { kind: 'name_not_chosen', word: clip(whole, 80) };
    else if (filter.period === null && words > 0) {
      if (period === null) return { kind: 'bad_period', word: clip(rest.slice(0, words).join(' '), 80) };
      filter.period = period;
      at += words - 1;
    } else if (typed !== null) {
      filter.type = typed.type;
      at += typed.words - 1;
    } else if (filter.person === null && mine.includes(word)) filter.person = 'me';
    else left.push(whole);
  }
  const words = left.join(' ').trim();
  return { kind, filter: { ...filter, words: words === '' ? null : clip(words, WORDS_MAX) } };
}

function typeIn(words: string[]): { type: JobType; words: number } | null {
  for (const length of [3, 2, 1]) {
    const type = types.get(folded(words.slice(0, length).join(' ')));
    if (type !== undefined && words.length >= length) return { type, words: length };
  }
  return null;
}
