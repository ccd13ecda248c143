import type { Send } from '@langchain/langgraph';
import { isTakenBack } from '../drafting/edges.ts';
import { toSections } from './nodes/write-section.ts';
import type { BlogState } from './state.ts';

/** Once people agree, the sections are written side by side. */
export function afterStrategy(state: BlogState): 'recall' | Send[] {
  return state.turn ? 'recall' : toSections(state);
}

/** A button that asks for another strategy says what; words in the thread have to be understood first. */
export function afterRecall(
  state: BlogState,
): 'take-back' | 'strategize' | 'understand-strategy' | 'understand' {
  if (isTakenBack(state)) return 'take-back';
  if (state.shown) return 'understand';
  return state.turn?.by === 'button' ? 'strategize' : 'understand-strategy';
}

export function afterStrategyWords(
  state: BlogState,
): 'take-back' | 'strategize' | 'confirm-strategy' | Send[] {
  if (isTakenBack(state)) return 'take-back';
  if (state.wanted?.next === 'go_on') return toSections(state);
  return state.wanted?.next === 'change' ? 'strategize' : 'confirm-strategy';
}

/** What waited before waits again. */
export function afterTakingBack({ shown }: BlogState): 'await-review' | 'confirm-strategy' {
  return shown ? 'await-review' : 'confirm-strategy';
}
