import type { DeckMaterial } from '../../ports/model-tasks.ts';
import { materialOf } from '../drafting/material.ts';
import { have } from '../drafting/state.ts';
import type { CarouselState } from './state.ts';

/** What every question about a deck carries. Pure. */
export function deckMaterial(state: CarouselState): DeckMaterial {
  const { name, handle } = have(state, 'brand');
  const pictures = state.pictures.filter((p) => !p.removed).map(({ id, title, alt }) => ({ id, title, alt }));
  return {
    ...materialOf(state, state.passages),
    slides: state.slides,
    ...(pictures.length > 0 ? { pictures } : {}),
    brand: { name, handle },
  };
}
