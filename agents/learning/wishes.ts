import { rootOf } from '../drafting/topic/root-of.ts';
import { wordsIn } from '../text/words-in.ts';
import { concepts, directions, places, small, vague } from './wish-words.ts';

/** How texts should be, as a person put it. */
export interface Wish {
  /** `more` or `less` of it. */
  way: 'more' | 'less';
  /** The concept's name, or the roots of the words themselves. */
  of: string;
  /** One of `concepts`: said in many ways, also in the other language. */
  known: boolean;
  /** In their own words, without the place and without politeness. */
  clause: string;
}

/** More words than these are about this draft and no other. */
const MOST_ROOTS = 3;
/** Ends of a clause; a colon also parts the place from the wish: "slide 4: mais curto". */
const clauseEnds =
  /[.!?;:,\n]+|\s[-–—]\s|\s(?:mas|but|porém)\s|\s(?:e|and)\s+(?=(?:mais|menos|sem|não|nao|nunca|evite|tire|use|more|less|fewer|without|no|not|don't|avoid|never|\p{L}+er)\b)/iu;
const quotes = /["“”„«»][^"“”„«»\n]+["“”„«»]|[‘'`][^‘’'`\n]{2,}[’'`](?!\p{L})/gu;
/** What is asked for beside a wish is not part of it: "mais informal e confira o lote". */
const joins = /\s(?:e|and)\s/iu;
/** "slide 4", "o terceiro parágrafo", "slides 2 e 3". */
const placed =
  /(?:slides?|p[aá]ginas?|l[aâ]minas?|cards?|par[aá]grafos?|paragraphs?|se[cç](?:ão|ões|ao|oes)|sections?|t[oó]picos?|ite(?:m|ns|ms)|pages?|bullets?|points?|partes?|parts?)\s*(?:n[ºo]\.?\s*)?#?\d+(?:\s*(?:,|e|a|and|to|-|–)\s*\d+)*/giu;

/**
 * The wishes about style in what a person said of a draft: "slide 4: mais curto" and "pode encurtar?" are one. What is about
 * this draft alone (a number, quoted words, a fact to add) is none. Pure.
 */
export function wishesIn(said: string): Wish[] {
  const wishes = said
    .replaceAll(quotes, ' 0 ')
    .replaceAll(placed, ' slide ')
    .split(clauseEnds)
    .flatMap((clause) => {
      const wish = wishOf(clause);
      return wish ? [wish] : clause.split(joins).flatMap((half) => wishOf(half) ?? []);
    });
  return wishes.filter((wish, i) => wishes.findIndex((o) => o.of === wish.of && o.way === wish.way) === i);
}

/** Whether a sentence, such as a guideline in force, says anything about what a wish is about, either way. Pure. */
export function speaksOf(sentence: string, { of, known }: Wish): boolean {
  const words = wordsIn(sentence, { accents: false });
  if (known) return words.some((word) => concepts.get(word)?.of === of);
  const roots = new Set(words.map(rootOf));
  return of.split(' ').every((root) => roots.has(root));
}

function wishOf(clause: string): Wish | null {
  const joined = clause
    .replaceAll(/\bvoz passiva\b|\bpassive voice\b/giu, 'passiva')
    .replaceAll(/\bvoz ativa\b|\bactive voice\b/giu, 'ativa');
  const words = wordsIn(joined.replaceAll(/n't\b|n’t\b/giu, ' not'), { accents: false });
  if (words.length === 0 || words.some((word) => /\p{N}/u.test(word))) return null;
  const content = words.filter((w) => !small.has(w) && !places.has(w) && !directions.all.has(w));
  const known = content.flatMap((word) => concepts.get(word) ?? []);
  const [concept] = known;
  const others = content.filter((word) => !concepts.has(word) && !vague.has(word));
  const denies = isDenied(words);
  const towards = directionOf(words, denies);
  if (concept) {
    // A word more may say whose or where; several are about something else.
    if (others.length > 1 || known.some(({ of }) => of !== concept.of)) return null;
    const sense = towards === 0 ? concept.alone : towards;
    if (sense === 0) return null;
    return {
      way: sense * concept.sign > 0 ? 'more' : 'less',
      of: concept.of,
      known: true,
      clause: tidy(clause),
    };
  }
  const shortens = words.some((word) => directions.cut.has(word));
  // "corte", "reduza um pouco": what is cut is the text.
  if (content.length === 0) {
    return shortens && !denies ? { way: 'more', of: 'short', known: true, clause: tidy(clause) } : null;
  }
  if (towards === 0 || others.length === 0 || others.length > MOST_ROOTS) return null;
  // "não gostei", "não entendi": a negation is a wish where it forbids saying something.
  if (denies && !words.some((word) => word === 'no' || directions.saying.has(word))) return null;
  const roots = [...new Set(others.map(rootOf))].sort();
  return { way: towards > 0 ? 'more' : 'less', of: roots.join(' '), known: false, clause: tidy(clause) };
}

function isDenied(words: readonly string[]): boolean {
  const isPortuguese = words.some((word) => directions.portuguese.has(word));
  // "no slide" is a place, "no jargon" none.
  return words.some((word, i) =>
    word === 'no' ? !isPortuguese && !places.has(words[i + 1] ?? '') : directions.negations.has(word),
  );
}

/** 1: more of it; -1: less; 0: not said. */
function directionOf(words: readonly string[], denies: boolean): 1 | -1 | 0 {
  const has = (list: ReadonlySet<string>) => words.some((word) => list.has(word));
  const isMore = has(directions.more);
  // "ainda não ficou curto": it is missed, not refused.
  if (denies && has(directions.became) && !has(directions.tooMuch)) return 1;
  if (denies || has(directions.less)) return -1;
  if (isMore) return 1;
  if (has(directions.tooMuch)) return -1;
  return has(directions.saying) ? 1 : 0;
}

/** As it may stand in a rule: without the place, greetings and please. */
function tidy(clause: string): string {
  return clause
    .replaceAll(/\bslide\b/giu, ' ')
    .replaceAll(
      /\b(?:por favor|por gentileza|please|pfv?|obrigad[oa]|thanks|thank you|pode|podem|poderia|can you|could you|deixe|deixar|make it|let's)\b/giu,
      ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s\p{P}]+(?:(?:no|na|o|a|the|in)\s)?|[\s\p{P}]+$/gu, '')
    .trim()
    .toLowerCase();
}
