import { deck as answer, type DeckTask } from '../../../ports/model-tasks.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { deckMaterial } from '../deck-material.ts';
import { followContents } from '../follow-contents.ts';
import { writePrompt } from '../prompts/write.ts';
import type { CarouselNode } from '../state.ts';
import { tidyDeck } from '../tidy-deck.ts';

/** Writes the first version of all slides and of the post. */
export function write(askModel: AskModel): CarouselNode {
  return async (state, { signal }) => {
    const task: DeckTask = { task: 'carousel_deck', ...deckMaterial(state), plan: have(state, 'planned') };
    const asked = await askModel(task, answer, {
      node: 'write',
      system: writePrompt,
      round: state.round,
      signal,
    });
    return {
      deck: followContents(tidyDeck(asked.answer)),
      model: asked.model,
      repairs: 0,
      mended: false,
      findings: [],
    };
  };
}
