import { judgeQuotes as judgeQuotesOf } from '../../drafting/nodes/judge-quotes.ts';
import type { Finding } from '../../drafting/parts/finding.ts';
import { claimsOfParts } from '../../drafting/parts/statements-of-parts.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import type { BlogState } from '../state.ts';

export function judgeQuotes(askModel: AskModel, attempt: Attempt) {
  return judgeQuotesOf<Finding, BlogState, string>(
    askModel,
    attempt,
    (state) => claimsOfParts(have(state, 'article').parts),
    (found) => ({ ...found, hard: found.code === 'not_supported' }),
  );
}
