import type { Language } from '../../../ports/content.ts';
import { clip } from '../../text/clip.ts';
import { foldText } from '../../text/fold-text.ts';
import { sentences } from '../../text/sentences.ts';
import { type Finding, findingOf } from './finding.ts';
import { partWording } from './part-wording.ts';
import { partText } from './plain-text.ts';
import { isFrame, type Written } from './written.ts';

/** Shorter sentences ("Ask for the record.") may come again; of titles, headings and items of lists fewer words are enough. */
const MIN_SENTENCE_WORDS = 6;
const MIN_LINE_WORDS = 4;
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
  draft: Pick<Written, 'title' | 'parts'>,
  { language, scope }: { language: Language; scope: readonly string[] | null },
): Finding[] {
  const names = partWording[language];
  const parts = [
    read('title', { name: names.title, lines: [draft.title], text: '' }),
    ...draft.parts.map((part) => {
      const name = part.heading || (isFrame(part.id) ? names[part.id as 'introduction'] : names.section);
      return read(part.id, { name, lines: [part.heading], text: partText(part) });
    }),
  ];
  const found: Finding[] = [];
  const twice = (part: string, sentence: Read['sentences'][number] | undefined, where: string | null) => {
    if (!sentence) return false;
    const params = { sentence: clip(sentence.written, 120), where };
    found.push(findingOf(part, 'sentence_twice', params, false));
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
        found.push(findingOf(changed.id, 'repetition', { where: other.name }, false));
      }
    }
  }
  return found;
}

function read(id: string, { name, lines, text }: { name: string; lines: string[]; text: string }): Read {
  const blocks = text.split('\n');
  const sentencesOf = blocks.map((block) => sentences(block).map((s) => s.text));
  const folded = (written: string) => ({ words: wordsOf(written), written });
  return {
    id,
    name,
    words: wordsOf(text),
    sentences: [
      ...lines.map(folded).filter((s) => s.words.length >= MIN_LINE_WORDS),
      // A block of one sentence is a line of its own: an item, a subheading.
      ...sentencesOf.flatMap((all) =>
        all
          .map(folded)
          .filter((s) => s.words.length >= (all.length === 1 ? MIN_LINE_WORDS : MIN_SENTENCE_WORDS)),
      ),
    ].map((s) => ({ folded: s.words.join(' '), written: s.written })),
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
