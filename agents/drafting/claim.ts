import { createHash } from 'node:crypto';
import type { Passage } from '../../ports/content.ts';
import { sentences } from '../text/sentences.ts';
import { hasWords, wordsIn } from '../text/words-in.ts';

/** One sentence of a draft with the quotes that it cites. */
export interface Claim<Place> {
  /** Where people find it: a slide (1-based), or the id of a part. */
  place: Place;
  sentence: string;
  /** What stands before it, so that "it" and "this" have a meaning. */
  context: string;
  evidence: { passage_id: string; quote: string }[];
}

/** The same for the same sentence, quotes and passages: what was judged once is not judged again. Pure. */
export function claimKey(
  { sentence, evidence }: Pick<Claim<unknown>, 'sentence' | 'evidence'>,
  passages: ReadonlyMap<string, Pick<Passage, 'text'>>,
): string {
  const quotes = evidence.map(({ passage_id, quote }) => [quote, passages.get(passage_id)?.text ?? '']);
  return createHash('sha256')
    .update(JSON.stringify([sentence, quotes]))
    .digest('hex');
}

/** The sentences of a text. What the splitter would lose is one with the rest, so that no claim goes unjudged. Pure. */
export function everySentence(text: string): string[] {
  const found = sentences(text).map((s) => s.text);
  const letters = (t: string) => t.replace(/\s/g, '');
  return letters(found.join('')) === letters(text) ? found : [text];
}

/** Words: two that a person wrote stand in many sentences. */
const MIN_OWN_WORDS = 3;

/**
 * Whether a sentence is a person's own, word for word, from the brief's thread or a note. Its author answers for it and does
 * not approve it; a quote need not carry it. Pure.
 */
export function isByHand(sentence: string, notes: readonly string[]): boolean {
  return wordsIn(sentence).length >= MIN_OWN_WORDS && notes.some((note) => hasWords(note, sentence));
}
