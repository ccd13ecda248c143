import type { SlideFinding } from '../../../ports/content.ts';
import { judgeQuotes as judgeQuotesOf } from '../../drafting/nodes/judge-quotes.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import type { CarouselState } from '../state.ts';
import { claimsOfDeck } from '../statements-of.ts';

export function judgeQuotes(askModel: AskModel, attempt: Attempt) {
  return judgeQuotesOf<SlideFinding, CarouselState, number>(
    askModel,
    attempt,
    (state) => claimsOfDeck(have(state, 'deck')),
    (found) => found,
  );
}
