import type { Attempt } from '../../attempt.ts';
import { rulesFor } from '../../grounding/rules-for.ts';
import { checkDeck } from '../checks/check-deck.ts';
import type { QuoteCheck } from '../checks/check-evidence.ts';
import { stopWhenExhausted } from '../repairs.ts';
import { type CarouselNode, have } from '../state.ts';

/** Checks text, evidence and house rules; no model is asked. */
export function review(isVerbatim: QuoteCheck, attempt: Attempt): CarouselNode {
  return async (state) => {
    const { brief } = state;
    const found = checkDeck(have(state, 'deck'), {
      slides: state.slides,
      brief: [brief.topic, brief.audience, brief.call_to_action, state.decision?.note, ...state.notes]
        .filter((text) => text !== null && text !== undefined)
        .join('\n'),
      passages: state.passages,
      rules: rulesFor(have(state, 'rules').rules, have(state, 'language')),
      isVerbatim,
    });
    return { ...found, ...stopWhenExhausted(state, found.issues, attempt) };
  };
}
