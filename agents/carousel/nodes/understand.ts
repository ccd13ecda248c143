import { understand as understandTurn } from '../../drafting/conversation/understand.ts';
import { passagesFor } from '../../drafting/passages-for.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { slideTexts } from '../checks/slide-texts.ts';
import { type CarouselState, type CarouselUpdate, have } from '../state.ts';
import type { CarouselTools } from '../tools.ts';

/** Finds out what replies in the thread want of the deck. */
export function understand(tools: Pick<CarouselTools, 'askModel' | 'content' | 'claim' | 'speaks'>) {
  return understandTurn<CarouselState, CarouselUpdate>(
    tools,
    (state) => {
      const deck = have(state, 'reviewed');
      return {
        ...(state.today === '' ? {} : { today: state.today }),
        turn: have(state, 'turn'),
        memory: state.memory,
        waits_for: 'review',
        kind: 'carousel',
        language: have(state, 'language'),
        title: deck.title,
        parts: [
          ...deck.slides.map((slide, at) => ({
            id: `slide-${at + 1}`,
            label: slide.title,
            text: slideTexts(slide).join('\n'),
          })),
          { id: 'post', label: 'post', text: [deck.post.hook, deck.post.body].join('\n') },
        ],
        passages: passagesFor(state.passages),
        fixed: ['post'],
        keepOne: [],
        fixedNote: '',
        changedNote: '',
        nextVersion: state.version + 1,
        round: state.round,
        rules: rulesFor(have(state, 'rules').rules, have(state, 'language')),
        found: [],
      };
    },
    ({ next, changes }) => ({ wanted: next, wishes: changes }),
  );
}
