import type { ArticlePart } from '../../ports/content.ts';
import { citedPassages } from '../drafting/parts/cited-passages.ts';
import { have } from '../drafting/state.ts';
import type { BlogState } from './state.ts';
import { type TitlesTask, taskCommon } from './tasks.ts';

/** Pure. */
export function titlesTask(
  state: BlogState,
  parts: readonly ArticlePart[],
  why: Pick<TitlesTask, 'current' | 'instruction' | 'findings'>,
): TitlesTask {
  return {
    task: 'blog_titles',
    ...taskCommon(state, citedPassages(parts, state.passages)),
    outline: have(state, 'outline'),
    article: parts.map(({ heading, markdown }) => ({ heading, markdown })),
    ...why,
  };
}
