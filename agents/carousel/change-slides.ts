import type { Language, SlideFinding } from '../../ports/content.ts';
import { type Deck, type SlideTask, slideAnswer } from '../../ports/model-tasks.ts';
import { neededPassages } from '../drafting/needed-passages.ts';
import { toRepair } from '../drafting/say-finding.ts';
import { have } from '../drafting/state.ts';
import type { AskModel } from '../models/ask-model.ts';
import { deckMaterial } from './deck-material.ts';
import { followContents } from './follow-contents.ts';
import { slidePrompt } from './prompts/slide.ts';
import type { CarouselState } from './state.ts';
import { tidySlide } from './tidy-deck.ts';

/** Passages of which a slide may take something new, besides those that it cites. */
const MOST_NEW = 6;

/** One slide that is to change, 1-based, and why. */
interface SlideChange {
  slide: number;
  note: string | null;
  findings: SlideFinding[];
}

/**
 * Asks for new versions of single slides, one after the other so that each sees the one before. Code puts them in
 * place: every other slide, the title and the post stay byte for byte as they were, all but the post's list of contents.
 */
export async function changeSlides(
  askModel: AskModel,
  state: CarouselState,
  changes: readonly SlideChange[],
  run: { node: string; round: number; speaks?: Language; signal?: AbortSignal | undefined },
): Promise<{ deck: Deck; model: string }> {
  let deck = have(state, 'deck');
  let model = state.model;
  for (const change of changes) {
    const current = deck.slides[change.slide - 1];
    const common = deckMaterial(state);
    const findings = change.findings.map(toRepair);
    const task: SlideTask = {
      task: 'carousel_slide',
      ...common,
      passages: neededPassages(common.passages, {
        cited: current?.evidence.map((e) => e.passage_id) ?? [],
        words: [change.note ?? '', ...findings.map((i) => i.message), current?.title ?? ''].join('\n'),
        most: MOST_NEW,
      }),
      deck,
      slide_number: change.slide,
      note: change.note,
      ...(run.speaks ? { reply_language: run.speaks } : {}),
      findings,
    };
    const asked = await askModel(task, slideAnswer, {
      node: run.node,
      system: slidePrompt,
      round: run.round,
      signal: run.signal,
    });
    const slides = deck.slides.with(change.slide - 1, tidySlide(asked.answer.slide));
    deck = followContents({ ...deck, slides }, deck);
    model = asked.model;
  }
  return { deck, model };
}
