import { type DraftingState, somethingWaits } from './state.ts';

// What the edges decide that every drafting graph has: each answers the two arguments that follow the node's name in
// `addConditionalEdges`, the decision and the nodes that it may name.

export type Edge<To extends string, State = DraftingState> = [decide: (state: State) => To, ends: To[]];

/** After the first search: what only the other language has is offered before anything is written. */
export function unlessOffered<To extends string>(next: To): Edge<'offer-language' | To> {
  return [({ offer }) => (offer ? 'offer-language' : next), ['offer-language', next]];
}

/** Words that are neither yes nor no leave the offer standing. */
export function afterOffer<To extends string>(next: To): Edge<'offer-language' | 'give-up' | To> {
  const decide = ({ stopped, offer }: DraftingState) => {
    if (stopped) return 'give-up';
    return offer ? 'offer-language' : next;
  };
  return [decide, ['offer-language', 'give-up', next]];
}

/** Ends a job with nothing to go back to. */
export function unlessStopped<To extends string>(next: To): Edge<'give-up' | 'take-back' | To> {
  const decide = (state: DraftingState) => {
    if (!state.stopped) return next;
    return somethingWaits(state) ? 'take-back' : 'give-up';
  };
  return [decide, ['give-up', 'take-back', next]];
}

/** What came to nothing leaves waiting what waited before. */
export function unlessTakenBack<To extends string>(next: To): Edge<'take-back' | To> {
  return [(state) => (isTakenBack(state) ? 'take-back' : next), ['take-back', next]];
}

export const isTakenBack = (
  state: Pick<DraftingState, 'stopped' | 'turn' | 'shown' | 'wanted' | 'hand'>,
): boolean => state.stopped !== null && (somethingWaits(state) || state.hand !== null);

/**
 * What is closed for approval already needs no other word and no judgement: it is drawn. What a person made is not judged by
 * a model: its claims keep the verdicts that they have.
 */
export function afterCheck<Draw extends string>(
  draw: Draw,
): Edge<'repair' | 'take-back' | 'mend' | 'judge' | 'judge-quotes' | Draw> {
  const decide = (state: DraftingState) => {
    if (state.blocking.length > 0) return draw;
    if (state.hand) return 'judge-quotes';
    return state.to_mend.length > 0 ? 'mend' : 'judge';
  };
  return [unlessFound(decide), ['repair', 'take-back', 'mend', 'judge', 'judge-quotes', draw]];
}

/** A version that a person made is taken as it is; all else has to be understood. */
export function unlessByHand<To extends string>(next: To): Edge<'take-hand' | To> {
  return [({ hand }) => (hand ? 'take-hand' : next), ['take-hand', next]];
}

export function afterJudge<Draw extends string>(
  draw: Draw,
): Edge<'repair' | 'take-back' | 'judge-quotes' | Draw> {
  const decide = (state: DraftingState) => (state.blocking.length > 0 ? draw : 'judge-quotes');
  return [unlessFound(decide), ['repair', 'take-back', 'judge-quotes', draw]];
}

/** Behind a node that finds faults. */
export function unlessRepaired<To extends string>(next: To): Edge<'repair' | 'take-back' | To> {
  return [unlessFound(() => next), ['repair', 'take-back', next]];
}

/** What a turn came to: another version, or the same one waits again. */
export function afterUnderstanding(): Edge<'take-back' | 'revise' | 'await-review'> {
  const decide = (state: DraftingState) => {
    if (isTakenBack(state)) return 'take-back';
    return state.wanted?.next === 'change' ? 'revise' : 'await-review';
  };
  return [decide, ['take-back', 'revise', 'await-review']];
}

function unlessFound<To extends string>(passed: (state: DraftingState) => To) {
  return (state: DraftingState): 'repair' | 'take-back' | To => {
    if (state.stopped) return 'take-back';
    return state.findings.length > 0 ? 'repair' : passed(state);
  };
}
