import type { ArticlePart } from '../../ports/content.ts';
import type { TitlesTask } from '../../ports/model-tasks.ts';
import { citedPassages } from '../drafting/parts/cited-passages.ts';
import { have } from '../drafting/state.ts';
import { articleMaterial } from './article-material.ts';
import type { BlogState } from './state.ts';

/** Pure. */
export function titlesTask(
  state: BlogState,
  parts: readonly ArticlePart[],
  why: Pick<TitlesTask, 'current' | 'instruction' | 'findings'>,
): TitlesTask {
  return {
    task: 'blog_titles',
    ...articleMaterial(state, citedPassages(parts, state.passages)),
    outline: have(state, 'outline'),
    article: parts.map(({ heading, markdown }) => ({ heading, markdown })),
    ...why,
  };
}
