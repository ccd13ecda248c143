import type { RenderOptions } from './render/create-renderer.ts';
import { type CarouselState, have } from './state.ts';

/** How the pages of this state are drawn; the same for draft and final but for the mark. Pure. */
export function renderOptions(state: CarouselState, mark: { draft: boolean }): RenderOptions {
  return {
    ...mark,
    seed: state.job_id,
    language: have(state, 'language'),
    sources: Object.fromEntries(state.passages.map((p) => [p.id, p.title])),
  };
}
