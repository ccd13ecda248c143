import type { QueryWords } from '../../../ports/content.ts';
import type { Subject } from '../../../ports/model-tasks.ts';
import { foldText } from '../../text/fold-text.ts';
import { rootOf } from './root-of.ts';
import { angleWords, joins, smallWords, ties } from './small-words.ts';
import { isName } from './subject.ts';

/** A run of words with nothing between them, and what ties it to the run before. */
interface Phrase {
  words: string[];
  link: 'start' | 'tie' | 'join' | 'none';
}

/** A word so many times as common as another says little beside it: every document of the team speaks of "implantes". */
const COMMON = 2.2;
/** What stands in fewer passages is a matter of its own, however rare its complement is. */
const COMMON_FROM = 15;
const MAX_SUBJECTS = 4;

/** "em 600 palavras", "in 8 slides": how long, not about what. */
const LENGTH_ASKED =
  /(?:(?<!\p{L})(?:em|com|de|in|of|with)\s+)?(?<![\p{L}\d])\d[\d.,]*\s+(?:palavras|words|slides?|páginas?|lâminas?|pages?)(?!\p{L})/giu;

/**
 * What a brief is about: the head of its first phrase that means something, and what stands beside that by "and" or a
 * comma; a standard's number where there is one. Words for the form of the text or for the angle are passed over. Pure.
 *
 * @param topic The brief without mentions and addresses.
 * @param words How common each of its words is in the team's documents, see `QueryWords`; a word that is missing there
 *   counts as neither rare nor common.
 * @param brand The team's own name: a brief that begins with it is about what follows.
 */
export function findSubjects(topic: string, words: QueryWords, brand = ''): Subject[] {
  const own = new Set(fold(brand).split(' ').filter(Boolean));
  const segments = withoutLength(topic)
    .split(/[:;?!\n()[\]—–]|\.\s|\s-\s/u)
    .map(phrasesOf)
    .filter((phrases) => phrases.length > 0);
  const [told = []] = [
    ...segments.filter((phrases) => !phrases.every((p) => p.words.every((w) => own.has(fold(w))))),
    ...segments,
  ];
  const count = countIn(words);
  // "limpeza segundo a ISO 13485" is about cleaning.
  const end = told.findIndex((p, at) => at > 0 && p.link !== 'join');
  const named = standardsIn(end < 0 ? told : told.slice(0, end));
  if (named) return named.slice(0, MAX_SUBJECTS).map((name) => ({ name, also: [] }));
  const [first, ...rest] = told;
  if (!first) return [];
  const heads = [subjectOf(first, rest, count)];
  for (const [at, phrase] of rest.entries()) {
    if (phrase.link !== 'join') continue;
    // "escolha e compra de implantes de titânio e aço": what joins a complement stands beside the complement.
    const before = rest.slice(0, at);
    if (before.some((p) => p.link === 'none')) break;
    if (before.filter((p) => p.link === 'tie').length > 0 && before.at(-1)?.link === 'tie') continue;
    heads.push(subjectOf(phrase, rest.slice(at + 1), count));
  }
  const rarest = rarestOf(told, count);
  const all = heads.filter((h) => h.length > 0);
  const rare = Math.min(...all.flat().map((w) => count(w) ?? Number.POSITIVE_INFINITY));
  // "How implants are sterilised" is not about implants.
  const isAside =
    rarest !== undefined &&
    Number.isFinite(rare) &&
    rare >= COMMON_FROM &&
    rare > COMMON * 1.5 * (count(rarest) ?? rare);
  const chosen = isAside && rarest !== undefined ? [[rarest]] : all;
  return chosen.slice(0, MAX_SUBJECTS).map((name) => ({ name: name.join(' '), also: meantBy(name, words) }));
}

export const withoutLength = (topic: string): string => topic.replace(LENGTH_ASKED, ' ').trim() || topic;

