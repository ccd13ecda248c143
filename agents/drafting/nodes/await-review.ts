import { interrupt } from '@langchain/langgraph';
import { type ResumeValue, resume } from '../../../ports/content.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { readUpto, type Turn, turnOfReplies } from '../conversation/turn.ts';
import type { DraftingState } from '../state.ts';

/**
 * Waits for a person: a decision on exactly this text, which the question names by version and hash, words in the thread,
 * or a version that the person made. The node runs again from its top when the answer comes, so nothing with an effect stands here.
 *
 * @param own The fields of `shown` that are the graph's own.
 * @param turnOf What of a decision is to be understood as words of the thread are; null: nothing.
 */
export function awaitReview<State extends DraftingState, Own extends object>(
  today: () => string,
  {
    hash,
    own,
    turnOf,
  }: {
    hash(state: State): string;
    own(state: State): Own;
    turnOf(decision: ResumeValue): Turn | null;
  },
) {
  return async (state: State) => {
    const {
      version,
      read_upto,
      warnings,
      blocking,
      support,
      claims,
      files,
      finals,
      left_out,
      model,
      brand,
      rules,
      notes,
    } = state;
    const awaited: Awaited = { version, hash: hash(state), read_upto };
    const heard = resume.parse(interrupt(awaited));
    const shown = {
      version,
      warnings,
      blocking,
      support,
      claims,
      files,
      finals,
      left_out,
      model,
      brand,
      rules,
      notes,
    };
    const fresh = {
      shown: { ...shown, ...own(state) },
      today: today(),
      hand: null,
      wanted: null,
      stopped: null,
    };
    if ('decision' in heard) return { decision: heard, turn: turnOf(heard), ...fresh };
    if (heard.kind === 'hand') return { ...fresh, hand: heard, turn: null };
    if (heard.kind === 'answer') throw new Error('Cannot take an answer: the graph waits for a review');
    const turn = turnOfReplies(heard);
    return { turn, read_upto: readUpto(turn), ...fresh };
  };
}
