import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { judgementAnswer } from '../answers.ts';
import { citedPassages } from '../cited-passages.ts';
import { judgementPrompt } from '../prompts/judgement.ts';
import { readJudgement } from '../read-judgement.ts';
import { settleFindings } from '../settle-findings.ts';
import { type BlogNode, have } from '../state.ts';
import { taskCommon } from '../task-common.ts';
import type { JudgementTask } from '../tasks.ts';

/**
 * Asks a model for what code cannot see: another subject than the brief's, forbidden claims in other words, guidelines, contradictions. Without a usable
 * answer the job fails: a check that did not run is not passed.
 */
export function judge(askModel: AskModel, attempt: Attempt): BlogNode {
  return async (state, { signal }) => {
    const article = have(state, 'article');
    const texts = [
      { id: 'title_variants', heading: '', markdown: article.title_variants.join('\n') },
      { id: 'meta_description', heading: '', markdown: article.meta_description },
    ];
    const task: JudgementTask = {
      task: 'blog_judgement',
      ...taskCommon(state, citedPassages(article.parts, state.passages)),
      title: article.title,
      parts: [...texts, ...article.parts.map(({ id, heading, markdown }) => ({ id, heading, markdown }))],
    };
    const { answer } = await askModel(task, judgementAnswer, {
      node: 'judge',
      system: judgementPrompt,
      round: state.round,
      signal,
    });
    const found = readJudgement(answer, task, { bindsSubject: state.version === 1 });
    return settleFindings(
      state,
      { issues: found.issues, warnings: [...state.warnings, ...found.warnings] },
      attempt,
    );
  };
}
