import { settleSupport, supportMessage } from '../../drafting/settle-support.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { claimsOfArticle } from '../claims-of.ts';
import { settleFindings } from '../settle-findings.ts';
import { type BlogNode, type Finding, have } from '../state.ts';

/** Has a model judge whether the quotes of each cited sentence carry it. Without all verdicts the job fails: the article is not shown. */
export function judgeQuotes(askModel: AskModel, attempt: Attempt): BlogNode {
  return async (state, { signal }) => {
    const { notes, passages, verdicts } = state;
    const settled = await settleSupport(
      askModel,
      { claims: claimsOfArticle(have(state, 'article').parts), notes, passages, verdicts },
      { language: have(state, 'language'), node: 'judge-quotes', round: state.round, signal },
    );
    const told = settled.found.map(({ place, ...found }): Finding => {
      const message = supportMessage(found);
      return { part: place, ...found, message, told: message, hard: found.code === 'not_supported' };
    });
    return {
      verdicts: settled.verdicts,
      support: settled.counts,
      ...settleFindings(
        state,
        {
          issues: told.filter((f) => f.hard),
          warnings: [...told.filter((f) => !f.hard), ...state.warnings],
        },
        attempt,
      ),
    };
  };
}
