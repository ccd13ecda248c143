import type { Finding } from '../finding.ts';
import type { Article } from '../state.ts';
import { checkConsistency } from './check-consistency.ts';
import { checkEvidence } from './check-evidence.ts';
import { checkFit } from './check-fit.ts';
import { checkHouseRules } from './check-house-rules.ts';
import { checkLanguage } from './check-language.ts';
import { checkLengths } from './check-lengths.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPromises } from './check-promises.ts';
import { checkReadability } from './check-readability.ts';
import { checkRepetition } from './check-repetition.ts';
import { checkText } from './check-text.ts';
import { checkTopic } from './check-topic.ts';
import type { Facts } from './facts.ts';

/** All that code can check. `findings` go back to the writer; `warnings` go along for the approver. Pure. */
export function checkArticle(article: Article, facts: Facts): { findings: Finding[]; warnings: Finding[] } {
  const rules = checkHouseRules(article, facts);
  const lengths = checkLengths(article, facts);
  const consistency = checkConsistency(article, facts);
  const language = checkLanguage(article, facts);
  return {
    findings: [
      ...checkText(article),
      ...(facts.isAsked ? [] : language),
      ...checkEvidence(article, facts),
      ...checkNumbers(article, facts),
      ...checkPromises(article),
      ...checkTopic(article, facts),
      ...rules.findings,
      ...lengths.findings,
      ...checkRepetition(article, facts),
      ...checkFit(article, facts),
      ...consistency.findings,
    ],
    warnings: [
      ...(facts.isAsked ? language : []),
      ...rules.warnings,
      ...lengths.warnings,
      ...consistency.warnings,
      ...checkReadability(article, facts),
    ],
  };
}
