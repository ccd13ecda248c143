import type { z } from 'zod';
import type { CarouselBrief, Language } from '../../ports/content.ts';
import type { Deck, keptPlan, Layout } from '../design/slides/deck.ts';
import { type Material, materialOf } from '../drafting/material.ts';
import { have } from '../drafting/state.ts';
import type { CarouselState } from './state.ts';

/** What every question carries; `task` is also the name of the answer's JSON schema. */
interface TaskCommon extends Material<CarouselBrief> {
  /** Number of slides of the deck, cover and call to action included. */
  slides: number;
  /** Of the team's own, as words alone; left out where the team has none that would fit. */
  pictures?: { id: string; title: string; alt: string }[];
  brand: { name: string; handle: string };
}

/** What the checks found and the writer repairs; `slide` null: the post or the deck as a whole. */
interface SaidFinding {
  slide: number | null;
  code: string;
  message: string;
}

/** Answer: `plan`. */
export type PlanTask = TaskCommon & { task: 'carousel_plan' };
/** Answer: `deck`. */
export type DeckTask = TaskCommon & { task: 'carousel_deck'; plan: z.infer<typeof keptPlan> };
/** Answer: `deck`, changed where `note` (a person's words) or `findings` (of the checks) ask for it. */
export type RevisionTask = TaskCommon & {
  task: 'carousel_revision';
  deck: Deck;
  note: string | null;
  /** Of what is said to the person who wrote `note`: the team's. */
  reply_language?: Language;
  findings: SaidFinding[];
};
/** Answer: `{ slide }`, the new slide `slide_number` (1-based) alone. */
export type SlideTask = TaskCommon & {
  task: 'carousel_slide';
  deck: Deck;
  slide_number: number;
  note: string | null;
  reply_language?: Language;
  findings: SaidFinding[];
};
/** Answer: `deckJudgementAnswer`. The deck as its readers see it; `passages` is empty. */
export type DeckJudgementTask = TaskCommon & {
  task: 'carousel_judgement';
  deck: { title: string; slides: { number: number; layout: Layout; text: string }[]; post: string };
};
export type CarouselTask = PlanTask | DeckTask | RevisionTask | SlideTask | DeckJudgementTask;

/** Pure. */
export function taskCommon(state: CarouselState): TaskCommon {
  const { name, handle } = have(state, 'brand');
  const pictures = state.pictures.filter((p) => !p.removed).map(({ id, title, alt }) => ({ id, title, alt }));
  return {
    ...materialOf(state, state.passages),
    slides: state.slides,
    ...(pictures.length > 0 ? { pictures } : {}),
    brand: { name, handle },
  };
}
