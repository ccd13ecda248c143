import type { DraftPart } from '../wire-understanding.ts';
import type { Wish } from './read-wish.ts';

/** One wish with its place; null: the draft as a whole. */
export interface Planned {
  wish: Wish;
  part: DraftPart | null;
  /** The person's own words. */
  clause: string;
  /** For a part that moves or comes new: what it comes behind; null: first. */
  after?: string | null;
}

/** What is wanted and where; or what stands in no passage, or in no part. */
export type Plan = { planned: Planned[] } | { noSource: string } | { noPart: string };
