import type { AiSounding, Language, TellName } from '../../ports/content.ts';
import { fragments, rhythm, type Tell, tells, triads, WARN_AT } from './ai-tells.ts';
import { foldText } from './fold-text.ts';
import { sentences } from './sentences.ts';

/** One text of a draft, as it stands there: a title, a part's Markdown, an item of a slide. */
export interface DraftText<Place> {
  place: Place;
  text: string;
  /** `title` also for a heading and for all that stands on a slide: short, and read first. */
  role: 'title' | 'opening' | 'body';
  /** Closing words ("in conclusion") are at home here. */
  isConclusion?: boolean;
  /** True where what it says is proved elsewhere than by a mark in the text. */
  isCited?: boolean;
  /** Words of sources: what stands there is theirs. */
  quotes: readonly string[];
}

export type Sounding<Place> = AiSounding & { place: Place };

/** More than these would not be mended. */
const WORST = 3;

interface Hit {
  tell: TellName;
  weight: number;
  place: unknown;
  sentence: string;
}

/**
 * The sentences of a draft that sound most like a machine's, worst first; none when all signs together weigh little.
 *
 * No sign is proof: people write dashes and lists of three as well. So rates count, weights are summed, and what comes of
 * it is a warning. Words of quotes do not count. Pure.
 */
