import type { Language, SlideFinding } from '../../ports/content.ts';
import { deck as answer, type Deck, type RevisionTask } from '../../ports/model-tasks.ts';
import { toRepair } from '../drafting/say-finding.ts';
import { have } from '../drafting/state.ts';
import type { AskModel } from '../models/ask-model.ts';
import { deckMaterial } from './deck-material.ts';
import { followContents } from './follow-contents.ts';
import { revisePrompt } from './prompts/revise.ts';
import { renumberHeadings } from './renumber-headings.ts';
import type { CarouselState } from './state.ts';
import { tidyDeck } from './tidy-deck.ts';

/** Asks for the whole deck again, changed where the note or the findings want it. */
export async function changeDeck(
  askModel: AskModel,
  state: CarouselState,
  change: { note: string | null; findings: SlideFinding[] },
  run: { node: string; round: number; speaks?: Language; signal?: AbortSignal | undefined },
): Promise<{ deck: Deck; model: string }> {
  const task: RevisionTask = {
    task: 'carousel_revision',
    ...deckMaterial(state),
    deck: have(state, 'deck'),
    note: change.note,
    ...(run.speaks ? { reply_language: run.speaks } : {}),
    findings: change.findings.map(toRepair),
  };
  const asked = await askModel(task, answer, {
    node: run.node,
    system: revisePrompt,
    round: run.round,
    signal: run.signal,
  });
  return {
    deck: followContents(renumberHeadings(tidyDeck(asked.answer), task.deck), task.deck),
    model: asked.model,
  };
}
