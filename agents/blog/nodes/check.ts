import type { Attempt } from '../../attempt.ts';
import { rulesFor } from '../../grounding/rules-for.ts';
import { verifyQuote } from '../../grounding/verify-quote.ts';
import { checkArticle } from '../checks/check-article.ts';
import { settleFindings } from '../settle-findings.ts';
import { type BlogNode, have } from '../state.ts';

/** Checks text, evidence and house rules; no model is asked. */
export function check(attempt: Attempt): BlogNode {
  return async (state) => {
    const language = have(state, 'language');
    const found = checkArticle(have(state, 'article'), {
      brief: state.brief,
      notes: state.notes,
      publisher: have(state, 'brand').name,
      language,
      passages: state.passages,
      rules: rulesFor(have(state, 'rules').rules, language),
      quoteRules: have(state, 'rules').rules,
      scope: state.scope,
      subjects: state.version === 1 ? state.subjects : [],
      isVerbatim: (quote, text) => verifyQuote(quote, text).status === 'exact',
    });
    return settleFindings(state, found, attempt);
  };
}
