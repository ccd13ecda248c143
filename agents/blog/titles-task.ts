import type { ArticlePart } from '../../ports/content.ts';
import { citedPassages } from './cited-passages.ts';
import { type BlogState, have } from './state.ts';
import { taskCommon } from './task-common.ts';
import type { TitlesTask } from './tasks.ts';

/** Pure. */
export function titlesTask(
  state: BlogState,
  parts: readonly ArticlePart[],
  why: Pick<TitlesTask, 'current' | 'instruction' | 'issues'>,
): TitlesTask {
  return {
    task: 'blog_titles',
    ...taskCommon(state, citedPassages(parts, state.passages)),
    strategy: have(state, 'strategy'),
    article: parts.map(({ heading, markdown }) => ({ heading, markdown })),
    ...why,
  };
}
