import type { z } from 'zod';
import { type ReportAnswer, type ReportTask, reportAnswer } from '../../../ports/model-tasks.ts';
import { withLeftOut } from '../../drafting/left-out.ts';
import { tidyPart } from '../../drafting/parts/tidy-part.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { plainLine } from '../../text/plain-line.ts';
import { reportTask } from '../part-task.ts';
import { reportPrompt } from '../prompts/report.ts';
import { reportFromNotes } from '../report-from-notes.ts';
import type { Report, ResearchNode } from '../state.ts';

/** Writes the report from the notes alone: a finding for each question that has any. Finished at a cap, the notes stand in for it. */
export function write(askModel: AskModel, attempt: Attempt): ResearchNode {
  return async (state, { signal }) => {
    if (attempt.finishes) {
      return {
        report: reportFromNotes(state),
        left_out: withLeftOut(state, 'report'),
        repairs: 0,
        mended: false,
        findings: [],
      };
    }
    const task = reportTask(state);
    const { answer, model } = await askModel(task, answerFor(task.questions), {
      node: 'write',
      system: reportPrompt,
      round: state.round,
      signal,
    });
    return { report: reportOf(answer, task.questions), model, repairs: 0, mended: false, findings: [] };
  };
}

/** The answer as it is taken: one finding for each question with notes, so that none is passed over in silence. */
function answerFor(questions: ReportTask['questions']): z.ZodType<ReportAnswer> {
  const wanted = questions.map(({ id }) => id);
  return reportAnswer.superRefine(({ findings }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', path: ['findings'], message });
    for (const id of wanted) {
      const own = findings.filter((one) => one.question_id === id).length;
      if (own !== 1) say(`question ${id} has ${own} findings; give one`);
    }
    for (const { question_id } of findings)
      if (!wanted.includes(question_id))
        say(`"${question_id}" is no question; accepted: ${wanted.join(', ')}`);
  });
}

function reportOf(answer: ReportAnswer, questions: ReportTask['questions']): Report {
  const findings = questions.flatMap(({ id }) => answer.findings.filter((one) => one.question_id === id));
  return {
    title: plainLine(answer.title),
    summary: tidyPart('summary', { ...answer.summary, heading: '' }),
    findings: findings.map(({ question_id, ...part }, at) => ({
      ...tidyPart(`f${at + 1}`, part),
      question_id,
    })),
    uncertain: answer.uncertain
      .map(({ text, evidence }) => ({ text: plainLine(text), evidence }))
      .filter(({ text }) => text !== ''),
  };
}
