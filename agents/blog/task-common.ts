import type { Passage } from '../../ports/content.ts';
import { passagesFor } from '../drafting/passages-for.ts';
import { rulesFor } from '../grounding/rules-for.ts';
import { topicWords } from '../grounding/topic-words.ts';
import { type BlogState, have } from './state.ts';
import type { BlogTask } from './tasks.ts';

/** What every question to the model carries. Pure. */
export function taskCommon(
  state: BlogState,
  passages: readonly Passage[],
): Pick<BlogTask, 'brief' | 'language' | 'subjects' | 'passages' | 'brand' | 'rules'> {
  const language = have(state, 'language');
  const { voice, rules } = have(state, 'rules');
  return {
    brief: { ...state.brief, topic: topicWords(state.brief.topic) },
    language,
    subjects: state.subjects,
    passages: passagesFor(passages),
    brand: { name: have(state, 'brand').name },
    rules: { voice, rules: rulesFor(rules, language) },
  };
}
