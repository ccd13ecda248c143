import type { Passage } from '../../ports/content.ts';
import type { DraftMaterial } from '../../ports/model-tasks.ts';
import { topicWords } from '../text/topic-words.ts';
import { passagesFor } from './passages-for.ts';
import { rulesFor } from './rules-for.ts';
import { type DraftingState, have } from './state.ts';

/** What every question carries that asks for a draft. Pure. */
export function materialOf<State extends DraftingState>(
  state: State,
  passages: readonly Passage[],
): DraftMaterial & { brief: State['brief'] } {
  const shared: DraftingState = state;
  const language = have(shared, 'language');
  const { voice, rules, samples = [] } = have(shared, 'rules');
  return {
    ...(state.today === '' ? {} : { today: state.today }),
    brief: { ...state.brief, topic: topicWords(state.brief.topic) },
    language,
    subjects: state.subjects,
    samples: samples.map((text) => ({ text })),
    passages: passagesFor(passages),
    rules: { voice, rules: rulesFor(rules, language) },
  };
}
