import type { ArticlePart } from '../../../ports/content.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { askTitles } from '../ask-titles.ts';
import { sectionsWritten } from '../part-task.ts';
import type { BlogNode, BlogState } from '../state.ts';
import { titlesTask } from '../titles-task.ts';

/** Puts the parts together in the outline's order and names the article. */
export function writeTitles(askModel: AskModel): BlogNode {
  return async (state, { signal }) => {
    const parts = inOrder(state);
    const task = titlesTask(state, parts, { current: null, instruction: null, findings: [] });
    const { titles, model } = await askTitles(askModel, task, { node: 'write', round: state.round, signal });
    return { article: { ...titles, parts }, model, repairs: 0, mended: false, findings: [] };
  };
}

function inOrder(state: BlogState): ArticlePart[] {
  const sections = sectionsWritten(state);
  const { introduction, conclusion } = state.drafted;
  const wanted = have(state, 'outline').sections.length;
  if (!introduction || !conclusion || sections.length !== wanted) {
    throw new Error(`Cannot put the article together: ${sections.length} of ${wanted} sections are written`);
  }
  return [introduction, ...sections, conclusion];
}
