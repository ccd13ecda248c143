import type { CheckedClaim } from '../../../ports/content.ts';
import { checkClaims } from '../../drafting/evidence/check-claims.ts';
import type { FaultyClaim } from '../../drafting/evidence/check-evidence.ts';
import { checkHouseRules } from '../../drafting/parts/check-house-rules.ts';
import { checkLanguage } from '../../drafting/parts/check-language.ts';
import { checkReadability } from '../../drafting/parts/check-readability.ts';
import { checkRepetition } from '../../drafting/parts/check-repetition.ts';
import { checkText } from '../../drafting/parts/check-text.ts';
import type { Finding } from '../../drafting/parts/finding.ts';
import { partWording } from '../../drafting/parts/part-wording.ts';
import type { Findings } from '../../drafting/settle-findings.ts';
import { partsOf, titlesOf } from '../parts-of-report.ts';
import type { Report } from '../state.ts';
import { statementsOfReport } from '../statements-of.ts';
import { checkAnswers } from './check-answers.ts';
import { checkConflicts } from './check-conflicts.ts';
import { checkShape } from './check-shape.ts';
import type { Facts } from './facts.ts';

/** A summary says what findings say; only a sentence that stands twice is one too many. */
function isOfSummary({ code, params, place }: Finding, { language }: Facts): boolean {
  return code === 'repetition' && (place === 'summary' || params.where === partWording[language].summary);
}

/** All that code can check. `findings` go back to the writer; `warnings` go along for the approver. Pure. */
export function checkReport(
  report: Report,
  facts: Facts,
): Findings<Finding> & { claims: CheckedClaim[]; faulty: FaultyClaim[] } {
  const contradictions = facts.conflicts.map(({ text, sides }) => ({
    text,
    evidence: sides.flatMap((side) => side.evidence),
  }));
  const { claims, faulty, found } = checkClaims(statementsOfReport({ ...report, contradictions }), {
    language: facts.language,
    passages: facts.passages,
    own: facts.typed,
    notes: facts.notes,
    faulty: facts.faulty,
  });
  const parts = partsOf(report);
  const texts = { title: report.title, titles: titlesOf(report), parts };
  const rules = checkHouseRules(texts, facts);
  return {
    findings: [
      ...checkText(texts),
      ...checkLanguage(texts, facts),
      ...found.map((one) => ({ ...one, hard: true })),
      ...checkConflicts(report, facts),
      ...checkAnswers(report, facts),
      ...rules.findings,
      ...checkShape(report),
      ...checkRepetition(texts, facts).filter((found) => !isOfSummary(found, facts)),
    ],
    warnings: [...rules.warnings, ...checkReadability(texts, facts)],
    claims,
    faulty,
  };
}
