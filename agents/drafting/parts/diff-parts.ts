import { diffWords } from '../../../platform/diff-words.ts';
import type { ArticlePart, Language, PartChange } from '../../../ports/content.ts';
import { countWords as wordsOf } from '../../design/slide-text.ts';
import { cleanText, oneLine } from './clean-text.ts';
import { countWords } from './count-words.ts';
import { type PartWording, partWording } from './part-wording.ts';
import { readPart } from './read-part.ts';
import { readableText } from './readable-text.ts';

/** A text in parts: what a person reads and changes. */
interface PartedText {
  title: string;
  meta_description?: string;
  keywords?: readonly string[];
  parts: readonly ArticlePart[];
}

/**
 * How one version of an article differs from the version before, part by part, in the order of the newer one; what was
 * removed closes the list.
 *
 * A part is known by its id. One that was moved and changed is named twice. What is compared is what people read:
 * heading, text, and the quotes behind it that came or went. Where only marks differ, the marks are shown.
 *
 * @param language Of the labels of parts that have no heading.
 */
export function diffParts(before: PartedText, after: PartedText, language: Language = 'pt'): PartChange[] {
  const words = partWording[language];
  const old = new Map(before.parts.map((part) => [part.id, part]));
  const kept = new Set(after.parts.map((part) => part.id));
  const moved = movedIds(
    before.parts.map((part) => part.id).filter((id) => kept.has(id)),
    after.parts.map((part) => part.id).filter((id) => old.has(id)),
  );
  return [
    ...fieldChange('title', before.title, after.title, words),
    ...fieldChange('meta_description', before.meta_description ?? '', after.meta_description ?? '', words),
    ...fieldChange('keywords', listed(before.keywords), listed(after.keywords), words),
    ...after.parts.flatMap((part) => [
      ...partChange(old.get(part.id), part, words),
      ...(moved.has(part.id) ? [{ ...about(part, part, words), kind: 'moved' as const, hunks: [] }] : []),
    ]),
    ...before.parts
      .filter((part) => !kept.has(part.id))
      .flatMap((part) => partChange(part, undefined, words)),
  ];
}

const listed = (keywords: readonly string[] = []) => keywords.join(', ');

function fieldChange(
  part: 'title' | 'meta_description' | 'keywords',
  before: string,
  after: string,
  words: PartWording,
): PartChange[] {
  if (before === after) return [];
  const counts = { words_before: wordsOf(before), words_after: wordsOf(after) };
  const hunks = diffWords(cleanText(before), cleanText(after));
  return [{ part, label: words[part], kind: 'changed', ...counts, hunks }];
}

function partChange(
  before: ArticlePart | undefined,
  after: ArticlePart | undefined,
  words: PartWording,
): PartChange[] {
  if (sameWork(before, after)) return [];
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const hunks = diffWords(shown(before, after), shown(after, before));
  // Only the marks differ: emphasis, or where a citation stands.
  const marks = () => diffWords(cleanText(before?.markdown ?? ''), cleanText(after?.markdown ?? ''));
  return [{ ...about(before, after, words), kind, hunks: hunks.length > 0 ? hunks : marks() }];
}

function about(before: ArticlePart | undefined, after: ArticlePart | undefined, words: PartWording) {
  const id = after?.id ?? before?.id ?? '';
  const own = id === 'introduction' || id === 'conclusion' || id === 'summary' ? words[id] : words.section;
  return {
    part: id,
    label: after?.heading.trim() || before?.heading.trim() || own,
    words_before: before === undefined ? 0 : countWords(before),
    words_after: after === undefined ? 0 : countWords(after),
  };
}

/** Blanks around a part are not published. */
function sameWork(one: ArticlePart | undefined, other: ArticlePart | undefined): boolean {
  const work = (part: ArticlePart | undefined) =>
    part && JSON.stringify([part.heading.trim(), part.markdown.trim(), part.evidence]);
  return work(one) === work(other);
}

/**
 * A part as people read it, then the quotes that the other version of it has not: footnotes show them. A quote that the
 * text repeats word for word is not said twice.
 */
function shown(part: ArticlePart | undefined, other: ArticlePart | undefined): string {
  if (part === undefined) return '';
  const text = readableText(readPart(part, () => 0));
  const isNews = (quote: string) =>
    other !== undefined && !cites(other, quote) && !oneLine(text).includes(quote);
  const lines = part.evidence.flatMap(({ quote }) => (isNews(oneLine(quote)) ? `“${oneLine(quote)}”` : []));
  return [oneLine(part.heading), text, ...lines].filter((piece) => piece.trim() !== '').join('\n\n');
}

function cites({ evidence }: ArticlePart, quote: string): boolean {
  return evidence.some((one) => oneLine(one.quote) === quote);
}

/** The fewest ids that, taken out, leave the others in one order. */
function movedIds(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, i) => [id, i]));
  const chains: string[][] = [];
  for (const id of after) {
    // The longest run in the old order that this one can close.
    const fits = chains.filter((chain) => (place.get(chain.at(-1) ?? '') ?? 0) < (place.get(id) ?? 0));
    const best = fits.reduce<string[]>(
      (longest, chain) => (chain.length > longest.length ? chain : longest),
      [],
    );
    chains.push([...best, id]);
  }
  const longest = chains.reduce<string[]>((best, chain) => (chain.length > best.length ? chain : best), []);
  const stayed = new Set(longest);
  return new Set(after.filter((id) => !stayed.has(id)));
}
