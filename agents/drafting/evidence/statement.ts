import type { Claim } from '../claim.ts';

export type Quoted = Claim<unknown>['evidence'][number];

/** What a sentence of a draft is held against: a claim, or one that cites nothing. */
export interface Statement<Place> extends Claim<Place> {
  /**
   * `sentence`: of what tells facts, and cites its own. `summary`: of what sums the draft up (cover, post, introduction,
   * title), which rests on any of its quotes. `heading`: names what stands below it, and rests on all that it cites.
   */
  role: 'sentence' | 'summary' | 'heading';
  /** Quotes that its place has besides its own: of its slide or section, or for a summary of the whole draft. */
  reach: readonly Quoted[];
  /** Quotes that its paragraph or list cites, where the sentence itself has no mark: one mark stands for what it closes. */
  covered?: readonly Quoted[];
  /** Quotes of its place that no sentence cites. */
  besides?: readonly Quoted[];
  /** How a number that no source has is told. */
  of: 'slide' | 'post' | 'section' | 'article';
  /** What the draft counts of itself, which a sentence may say: its steps, its sections. */
  counts: readonly string[];
  /** Marks that stand for no entry of the part's evidence, which has `entries`. */
  unknown?: { marks: readonly string[]; entries: number };
  /** Words that are shown as a quote. */
  shown?: string;
  /** What stands below this heading tells facts and cites nothing at all. */
  citesNothing?: 'slide' | 'section';
}
