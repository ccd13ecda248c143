import { foldText } from '../../text/fold-text.ts';
import { wordsIn } from '../../text/words-in.ts';

/** What is written with capitals although no sentence begins there, and what must stand in the source for it. */
interface Name {
  /** As written. */
  text: string;
  /** Each of these must be there, folded without accents. */
  keys: string[];
  /** Capitals throughout, or the number of a class: the same in every language. */
  isCode: boolean;
  /** The number of a class: a passage may tell of several. */
  isGrade?: boolean;
}

const WORD = String.raw`\p{Lu}[\p{L}\p{N}]*(?:[’'-]\p{L}[\p{L}\p{N}]*)*`;
const TIE = '(?:d[aeo]s?|e|of|the|and|for|van|von|del?|la)';
const run = new RegExp(`(?<![\\p{L}\\p{N}.@/])${WORD}(?:\\s(?:${TIE}\\s){0,2}${WORD})*`, 'gu');
/** "Classe III", "class IIb", "type A": another number is another thing. */
const grades =
  /(?<!\p{L})(classe|class|tipo|type|fase|phase|anexo|annex|categoria|category|grau|grade)\s+([IVX]{1,4}[ab]?|[A-E])(?![\p{L}\p{N}])/giu;
/** Behind these a sentence begins, or as good as one. */
const opens = /(?:^|[.!?:…]["”»’)]*\s+|[“"«(‘]|^[-–•*]\s*|\s[-–—]\s|\n)$/u;
const code = /^(?=(?:.*\p{Lu}){2})[\p{L}\p{N}-]+$/u;
/** Known under another name in the other language. */
const same: string[][] = [
  ['oms', 'who'],
  ['ue', 'eu'],
  ['eua', 'us', 'usa'],
  ['onu', 'un'],
  ['oit', 'ilo'],
  ['opas', 'paho'],
  ['sgq', 'qms'],
  ['ia', 'ai'],
  ['ti', 'it'],
  ['oe', 'eto', 'eo'],
  ['brasil', 'brazil'],
  ['alemanha', 'germany'],
  ['europa', 'europe'],
  ['suica', 'switzerland'],
  ['japao', 'japan'],
];
/** Names of formats and places of work, which no source need hold. */
const everyday = new Set('pdf ok linkedin whatsapp email e-mail am pm tv faq'.split(' '));
/** Written with a capital in English, and told elsewhere: days, months, languages, oneself. */
const calendar =
  /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|i|i'm|i've)$/;

/** The names of a sentence: proper names within it, acronyms anywhere, classes with their number. Pure. */
export function namesIn(sentence: string): Name[] {
  const letters = sentence.match(/\p{L}/gu)?.length ?? 0;
  const capitals = sentence.match(/\p{Lu}/gu)?.length ?? 0;
  // A line in capitals names nothing by them.
  if (capitals > 0.6 * letters && letters > 8) return [];
  const isTitle = isTitleCase(sentence);
  const found: Name[] = [...sentence.matchAll(grades)]
    .filter(([, , value = '']) => /^[IVXA-E]/.test(value))
    .map(([text, , value = '']) => ({ text, keys: [value.toLowerCase()], isCode: true, isGrade: true }));
  for (const m of sentence.matchAll(run)) {
    const words = m[0].match(new RegExp(WORD, 'gu')) ?? [];
    const begins = opens.test(sentence.slice(0, m.index));
    const names = words.filter((word, at) => isCode(word) || (!isTitle && !(begins && at === 0)));
    const keys = names
      .map(keyOf)
      .filter((key) => key.length > 1 && !everyday.has(key) && !calendar.test(key));
    if (keys.length > 0) found.push({ text: m[0], keys, isCode: names.every(isCode) });
  }
  return found;
}

const isCode = (word: string): boolean => code.test(word.replace(/s$/, '')) && !/^[IVX]+$/.test(word);

