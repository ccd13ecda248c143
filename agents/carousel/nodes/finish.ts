import type { SlideFinding } from '../../../ports/content.ts';
import { finish as finishDraft } from '../../drafting/nodes/finish.ts';
import { have } from '../../drafting/state.ts';
import type { Attempt } from '../../runner/attempt.ts';
import type { CarouselState } from '../state.ts';
import { claimsOfDeck } from '../statements-of.ts';

export function finish(attempt: Attempt) {
  return finishDraft<SlideFinding, CarouselState, number | null>(
    attempt,
    (state) => claimsOfDeck(have(state, 'deck')),
    (found) => found,
  );
}
