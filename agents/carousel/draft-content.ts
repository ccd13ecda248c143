import type { CarouselDraft } from '../../ports/content.ts';
import { finishedEarly } from '../drafting/finished-early.ts';
import { have } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';
import { draftHash } from '../runner/draft-hash.ts';
import { picturesOn } from './pictures/offered-pictures.ts';
import type { CarouselState } from './state.ts';

/** The draft as people see it and as its hash covers it. Pure: the same state gives the same bytes. */
export function draftContent(state: CarouselState): CarouselDraft {
  const deck = have(state, 'deck');
  return {
    kind: 'carousel',
    title: deck.title,
    language: have(state, 'language'),
    ...(state.planned?.structure ? { structure: state.planned.structure } : {}),
    slides: deck.slides,
    post: deck.post,
    warnings: [...finishedEarly(state), ...state.warnings],
    ...(state.blocking.length > 0 ? { blocking: state.blocking } : {}),
    ...(state.support ? { support: state.support } : {}),
    ...(state.claims ? { claims: state.claims } : {}),
    sources: usedSources(state),
    ...(shownPictures(state).length > 0 ? { pictures: shownPictures(state) } : {}),
    brand_version: have(state, 'brand').version,
    model: state.model,
    offline: isOffline(state.model),
  };
}

/** Bound by their hashes: what goes out shows these pictures, even once they are removed from the knowledge base. */
function shownPictures(state: CarouselState): NonNullable<CarouselDraft['pictures']> {
  const shown = picturesOn(have(state, 'deck'));
  return state.pictures
    .filter((p) => shown.has(p.id))
    .map(({ id, title, alt, sha256 }) => ({ document_id: id, title, alt, sha256 }));
}

export function hashOfState(state: CarouselState): string {
  return draftHash(draftContent(state), state.files, state.finals);
}

/** Documents behind the evidence, in order of first use. */
function usedSources(state: CarouselState): CarouselDraft['sources'] {
  const byPassage = new Map(state.passages.map((p) => [p.id, p]));
  const used = new Map<string, CarouselDraft['sources'][number]>();
  for (const { passage_id } of have(state, 'deck').slides.flatMap((s) => s.evidence)) {
    const passage = byPassage.get(passage_id);
    if (passage && !used.has(passage.document_id)) {
      const { document_id, title, url } = passage;
      used.set(document_id, { document_id, title, url });
    }
  }
  return [...used.values()];
}

/** What a deck's review is about. A button's words are not understood as a reply's are: they name what to change. */
export const shownDeck = {
  hash: hashOfState,
  own: (state: CarouselState) => ({ deck: have(state, 'deck'), slides: state.slides }),
  turnOf: () => null,
};