/** "ANVISA's", "UDIs", "Anvisa" are one. */
function keyOf(word: string): string {
  const bare = code.test(word.replace(/s$/, '')) ? word.replace(/s$/, '') : word;
  return foldText(bare.replace(/[’']s?$/, ''), { accents: false }).text;
}

/** English titles write each word large. */
function isTitleCase(sentence: string): boolean {
  const words = (sentence.match(/\p{L}[\p{L}’'-]*/gu) ?? [])
    .slice(1)
    .filter((w) => !TIES.has(w.toLowerCase()));
  return words.length >= 2 && words.filter((w) => /^\p{Lu}/u.test(w)).length > 0.8 * words.length;
}

/**
 * The names of a sentence that neither its sources nor people have. Inflected forms are the same name ("Brazil",
 * "Brazilian"), an acronym is there when the words that it stands for are. In a source of another language names are
 * translated: only acronyms and classes are looked for. Pure.
 *
 * @param sources The quotes with what stands beside them, and all that their passages say: "the agency" of a quote is named
 *   further up.
 * @param isForeign Whether all sources are in another language than the sentence.
 */
export function checkNames(
  sentence: string,
  sources: { near: readonly string[]; all: readonly string[] },
  { own, isForeign }: { own: readonly string[]; isForeign: boolean },
): { missing: string[]; given: string[] } {
  const names = namesIn(sentence).filter((name) => name.isCode || !isForeign);
  if (names.length === 0) return { missing: [], given: [] };
  const [near, all, typed] = [heldIn(sources.near), heldIn(sources.all), heldIn(own)];
  // What an acronym stands for may be said in the sentence itself.
  const spelled = initialsIn(sentence);
  const missing: string[] = [];
  const given: string[] = [];
  for (const { text, keys, isGrade } of names) {
    const open = keys.filter((key) => !isHeld(key, isGrade ? near : all) && !spelled.has(key));
    if (open.length === 0) continue;
    if (open.every((key) => isHeld(key, typed))) given.push(text);
    else missing.push(text);
  }
  return { missing, given };
}

interface Held {
  words: Set<string>;
  initials: Set<string>;
}

function heldIn(texts: readonly string[]): Held {
  const words = texts.flatMap((text) => [
    ...wordsIn(text, { accents: false }),
    // "e-mail" and "Co-Cr" as one word as well.
    ...(foldText(text, { accents: false }).text.match(/[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)+/gu) ?? []),
  ]);
  return { words: new Set(words), initials: new Set(texts.flatMap((text) => [...initialsIn(text)])) };
}

function isHeld(key: string, { words, initials }: Held): boolean {
  const also = same.find((names) => names.includes(key)) ?? [key];
  if (also.some((name) => words.has(name) || initials.has(name))) return true;
  if (key.includes('-') && key.split('-').every((part) => words.has(part))) return true;
  return key.length >= 4 && [...words].some((word) => isForm(key, word));
}

/** "brasil" and "brasileira", "europe" and "european": the one begins the other. */
function isForm(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4 || long.length - short.length > 5) return false;
  const alike = (word: string) => word.replaceAll('z', 's');
  return (
    alike(long).startsWith(alike(short)) ||
    (short.length >= 6 && alike(long).startsWith(alike(short).slice(0, -1)))
  );
}

const TIES = new Set('de da do das dos e a o as os em no na of the and for in on to'.split(' '));
const LONGEST = 6;

/** What runs of words would be short for: "sistema de gestão da qualidade" is "sgq". */
function initialsIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const clause of foldText(text, { accents: false }).text.split(/[.;:!?()]/)) {
    const words = (clause.match(/\p{L}[\p{L}\p{N}]*/gu) ?? []).filter((word) => !TIES.has(word));
    for (let from = 0; from < words.length; from++) {
      for (let size = 2; size <= LONGEST && from + size <= words.length; size++) {
        found.add(
          words
            .slice(from, from + size)
            .map((word) => word[0])
            .join(''),
        );
      }
    }
  }
  return found;
}
