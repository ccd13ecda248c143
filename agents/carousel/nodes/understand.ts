import { slideTexts } from '../../design/slide-text.ts';
import type { TurnSubject } from '../../drafting/nodes/understand.ts';
import { have } from '../../drafting/state.ts';
import type { CarouselState } from '../state.ts';

/** What replies in the thread of a deck can be about. Pure. */
export function deckAsSubject(state: CarouselState): TurnSubject {
  const { deck } = have(state, 'shown');
  return {
    waits_for: 'review',
    kind: 'carousel',
    title: deck.title,
    parts: [
      ...deck.slides.map((slide, at) => ({
        id: `slide-${at + 1}`,
        label: slide.title,
        text: slideTexts(slide).join('\n'),
      })),
      { id: 'post', label: 'post', text: [deck.post.hook, deck.post.body].join('\n') },
    ],
    passages: state.passages,
    fixed: ['post'],
    keepOne: [],
    fixedNote: '',
    changedNote: '',
    nextVersion: state.version + 1,
  };
}
