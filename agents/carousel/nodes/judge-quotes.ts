import type { Issue } from '../../design/slides/deck.ts';
import { settleSupport, supportMessage } from '../../drafting/settle-support.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { claimsOfDeck } from '../claims-of.ts';
import { settleIssues } from '../repairs.ts';
import { type CarouselNode, have } from '../state.ts';

/** Has a model judge whether each claim's quotes carry it. Without all verdicts the job fails: the deck is not shown. */
export function judgeQuotes(askModel: AskModel, attempt: Attempt): CarouselNode {
  return async (state, { signal }) => {
    const { notes, passages, verdicts } = state;
    const settled = await settleSupport(
      askModel,
      { claims: claimsOfDeck(have(state, 'deck')), notes, passages, verdicts },
      { language: have(state, 'language'), node: 'judge-quotes', round: state.round, signal },
    );
    const told = settled.found.map(
      ({ place, ...found }): Issue => ({ slide: place, ...found, message: supportMessage(found) }),
    );
    return {
      verdicts: settled.verdicts,
      support: settled.counts,
      warnings: [...told.filter((issue) => issue.code !== 'not_supported'), ...state.warnings],
      ...settleIssues(
        state,
        told.filter((issue) => issue.code === 'not_supported'),
        state.blocking,
        attempt,
      ),
    };
  };
}
