import type { Deck } from '../../design/slides/deck.ts';
import { mendSentences } from '../../drafting/mend-sentences.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { deckTexts } from '../checks/deck-texts.ts';
import { followContents } from '../follow-contents.ts';
import { type CarouselNode, have } from '../state.ts';
import { mapTexts, tidyDeck } from '../tidy-deck.ts';

/** Sends the sentences that sound like a machine's back to the writer, once; every other sentence stays as it is. */
export function mend(askModel: AskModel): CarouselNode {
  return async (state, { signal }) => {
    const deck = have(state, 'deck');
    const language = have(state, 'language');
    const { voice, rules } = have(state, 'rules');
    const mended = await mendSentences(
      askModel,
      deckTexts(deck),
      state.to_mend,
      { language, rules: { voice, rules: rulesFor(rules, language) } },
      { node: 'mend', round: state.round, signal },
    );
    const after = mended.reduce(replaced, deck);
    return { deck: after === deck ? deck : followContents(tidyDeck(after), deck), mended: true, to_mend: [] };
  };
}

/** The deck with one sentence in other words, on its slide (1-based) or in the post (null). Evidence stays. */
function replaced(
  deck: Deck,
  { place, before, after }: { place: number | null; before: string; after: string },
): Deck {
  // A function, as `$` in a text is no pattern.
  const swap = (text: string) => text.replace(before, () => after);
  if (place === null) {
    const { hook, body, hashtags } = deck.post;
    return { ...deck, post: { hook: swap(hook), body: swap(body), hashtags } };
  }
  const slides = deck.slides.map((slide, at) => (at + 1 === place ? mapTexts(slide, swap) : slide));
  return { ...deck, slides };
}
