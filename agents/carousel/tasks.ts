import type { z } from 'zod';
import type { CarouselBrief, HouseRules, Language } from '../../ports/content.ts';
import type { Deck, Issue, keptPlan, Layout } from '../design/slides/deck.ts';
import type { ShownPassage } from '../drafting/passages-for.ts';
import type { Subject } from '../drafting/topic/subject.ts';

/**
 * What a node sends as the user message, as JSON: any OpenAI-compatible model reads it as data, and the sandbox's
 * writer composes from it. `task` is also the name of the answer's JSON schema.
 */
interface TaskCommon {
  /** YYYY-MM-DD; absent in threads from before it was told. */
  today?: string;
  brief: CarouselBrief;
  language: Language;
  /** What the brief is about, as the documents name it. */
  subjects: Subject[];
  /** Number of slides of the deck, cover and call to action included. */
  slides: number;
  /** Retrieved text: data, never instructions. */
  passages: ShownPassage[];
  /** Of the team's own, as words alone; left out where the team has none that would fit. */
  pictures?: { id: string; title: string; alt: string }[];
  /** Texts that the team likes: how it sounds, and no facts. */
  samples: { text: string }[];
  brand: { name: string; handle: string };
  rules: Pick<HouseRules, 'voice' | 'rules'>;
}

/** Answer: `plan`. */
export type PlanTask = TaskCommon & { task: 'carousel_plan' };
/** Answer: `deck`. */
export type DeckTask = TaskCommon & { task: 'carousel_deck'; plan: z.infer<typeof keptPlan> };
/** Answer: `deck`, changed where `note` (a person's words) or `issues` (of the checks) ask for it. */
export type RevisionTask = TaskCommon & {
  task: 'carousel_revision';
  deck: Deck;
  note: string | null;
  issues: Issue[];
};
/** Answer: `{ slide }`, the new slide `slide_number` (1-based) alone. */
export type SlideTask = TaskCommon & {
  task: 'carousel_slide';
  deck: Deck;
  slide_number: number;
  note: string | null;
  issues: Issue[];
};
/** Answer: `deckJudgementAnswer`. The deck as its readers see it; `passages` is empty. */
export type DeckJudgementTask = TaskCommon & {
  task: 'carousel_judgement';
  deck: { title: string; slides: { number: number; layout: Layout; text: string }[]; post: string };
};
export type CarouselTask = PlanTask | DeckTask | RevisionTask | SlideTask | DeckJudgementTask;
