import type { Passage } from '../../ports/content.ts';
import { passagesFor } from '../drafting/passages-for.ts';
import { rulesFor } from '../drafting/rules-for.ts';
import { topicWords } from '../text/topic-words.ts';
import { type BlogState, have } from './state.ts';
import type { BlogTask } from './tasks.ts';

/** What every question to the model carries. Pure. */
export function taskCommon(
  state: BlogState,
  passages: readonly Passage[],
): Pick<BlogTask, 'today' | 'brief' | 'language' | 'subjects' | 'passages' | 'samples' | 'brand' | 'rules'> {
  const language = have(state, 'language');
  const { voice, rules, samples = [] } = have(state, 'rules');
  return {
    ...(state.today === '' ? {} : { today: state.today }),
    brief: { ...state.brief, topic: topicWords(state.brief.topic) },
    language,
    subjects: state.subjects,
    samples: samples.map((text) => ({ text })),
    passages: passagesFor(passages),
    brand: { name: have(state, 'brand').name },
    rules: { voice, rules: rulesFor(rules, language) },
  };
}