export function aiSounding<Place>(draft: readonly DraftText<Place>[], language: Language): Sounding<Place>[] {
  const read = draft.map((text) => readText(text));
  const words = read.reduce((sum, { masked }) => sum + wordCount(masked), 0);
  const hits = [
    ...tells.flatMap((tell) => hitsOf(tell, read, language, words)),
    ...triadsIn(read, language, words),
    ...fragmentsIn(read),
    ...(language === 'pt' ? titleCaseIn(read) : []),
  ];
  const sum = hits.reduce((all, hit) => all + hit.weight, isEven(read) ? rhythm.weight : 0);
  if (sum < WARN_AT) return [];
  const bySentence = Map.groupBy(hits, (hit) => `${JSON.stringify(hit.place)}\n${hit.sentence}`);
  return [...bySentence.values()]
    .map((all) => ({ all, weight: all.reduce((total, hit) => total + hit.weight, 0) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, WORST)
    .flatMap(({ all: [first, ...others] }): Sounding<Place>[] => {
      if (!first) return [];
      const names = [...new Set([first, ...others].map((hit) => hit.tell))];
      const { sentence } = first;
      // SAFETY: each hit carries the place of the text that it was found in.
      return [{ code: 'ai_sounding', params: { sentence, tells: names }, place: first.place as Place }];
    });
}

interface ReadText {
  given: DraftText<unknown>;
  /** The text with blanks where a citation mark or the words of a quote stand; offsets stay. */
  masked: string;
  lines: { start: number; text: string; sentences: { start: number; end: number }[] }[];
}

function readText(given: DraftText<unknown>): ReadText {
  const masked = withoutQuotes(
    given.text.replaceAll(/\[\^[^\]\s]{1,20}\]/g, (mark) => ' '.repeat(mark.length)),
    given.quotes,
  );
  let start = 0;
  const lines = masked.split('\n').flatMap((text) => {
    const at = start;
    start += text.length + 1;
    if (text.trim() === '') return [];
    return [
      { start: at, text, sentences: sentences(text).map((s) => ({ start: at + s.start, end: at + s.end })) },
    ];
  });
  return { given, masked, lines };
}

/** Blanks in place of each quote that stands in the text, however it is typed. */
function withoutQuotes(text: string, quotes: readonly string[]): string {
  let masked = text;
  for (const quote of quotes) {
    const wanted = foldText(quote).text.trim();
    if (wanted === '') continue;
    const folded = foldText(masked);
    for (
      let at = folded.text.indexOf(wanted);
      at >= 0;
      at = folded.text.indexOf(wanted, at + wanted.length)
    ) {
      const from = folded.map[at] ?? 0;
      const to = folded.ends[at + wanted.length - 1] ?? from;
      // Its end stays a sentence's end.
      masked = masked.slice(0, from) + masked.slice(from, to).replaceAll(/[^\n.!?]/g, ' ') + masked.slice(to);
    }
  }
  return masked;
}

function hitsOf(tell: Tell, read: readonly ReadText[], language: Language, words: number): Hit[] {
  const pattern = tell.patterns[language];
  if (!pattern) return [];
  const found = read.map((text) => ({
    text,
    hits: placesOf(tell, pattern, text).map((at) => hit(tell, text, at)),
  }));
  const all = found.flatMap(({ hits }) => hits);
  const { limit } = tell;
  switch (limit.kind) {
    case 'any':
      return all;
    case 'more': {
      const parts = [...Map.groupBy(all, (one) => one.place).values()].filter(
        (some) => some.length > limit.part,
      );
      return all.length > limit.whole ? all : parts.flat();
    }
    case 'rate':
      if (all.length > 1 && all.length / words > limit.per1000 / 1000) return all;
      // A dash in a title or on a slide is seen at once.
      return tell.name === 'dash'
        ? found.filter(({ text }) => text.given.role === 'title').flatMap((f) => f.hits)
        : [];
    case 'share': {
      const paragraphs = read.flatMap(({ lines }) =>
        lines.filter((line) => (tell.name === 'bullet' ? /^\s*[-*•]\s/ : /^\s*\p{L}/u).test(line.text)),
      );
      return all.length > 1 && all.length > paragraphs.length * limit.of ? all : [];
    }
  }
}

/** Offsets of the hits of one pattern in one text. */
function placesOf(tell: Tell, pattern: RegExp, { given, masked, lines }: ReadText): number[] {
  if (tell.name === 'closer' && given.isConclusion) return [];
  const starting = (stretches: { start: number; end: number }[]) =>
    stretches.flatMap(({ start, end }) =>
      [...masked.slice(start, end).matchAll(pattern)].map((m) => start + m.index),
    );
  const all = lines.flatMap((line) => line.sentences);
  switch (tell.at) {
    case 'line':
      if (tell.name === 'bullet') return starting(lines.map(ofLine)).filter((at) => isLabelled(masked, at));
      return starting(lines.map(ofLine));
    case 'sentence':
      return starting(all);
    case 'opening':
      return given.role === 'body' ? [] : starting(all.slice(0, 1));
    case 'anywhere':
      return [...masked.matchAll(pattern)]
        .map((m) => m.index + m[0].search(/\S/u))
        .filter((at) => tell.name !== 'authority' || !isProved(given, all, at));
  }
}

const ofLine = ({ start, text }: { start: number; text: string }) => ({ start, end: start + text.length });

/** A label before a sentence of one's own; before a value or a source's words it only names them. */
function isLabelled(masked: string, at: number): boolean {
  const [line = ''] = masked.slice(at).trimStart().split('\n');
  return wordCount(line.replace(/\*\*[^*]*\*\*/u, '')) > 4;
}

/** A sentence that cites is no vague authority. */
function isProved(given: DraftText<unknown>, all: { start: number; end: number }[], at: number): boolean {
  const own = all.find(({ start, end }) => start <= at && at < end);
  return given.isCited === true || /\[\^/.test(given.text.slice(own?.start ?? at, (own?.end ?? at) + 6));
}

function hit(tell: Pick<Tell, 'name' | 'weight'>, { given, lines }: ReadText, at: number): Hit {
  const line = lines.findLast(({ start }) => start <= at);
  const own =
    line?.sentences.find(({ end }) => at < end) ??
    (line ? { start: line.start, end: line.start + line.text.length } : { start: 0, end: given.text.length });
  const sentence = given.text
    .slice(own.start, own.end)
    .replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '')
    .trim();
  return { tell: tell.name, weight: tell.weight, place: given.place, sentence };
}

function triadsIn(read: readonly ReadText[], language: Language, words: number): Hit[] {
  const { three, more } = triads[language];
  const seen = new Set<string>();
  const found = read.flatMap((text) =>
    [...text.masked.matchAll(three)].flatMap((m) => {
      // Acronyms are names ("IQ, OQ and PQ"), and what stands in title and text is one list.
      if (seen.has(m[0].toLowerCase()) || /(?<!\p{L})\p{Lu}{2,}/u.test(m[0])) return [];
      seen.add(m[0].toLowerCase());
      return [hit({ name: 'triad', weight: triads.weight }, text, m.index)];
    }),
  );
  const longer = read.reduce((sum, { masked }) => sum + [...masked.matchAll(more)].length, 0);
  const rate = (found.length / words) * 1000;
  const isMuch =
    rate > triads.per1000 ||
    (rate > triads.per1000 / 2 && found.length / (found.length + longer) > triads.share);
  return found.length >= triads.atLeast && isMuch ? found : [];
}

function fragmentsIn(read: readonly ReadText[]): Hit[] {
  return read
    .filter(({ given }) => given.role !== 'title')
    .flatMap((text) =>
      text.lines.flatMap((line) => {
        const isShort = line.sentences.map(({ start, end }) => {
          const count = wordCount(text.masked.slice(start, end));
          return count > 0 && count <= fragments.words;
        });
        const at = isShort.findIndex(
          (_, i) => isShort.slice(i, i + fragments.inARow).filter(Boolean).length === fragments.inARow,
        );
        const first = line.sentences[at];
        return first ? [hit({ name: 'fragments', weight: fragments.weight }, text, first.start)] : [];
      }),
    );
}

/** Capitals as English headings have them: most of the longer words after the first, names and acronyms aside. */
function titleCaseIn(read: readonly ReadText[]): Hit[] {
  const headings = read.filter(({ given }) => given.role === 'title');
  return headings.flatMap((text) => {
    const later = (text.masked.match(/[\p{L}-]+/gu) ?? []).slice(1).filter((word) => word.length > 3);
    const capitals = later.filter((word) => /^\p{Lu}\p{Ll}/u.test(word));
    const isCased = later.length >= 3 && capitals.length / later.length > 0.7;
    return isCased ? [hit({ name: 'title_case', weight: 1 }, text, text.masked.search(/\S/u))] : [];
  });
}

function isEven(read: readonly ReadText[]): boolean {
  const lengths = read
    .filter(({ given }) => given.role !== 'title')
    .flatMap(({ masked, lines }) =>
      lines.flatMap((l) => l.sentences.map((s) => wordCount(masked.slice(s.start, s.end)))),
    )
    .filter((length) => length > 0);
  if (lengths.length < rhythm.sentences) return false;
  const mean = lengths.reduce((a, b) => a + b, 0) / lengths.length;
  const variance = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length;
  return Math.sqrt(variance) / mean < rhythm.spread;
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