function phrasesOf(segment: string): Phrase[] {
  const phrases: Phrase[] = [];
  let link: Phrase['link'] = 'start';
  let open: Phrase | null = null;
  for (const [token] of segment.matchAll(/[\p{L}\p{N}][\p{L}\p{N}/.-]*[\p{L}\p{N}]|[\p{L}\p{N}]|[,&+/]/gu)) {
    const word = fold(token);
    if (/^[,&+/]$/.test(token) || (joins.has(word) && token !== 'E')) {
      open = null;
      link = link === 'start' ? 'start' : 'join';
    } else if (ties.has(word)) {
      open = null;
      if (link !== 'start') link = 'tie';
    } else if (smallWords.has(word)) {
      // An article goes with what follows.
    } else if (angleWords.has(word) || (/^\d{1,3}$/.test(word) && !afterPublisher(open))) {
      open = null;
      if (link !== 'start') link = 'none';
    } else if (open) {
      open.words.push(token);
    } else {
      open = { words: [token], link };
      phrases.push(open);
      link = 'none';
    }
  }
  return phrases;
}

const afterPublisher = (open: Phrase | null): boolean => /^[A-Z]{2,6}$/.test(open?.words.at(-1) ?? '');

/** The names of standards, where the phrases hold any: "ASTM F67 e F136" are two. */
function standardsIn(phrases: Phrase[]): string[] | null {
  const names = phrases.flatMap((p) =>
    p.words.flatMap((word, at) => {
      const number = word.split(/[-/]/)[0] ?? word;
      if (!isName(number)) return [];
      const before = p.words[at - 1];
      const publisher = before && /^[A-Z]{2,6}$/.test(before) ? before : null;
      // "100 dicas", "600 words": a short number alone is a count.
      if (!publisher && /^\d{3}$/.test(number)) return [];
      return [publisher ? `${publisher} ${word}` : word];
    }),
  );
  return names.length > 0 ? names : null;
}

/** The words of a phrase that tell it from others, and of "validação de limpeza" both. */
function subjectOf(phrase: Phrase, rest: Phrase[], count: Count): string[] {
  const own = telling(phrase.words, count);
  const [next] = rest;
  if (next?.link !== 'tie') return own;
  const others = telling(next.words, count);
  const [mine, theirs] = [own, others].map((ws) => Math.min(...ws.map((w) => count(w) ?? 1)));
  if (mine === undefined || theirs === undefined || theirs === 0) return own;
  if (mine < COMMON_FROM || mine <= theirs) return own;
  return mine < COMMON * theirs ? [...own, ...others].slice(0, 3) : others;
}

/** Of "titanium passivation" the second word, of "salas limpas" both. An unknown word counts: it may be all there is. */
function telling(words: string[], count: Count): string[] {
  const known = words.filter((w) => count(w) !== 0);
  if (known.length * 2 <= words.length) return words;
  const rarest = Math.min(...known.map((w) => count(w) ?? 1));
  return known.filter((w) => (count(w) ?? 1) <= COMMON * rarest).slice(-3);
}

function rarestOf(phrases: Phrase[], count: Count): string | undefined {
  return phrases
    .flatMap((p) => p.words)
    .filter((w) => (count(w) ?? 0) > 0)
    .sort((a, b) => (count(a) ?? 0) - (count(b) ?? 0))[0];
}

type Count = (word: string) => number | undefined;

/** Passages that hold a word, by its root, as the brief's word may have been typed in several forms. */
function countIn(words: QueryWords): Count {
  const counts = new Map<string, number>();
  for (const [word, { passages, meant }] of Object.entries(words)) {
    const root = rootOf(word);
    counts.set(root, Math.max(counts.get(root) ?? 0, passages + meant.length));
  }
  return (word) => {
    const parts = fold(word)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
    const found = parts.map((part) => counts.get(rootOf(part))).filter((n) => n !== undefined);
    return found.length > 0 ? Math.max(...found) : undefined;
  };
}

function meantBy(name: string[], words: QueryWords): string[] {
  const [only] = name;
  if (name.length !== 1 || only === undefined) return [];
  const entry = Object.entries(words).find(([word]) => rootOf(word) === rootOf(only));
  return entry?.[1].meant ?? [];
}

const fold = (text: string): string => foldText(text, { accents: false }).text;
