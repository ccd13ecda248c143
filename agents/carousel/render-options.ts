import type { LookOptions } from '../design/slides/create-renderer.ts';
import { type CarouselState, have } from './state.ts';

/** How the pages of this state are drawn, with the draft mark or without. Pure. */
export function renderOptions(state: CarouselState): LookOptions {
  return {
    seed: state.job_id,
    language: have(state, 'language'),
    sources: Object.fromEntries(state.passages.map((p) => [p.id, p.title])),
  };
}
