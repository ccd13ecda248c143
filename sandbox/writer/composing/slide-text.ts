import type { Slide } from '../../../ports/model-tasks.ts';
import { countWords, digitRuns } from '../reading/words.ts';

/** Every text of a slide that a reader sees. */
export function textsOf(slide: Slide): string[] {
  switch (slide.layout) {
    case 'cover':
      return [slide.kicker, slide.title, slide.subtitle];
    case 'statement':
    case 'picture':
      return [slide.title, slide.body];
    case 'list':
    case 'checklist':
      return [slide.title, ...slide.items];
    case 'steps':
      return [slide.title, ...slide.steps.flatMap((s) => [s.title, s.body])];
    case 'numbers':
      return [slide.title, ...slide.numbers.flatMap((n) => [n.value, n.label])];
    case 'quote':
      return [slide.title, slide.quote, slide.author, slide.role];
    case 'chart':
      return [slide.title, ...slide.bars.map((b) => b.label), slide.unit, slide.source];
    case 'comparison':
      return [
        slide.title,
        slide.left.heading,
        ...slide.left.items,
        slide.right.heading,
        ...slide.right.items,
      ];
    case 'cta':
      return [slide.title, slide.body, slide.action];
  }
}

/** Words on the slide; a bar's value counts as one. */
export const slideWords = (slide: Slide): number =>
  textsOf(slide).reduce((sum, text) => sum + countWords(text), 0) +
  (slide.layout === 'chart' ? slide.bars.length : 0);

/** A third less text than a slide may hold would look empty; a tenth less leaves room for the renderer. */
export const wordBudget = 46;

/** Numbers on the slide that neither its quotes nor the brief hold. */
export function looseNumbers(slide: Slide, brief: string): string[] {
  const held = new Set([...slide.evidence.map((e) => e.quote), brief].flatMap(digitRuns));
  return textsOf(slide)
    .flatMap(digitRuns)
    .filter((run) => !held.has(run));
}

/**
 * Adds the quotes that hold the slide's loose numbers.
 *
 * @returns Null when a number stands nowhere in `lines`: such a slide may not be shown.
 */
export function coverNumbers(slide: Slide, brief: string, lines: string[], passageId: string): Slide | null {
  let covered = slide;
  for (const run of looseNumbers(slide, brief)) {
    const quote = lines.find((line) => digitRuns(line).includes(run));
    if (!quote) return null;
    if (!covered.evidence.some((e) => e.quote === quote)) {
      covered = { ...covered, evidence: [...covered.evidence, { passage_id: passageId, quote }] };
    }
  }
  return looseNumbers(covered, brief).length === 0 ? covered : null;
}
