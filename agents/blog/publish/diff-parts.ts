import type { ArticlePart, Language, PartChange } from '../../../ports/content.ts';
import { countWords as wordsOf } from '../../carousel/render/slide-text.ts';
import type { ArticleText } from './article.ts';
import { cleanText } from './clean-text.ts';
import { countWords } from './count-words.ts';
import { diffWords } from './diff-words.ts';
import { type PartWording, partWording } from './part-wording.ts';

/**
 * How one version of an article differs from the version before, part by part, in the order of the newer one; what was
 * removed closes the list.
 *
 * A part is known by its id. One that was moved and changed is named twice. The words of a part are its heading, its
 * Markdown and the quotes that it cites, since the published footnotes show them.
 *
 * @param language Of the labels of parts that have no heading.
 */
export function diffParts(before: ArticleText, after: ArticleText, language: Language = 'pt'): PartChange[] {
  const words = partWording[language];
  const old = new Map(before.parts.map((part) => [part.id, part]));
  const kept = new Set(after.parts.map((part) => part.id));
  const moved = movedIds(
    before.parts.map((part) => part.id).filter((id) => kept.has(id)),
    after.parts.map((part) => part.id).filter((id) => old.has(id)),
  );
  return [
    ...fieldChange('title', before.title, after.title, words),
    ...fieldChange('meta_description', before.meta_description, after.meta_description, words),
    ...fieldChange('keywords', before.keywords.join(', '), after.keywords.join(', '), words),
    ...after.parts.flatMap((part) => [
      ...partChange(old.get(part.id), part, words),
      ...(moved.has(part.id) ? [{ ...about(part, part, words), kind: 'moved' as const, hunks: [] }] : []),
    ]),
    ...before.parts
      .filter((part) => !kept.has(part.id))
      .flatMap((part) => partChange(part, undefined, words)),
  ];
}

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
  const [from, to] = [comparable(before), comparable(after)];
  if (from === to) return [];
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [{ ...about(before, after, words), kind, hunks: diffWords(from, to) }];
}

function about(before: ArticlePart | undefined, after: ArticlePart | undefined, words: PartWording) {
  const id = after?.id ?? before?.id ?? '';
  const own = id === 'introduction' || id === 'conclusion' ? words[id] : words.section;
  return {
    part: id,
    label: after?.heading.trim() || before?.heading.trim() || own,
    words_before: before === undefined ? 0 : countWords(before),
    words_after: after === undefined ? 0 : countWords(after),
  };
}

/** Everything of a part that is published, as text. */
function comparable(part: ArticlePart | undefined): string {
  if (part === undefined) return '';
  const quotes = part.evidence.map(({ quote }, i) => `[^${i + 1}] “${quote.trim()}”`);
  return cleanText(
    [part.heading, part.markdown, quotes.join('\n')].filter((text) => text.trim() !== '').join('\n\n'),
  );
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
