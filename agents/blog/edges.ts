import type { Send } from '@langchain/langgraph';
import { isTakenBack } from '../drafting/edges.ts';
import { toSections } from './nodes/write-section.ts';
import type { BlogState } from './state.ts';

/** Once people agree, the sections are written side by side. */
export function afterOutline(state: BlogState): 'recall' | Send[] {
  return state.turn ? 'recall' : toSections(state);
}

/** A button that asks for another outline says what; words in the thread have to be understood first. */
export function afterRecall(
  state: BlogState,
): 'take-back' | 'write-outline' | 'understand-outline' | 'understand' {
  if (isTakenBack(state)) return 'take-back';
  if (state.shown) return 'understand';
  return state.turn?.by === 'button' ? 'write-outline' : 'understand-outline';
}

export function afterOutlineWords(
  state: BlogState,
): 'take-back' | 'write-outline' | 'confirm-outline' | Send[] {
  if (isTakenBack(state)) return 'take-back';
  if (state.wanted?.next === 'go_on') return toSections(state);
  return state.wanted?.next === 'change' ? 'write-outline' : 'confirm-outline';
}

/** What waited before waits again. */
export function afterTakingBack({ shown }: BlogState): 'await-review' | 'confirm-outline' {
  return shown ? 'await-review' : 'confirm-outline';
}
