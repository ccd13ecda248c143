import { turnText } from '../drafting/conversation/turn.ts';
import { type CarouselState, have } from './state.ts';

/** What the next version is to change, in people's words, and the version that they saw. Pure. */
export function changeAsked(state: CarouselState): { version: number; note: string } {
  const { turn } = state;
  if (turn?.version) return { version: turn.version, note: turnText(turn) };
  const { version, note } = have(state, 'decision');
  return { version, note: note ?? '' };
}
