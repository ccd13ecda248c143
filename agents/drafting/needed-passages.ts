import type { Passage } from '../../ports/content.ts';
import { contentStems } from '../text/content-stems.ts';

/** What a question to the model is about. */
interface Need {
  /** Ids of passages that the text in question cites: they always go along. */
  cited: readonly string[];
  /** What the answer is to be about: a wish, a question, the point of a section. */
  words: string;
  /** Passages that go along for `words`, besides the cited ones. */
  most: number;
}

/**
 * The passages that a question needs, in the order given: what is cited, and what is closest to its words. Sending all of
 * them would cost 20 to 40 kB with each reply. Words of few passages weigh more. Pure.
 *
 * Words that no passage holds bring the first ones, which the search put first for the topic.
 */
export function neededPassages<T extends Pick<Passage, 'id' | 'title' | 'text'>>(
  passages: readonly T[],
  { cited, words, most }: Need,
): T[] {
  const wanted = [...new Set(contentStems(words))];
  const held = passages.map((p) => new Set(contentStems(`${p.title}\n${p.text}`)));
  const weight = new Map(
    wanted.map((stem) => {
      const among = held.filter((stems) => stems.has(stem)).length;
      return [stem, among === 0 ? 0 : Math.log(1 + passages.length / among)];
    }),
  );
  const scored = passages.map((passage, at) => ({
    passage,
    at,
    score: wanted.reduce((sum, stem) => sum + (held[at]?.has(stem) ? (weight.get(stem) ?? 0) : 0), 0),
  }));
  const others = scored.filter(({ passage }) => !cited.includes(passage.id));
  const close = others.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score || a.at - b.at);
  const isCited = scored.filter(({ passage }) => cited.includes(passage.id));
  const more = close.length > 0 || isCited.length > 0 ? close : others;
  return [...isCited, ...more.slice(0, most)].toSorted((a, b) => a.at - b.at).map(({ passage }) => passage);
}
