import type { Send } from '@langchain/langgraph';
import { isTakenBack } from '../drafting/edges.ts';
import { roundsOf } from './estimate.ts';
import { toNotes } from './nodes/take-notes.ts';
import { isWithoutNotes } from './nodes/weigh.ts';
import { openQuestions } from './open-questions.ts';
import type { ResearchState } from './state.ts';

/** A button that asks for other questions says which; words in the thread have to be understood first. */
export function afterQuestions({ stopped, turn }: ResearchState): 'give-up' | 'recall' | 'aim' {
  if (stopped) return 'give-up';
  return turn ? 'recall' : 'aim';
}

export function afterRecall(
  state: ResearchState,
): 'take-back' | 'plan' | 'understand-questions' | 'understand' {
  if (isTakenBack(state)) return 'take-back';
  if (state.shown) return 'understand';
  return state.turn?.by === 'button' ? 'plan' : 'understand-questions';
}

export function afterQuestionWords(state: ResearchState): 'take-back' | 'plan' | 'aim' | 'confirm-questions' {
  if (isTakenBack(state)) return 'take-back';
  if (state.wanted?.next === 'go_on') return 'aim';
  return state.wanted?.next === 'change' ? 'plan' : 'confirm-questions';
}

/** A branch for each question that has something to read. */
export function afterRetrieve(state: ResearchState): 'take-back' | 'weigh' | Send[] {
  return isTakenBack(state) ? 'take-back' : toNotes(state);
}

/** What is still open is looked for in other words, as often as was asked for; what people wished for, once. */
export function afterWeighing(state: ResearchState): 'give-up' | 'take-back' | 'reword' | 'write' | 'revise' {
  if (state.stopped) return isTakenBack(state) ? 'take-back' : 'give-up';
  if (state.shown) return 'revise';
  const open = openQuestions(state);
  const mayGoOn = state.searched < roundsOf(state) && Object.keys(state.refused).length === 0;
  return open.length > 0 && (mayGoOn || isWithoutNotes(state)) ? 'reword' : 'write';
}

export function afterRewording(state: ResearchState): 'give-up' | 'search' | 'write' {
  if (state.stopped) return 'give-up';
  return state.lookups.length > 0 ? 'search' : 'write';
}

/** A wish about words alone needs nothing to be looked for. */
export function afterFollowingUp(state: ResearchState): 'take-back' | 'search' | 'revise' {
  if (isTakenBack(state)) return 'take-back';
  return state.lookups.length > 0 ? 'search' : 'revise';
}

/** What a turn came to: another version, or the same one waits again. */
export function afterUnderstandingReport(state: ResearchState): 'take-back' | 'follow-up' | 'await-review' {
  if (isTakenBack(state)) return 'take-back';
  return state.wanted?.next === 'change' ? 'follow-up' : 'await-review';
}

/** What waited before waits again. */
export function afterTakingBack({ shown }: ResearchState): 'await-review' | 'confirm-questions' {
  return shown ? 'await-review' : 'confirm-questions';
}

/** Before the questions were agreed to they are made anew; after it they are looked for anew. */
export function afterGivingUp({ lookups, searched }: ResearchState): 'plan' | 'aim' {
  return searched === 0 && lookups.length === 0 ? 'plan' : 'aim';
}
