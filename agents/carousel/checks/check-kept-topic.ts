import type { SlideFinding } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';
import { contentStems } from '../../text/content-stems.ts';

/** Share of a headline's words that the slide still says after a change that names no other topic. */
const KEPT = 1 / 3;
/** The person asks for something else instead. */
const another =
  /(?<!\p{L})(?:outr[oa]s?|diferente|troqu\p{L}*|trocar|substitu\p{L}*|sobre|another|different|other|replace|swap|instead|about)(?!\p{L})/iu;

/**
 * A slide that was asked to become shorter, livelier or clearer is still about what its headline said. A writer that puts
 * another slide in its place destroys work that people had seen. Pure.
 *
 * @param scope Slides (1-based) that this version may change; null: all of them.
 */
export function checkKeptTopic(
  deck: Deck,
  { reviewed, scope, note }: { reviewed: Deck | null; scope: readonly number[] | null; note: string },
): SlideFinding[] {
  if (reviewed === null || scope === null || another.test(note)) return [];
  const wished = new Set(contentStems(note));
  return scope.flatMap((number): SlideFinding[] => {
    const [before, now] = [reviewed.slides[number - 1], deck.slides[number - 1]];
    if (!before || !now || before.layout === 'cover' || before.layout === 'cta') return [];
    // What rests on the same words of a source is about the same thing, however it is put.
    if (now.evidence.some(({ quote }) => before.evidence.some((e) => e.quote === quote))) return [];
    const subject = [...new Set(contentStems(before.title || slideTexts(before).join('\n')))];
    const said = new Set(contentStems(slideTexts(now).join('\n')));
    const isNamed = contentStems(now.title).some((stem) => wished.has(stem) && !subject.includes(stem));
    const kept = subject.filter((stem) => said.has(stem)).length;
    if (isNamed || subject.length === 0 || kept >= subject.length * KEPT) return [];
    return [{ place: number, code: 'slide_topic', params: { was: before.title } }];
  });
}
