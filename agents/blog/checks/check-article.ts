import type { CheckedClaim } from '../../../ports/content.ts';
import { checkClaims } from '../../drafting/evidence/check-claims.ts';
import type { FaultyClaim } from '../../drafting/evidence/check-evidence.ts';
import { checkHouseRules } from '../../drafting/parts/check-house-rules.ts';
import { checkLanguage } from '../../drafting/parts/check-language.ts';
import { checkReadability } from '../../drafting/parts/check-readability.ts';
import { checkRepetition } from '../../drafting/parts/check-repetition.ts';
import { checkText } from '../../drafting/parts/check-text.ts';
import type { Finding } from '../../drafting/parts/finding.ts';
import type { Article } from '../state.ts';
import { statementsOfArticle } from '../statements-of.ts';
import { checkConsistency } from './check-consistency.ts';
import { checkFit } from './check-fit.ts';
import { checkLengths } from './check-lengths.ts';
import { checkPromises } from './check-promises.ts';
import { checkQuotes } from './check-quotes.ts';
import { checkTopic } from './check-topic.ts';
import { type Facts, typed } from './facts.ts';
import { titleTexts } from './part-text.ts';

/** All that code can check. `findings` go back to the writer; `warnings` go along for the approver. Pure. */
export function checkArticle(
  article: Article,
  facts: Facts,
): { findings: Finding[]; warnings: Finding[]; claims: CheckedClaim[]; faulty: FaultyClaim[] } {
  const { claims, faulty, found, hidden } = checkClaims(statementsOfArticle(article), {
    language: facts.language,
    passages: facts.passages,
    own: [typed(facts), facts.publisher ?? ''],
    notes: facts.notes,
    faulty: facts.faulty ?? [],
  });
  const texts = { titles: titleTexts(article), parts: article.parts };
  const rules = checkHouseRules(texts, facts);
  const lengths = checkLengths(article, facts);
  const consistency = checkConsistency(article, facts);
  const language = checkLanguage(article, facts);
  return {
    findings: [
      ...checkText(texts),
      ...(facts.isAsked ? [] : language),
      ...found.map((one) => ({ ...one, hard: true })),
      ...checkQuotes(article),
      ...checkPromises(article),
      ...checkTopic(article, facts),
      ...rules.findings,
      ...lengths.findings,
      ...checkRepetition(article, facts),
      ...checkFit(article, facts),
      ...consistency.findings,
    ],
    warnings: [
      ...hidden.map((one) => ({ ...one, hard: false })),
      ...(facts.isAsked ? language : []),
      ...rules.warnings,
      ...lengths.warnings,
      ...consistency.warnings,
      ...checkReadability(article, facts),
    ],
    claims,
    faulty,
  };
}
