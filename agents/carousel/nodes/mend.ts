import type { Deck } from '../../../ports/model-tasks.ts';
import type { Mended } from '../../drafting/mend-sentences.ts';
import { mend as mendDraft } from '../../drafting/nodes/mend.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { deckTexts } from '../checks/deck-texts.ts';
import { followContents } from '../follow-contents.ts';
import type { CarouselState } from '../state.ts';
import { mapTexts, tidyDeck } from '../tidy-deck.ts';

export function mend(askModel: AskModel) {
  return mendDraft(
    askModel,
    (state: CarouselState) => deckTexts(have(state, 'deck')),
    (state, mended) => {
      const deck = have(state, 'deck');
      return {
        deck: mended.length > 0 ? followContents(tidyDeck(mended.reduce(replaced, deck)), deck) : deck,
      };
    },
  );
}

/** The deck with one sentence in other words, on its slide (1-based) or in the post (null). Evidence stays. */
function replaced(deck: Deck, { place, before, after }: Mended<number | null>): Deck {
  // A function, as `$` in a text is no pattern.
  const swap = (text: string) => text.replace(before, () => after);
  if (place === null) {
    const { hook, body, hashtags } = deck.post;
    return { ...deck, post: { hook: swap(hook), body: swap(body), hashtags } };
  }
  const slides = deck.slides.map((slide, at) => (at + 1 === place ? mapTexts(slide, swap) : slide));
  return { ...deck, slides };
}
