import { clip } from '../../grounding/clip.ts';
import { foldText } from '../../grounding/fold-text.ts';
import { sentences } from '../../grounding/sentences.ts';
import type { Article, Finding } from '../state.ts';
import type { Facts } from './facts.ts';
import { findingOf } from './finding-texts.ts';
import { isFrame, partText } from './part-text.ts';

/** Shorter sentences ("Ask for the record.") may come again. */
const MIN_SENTENCE_WORDS = 6;
const GRAM = 8;
/** Share of a part's runs of eight words that another part may have. A summary shares more than a section. */
const MAX_SHARED = { section: 0.15, frame: 0.3 } as const;

interface Read {
  id: string;
  name: string;
  words: string[];
  /** Folded, with how it is written. */
  sentences: { folded: string; written: string }[];
}

/**
 * Sentences that stand twice, and parts that say much the same in the same words. Of two parts the one that this
 * version was to change is named, else the later one. Pure.
 */
export function checkRepetition(
  article: Article,
  { language, scope }: Pick<Facts, 'language' | 'scope'>,
): Finding[] {
  const parts = article.parts.map((part) => read(part.id, part.heading, partText(part)));
  const found: Finding[] = [];
  const twice = (part: string, sentence: Read['sentences'][number] | undefined, where: string | null) => {
    if (!sentence) return false;
    const params = { sentence: clip(sentence.written, 120), where };
    found.push(findingOf(language, part, 'sentence_twice', params, false));
    return true;
  };
  for (const [at, later] of parts.entries()) {
    const own = later.sentences.find((s, n) =>
      later.sentences.slice(0, n).some((b) => b.folded === s.folded),
    );
    twice(later.id, own, null);
    for (const earlier of parts.slice(0, at)) {
      const isEarlierMeant = scope?.includes(earlier.id) && !scope.includes(later.id);
      const [changed, other] = isEarlierMeant ? [earlier, later] : [later, earlier];
      const shares = changed.sentences.find((s) => other.sentences.some((b) => b.folded === s.folded));
      if (twice(changed.id, shares, other.name)) continue;
      const limit = isFrame(changed.id) || isFrame(other.id) ? MAX_SHARED.frame : MAX_SHARED.section;
      if (shared(changed.words, other.words) > limit) {
        found.push(findingOf(language, changed.id, 'repetition', { where: other.name }, false));
      }
    }
  }
  return found;
}

function read(id: string, heading: string, text: string): Read {
  const written = text.split('\n').flatMap((block) => sentences(block).map((s) => s.text));
  return {
    id,
    name: heading || id,
    words: wordsOf(text),
    sentences: written
      .map((sentence) => ({ words: wordsOf(sentence), written: sentence }))
      .filter((s) => s.words.length >= MIN_SENTENCE_WORDS)
      .map((s) => ({ folded: s.words.join(' '), written: s.written })),
  };
}

function wordsOf(text: string): string[] {
  return foldText(text, { accents: false }).text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Share of the shorter text's runs of words that the other one has. */
function shared(a: string[], b: string[]): number {
  const runs = (words: string[]) =>
    new Set(words.slice(GRAM - 1).map((_, at) => words.slice(at, at + GRAM).join(' ')));
  const [one, two] = [runs(a), runs(b)];
  const [small, big] = one.size <= two.size ? [one, two] : [two, one];
  if (small.size === 0) return 0;
  return [...small].filter((run) => big.has(run)).length / small.size;
}
