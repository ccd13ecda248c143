import { type PartsJudgement, partsJudgement, type ReportJudgementTask } from '../../../ports/model-tasks.ts';
import { materialOf } from '../../drafting/material.ts';
import { judge as judgeDraft } from '../../drafting/nodes/judge.ts';
import { citedPassages } from '../../drafting/parts/cited-passages.ts';
import type { Finding } from '../../drafting/parts/finding.ts';
import { readJudgement } from '../../drafting/parts/read-judgement.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { partsOf } from '../parts-of-report.ts';
import { judgementPrompt } from '../prompts/judgement.ts';
import type { ResearchState } from '../state.ts';

export function judge(askModel: AskModel, attempt: Attempt) {
  return judgeDraft<Finding, ResearchState, ReportJudgementTask, PartsJudgement>(askModel, attempt, {
    task: judgementTask,
    answer: partsJudgement,
    system: judgementPrompt,
    read: readJudgement,
  });
}

function judgementTask(state: ResearchState): ReportJudgementTask {
  const report = have(state, 'report');
  const parts = partsOf(report);
  return {
    task: 'research_judgement',
    ...materialOf(state, citedPassages(parts, state.passages)),
    title: report.title,
    parts: [
      ...parts.map(({ id, heading, markdown }) => ({ id, heading, markdown })),
      ...report.uncertain.map(({ text }) => ({ id: 'uncertain', heading: '', markdown: text })),
    ],
  };
}
