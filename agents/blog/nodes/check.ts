import { heldToScope, mayChange } from '../../drafting/parts/scope.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { settleFindings } from '../../drafting/settle-findings.ts';
import { have } from '../../drafting/state.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { aiSounding } from '../../text/ai-sounding.ts';
import { articleTexts } from '../checks/article-texts.ts';
import { checkArticle } from '../checks/check-article.ts';
import type { BlogNode } from '../state.ts';

/** Checks text, evidence and house rules; no model is asked. */
export function check(attempt: Attempt): BlogNode {
  return async (state) => {
    const language = have(state, 'language');
    const article = have(state, 'article');
    const found = checkArticle(article, {
      brief: state.brief,
      notes: state.notes,
      publisher: have(state, 'brand').name,
      language,
      passages: state.passages,
      rules: rulesFor(have(state, 'rules').rules, language),
      quoteRules: have(state, 'rules').rules,
      scope: state.scope,
      isAsked: state.version > 1,
      subjects: state.version === 1 ? state.subjects : [],
      faulty: state.faulty,
    });
    const sounding = aiSounding(articleTexts(article), language);
    // The writer's one chance; no other text was asked for where this version changes nothing.
    const toMend = state.mended ? [] : sounding.filter(({ place }) => mayChange(state.scope, place));
    const told = sounding.filter((one) => !toMend.includes(one)).map((one) => ({ ...one, hard: false }));
    const all = heldToScope(state, { findings: found.findings, warnings: [...told, ...found.warnings] });
    const { claims, faulty } = found;
    return { ...settleFindings(state, all, [], attempt), to_mend: toMend, support: null, claims, faulty };
  };
}
