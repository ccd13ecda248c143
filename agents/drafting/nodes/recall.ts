import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import type { MemoryLine } from '../../../ports/model-tasks.ts';
import { clip } from '../../text/clip.ts';
import { type Turn, turnText } from '../conversation/turn.ts';
import { type DraftingState, have } from '../state.ts';

/** Lines of a thread that a turn remembers. Older ones say little about what is wanted now. */
const MAX_LINES = 40;
const MAX_CHARS = 1_000;
/** Passages that a turn may add: people can ask for facts that the brief did not. */
const MAX_FOUND = 6;
const MAX_QUERY = 500;

type Recalled = Pick<DraftingState, 'turn' | 'team_id' | 'job_id' | 'language'>;

/**
 * Reads what was said in the thread before this turn, oldest first, as edited and without what was deleted.
 *
 * It is a node of its own, before the model is asked: lines that come meanwhile would make another question of it when
 * that node runs again, which would be paid again.
 */
export function recall(content: Pick<ContentForAgent, 'readThread'>, claim: Claim) {
  return async (state: Recalled) => ({ memory: await linesBefore(content, claim, have(state, 'turn')) });
}

/** And looks up what people say now, in the job's own pages as well. */
export function recallAndSearch(
  content: Pick<ContentForAgent, 'readThread' | 'searchKnowledge'>,
  claim: Claim,
) {
  return async (state: Recalled) => {
    const turn = have(state, 'turn');
    const { team_id, job_id } = state;
    const query = clip(turnText(turn), MAX_QUERY);
    const [memory, answer] = await Promise.all([
      linesBefore(content, claim, turn),
      content.searchKnowledge(team_id, query, have(state, 'language'), MAX_FOUND, { job_id }),
    ]);
    return { memory, found: answer.passages };
  };
}

async function linesBefore(
  content: Pick<ContentForAgent, 'readThread'>,
  claim: Claim,
  turn: Turn,
): Promise<MemoryLine[]> {
  const lines = await content.readThread(claim, MAX_LINES);
  const first = Math.min(...turn.messages.map((m) => m.id ?? Number.POSITIVE_INFINITY));
  return lines
    .filter((line) => line.id < first && line.text.trim() !== '')
    .map((line) => ({ from: line.author_kind, text: clip(line.text, MAX_CHARS) }));
}
