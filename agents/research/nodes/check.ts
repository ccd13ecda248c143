import { heldToScope, mayChange } from '../../drafting/parts/scope.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { settleFindings } from '../../drafting/settle-findings.ts';
import { have } from '../../drafting/state.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { aiSounding } from '../../text/ai-sounding.ts';
import { checkReport } from '../checks/check-report.ts';
import { conflictsTold } from '../draft-content.ts';
import { reportTexts } from '../parts-of-report.ts';
import type { ResearchNode } from '../state.ts';

/** Checks text, evidence, answers, contradictions and house rules; no model is asked. */
export function check(attempt: Attempt): ResearchNode {
  return async (state) => {
    const language = have(state, 'language');
    const report = have(state, 'report');
    const found = checkReport(report, {
      language,
      passages: state.passages,
      questions: state.questions,
      conflicts: conflictsTold(state),
      rules: rulesFor(have(state, 'rules').rules, language),
      quoteRules: have(state, 'rules').rules,
      scope: state.scope,
      notes: state.notes,
      faulty: state.faulty,
      typed: [
        have(state, 'brand').name,
        state.brief.topic,
        ...state.questions.map((one) => one.text),
        ...state.notes,
      ],
    });
    const sounding = aiSounding(reportTexts(report), language);
    // The writer's one chance; no other text was asked for where this version changes nothing.
    const toMend = state.mended ? [] : sounding.filter(({ place }) => mayChange(state.scope, place));
    const told = sounding.filter((one) => !toMend.includes(one)).map((one) => ({ ...one, hard: false }));
    const all = heldToScope(state, { findings: found.findings, warnings: [...told, ...found.warnings] });
    const { claims, faulty } = found;
    return { ...settleFindings(state, all, [], attempt), to_mend: toMend, support: null, claims, faulty };
  };
}
