import { judgeQuotes as judgeQuotesOf } from '../../drafting/nodes/judge-quotes.ts';
import type { Finding } from '../../drafting/parts/finding.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { claimsOfReport } from '../claims-of-report.ts';
import type { ResearchState } from '../state.ts';

export function judgeQuotes(askModel: AskModel, attempt: Attempt) {
  return judgeQuotesOf<Finding, ResearchState, string>(askModel, attempt, claimsOfReport, (found) => ({
    ...found,
    hard: found.code === 'not_supported',
  }));
}
