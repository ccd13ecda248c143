import type { QueriesTask } from '../../../ports/model-tasks.ts';
import { clausesOf, readEdit } from '../edits/read-edits.ts';
import { fold, topicWords } from '../reading/words.ts';
import { stemsAsked } from './answers-to.ts';
import { asSections } from './as-sections.ts';

/** The words of a question that mean something, alone; and for a wish, only one that asks for more than words. */
export function otherQueries({ gaps }: QueriesTask) {
  return {
    gaps: gaps.map(({ id, question, tried, wish }) => {
      const asksMore =
        wish === null ||
        clausesOf(asSections(wish)).some((clause) => {
          const edit = readEdit(clause);
          return edit?.do === 'deepen' || edit?.do === 'source' || edit?.do === 'add';
        });
      const known = new Set(tried.map(fold));
      const meant = new Set(stemsAsked(question));
      const words = topicWords(question).filter((word) => stemsAsked(word).some((s) => meant.has(s)));
      const queries = [words.join(' '), words.slice(-2).join(' ')];
      return {
        id,
        queries: asksMore ? queries.filter((query) => query !== '' && !known.has(fold(query))) : [],
      };
    }),
  };
}
