import { deck as answer } from '../../design/slides/deck.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { followContents } from '../follow-contents.ts';
import { writePrompt } from '../prompts/write.ts';
import type { CarouselNode } from '../state.ts';
import { type DeckTask, taskCommon } from '../tasks.ts';
import { tidyDeck } from '../tidy-deck.ts';

/** Writes the first version of all slides and of the post. */
export function write(askModel: AskModel): CarouselNode {
  return async (state, { signal }) => {
    const task: DeckTask = { task: 'carousel_deck', ...taskCommon(state), plan: have(state, 'planned') };
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
