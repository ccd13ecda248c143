import type { Language, SlideFinding } from '../../ports/content.ts';
import { deck as answer, type Deck } from '../design/slides/deck.ts';
import { toRepair } from '../drafting/say-finding.ts';
import { have } from '../drafting/state.ts';
import type { AskModel } from '../models/ask-model.ts';
import { followContents } from './follow-contents.ts';
import { revisePrompt } from './prompts/revise.ts';
import { renumberHeadings } from './renumber-headings.ts';
import type { CarouselState } from './state.ts';
import { type RevisionTask, taskCommon } from './tasks.ts';
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
    ...taskCommon(state),
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
