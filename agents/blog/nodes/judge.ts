import {
  type ArticleJudgementTask,
  type PartsJudgement,
  partsJudgement,
} from '../../../ports/model-tasks.ts';
import { judge as judgeDraft } from '../../drafting/nodes/judge.ts';
import { citedPassages } from '../../drafting/parts/cited-passages.ts';
import type { Finding } from '../../drafting/parts/finding.ts';
import { readJudgement } from '../../drafting/parts/read-judgement.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { articleMaterial } from '../article-material.ts';
import { judgementPrompt } from '../prompts/judgement.ts';
import type { BlogState } from '../state.ts';

export function judge(askModel: AskModel, attempt: Attempt) {
  return judgeDraft<Finding, BlogState, ArticleJudgementTask, PartsJudgement>(askModel, attempt, {
    task: judgementTask,
    answer: partsJudgement,
    system: judgementPrompt,
    read: readJudgement,
  });
}

function judgementTask(state: BlogState): ArticleJudgementTask {
  const article = have(state, 'article');
  const texts = [
    { id: 'title_variants', heading: '', markdown: article.title_variants.join('\n') },
    { id: 'meta_description', heading: '', markdown: article.meta_description },
  ];
  return {
    task: 'blog_judgement',
    ...articleMaterial(state, citedPassages(article.parts, state.passages)),
    title: article.title,
    parts: [...texts, ...article.parts.map(({ id, heading, markdown }) => ({ id, heading, markdown }))],
  };
}
