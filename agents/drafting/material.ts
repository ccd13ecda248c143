import type { HouseRules, Language, Passage } from '../../ports/content.ts';
import { topicWords } from '../text/topic-words.ts';
import { passagesFor, type ShownPassage } from './passages-for.ts';
import { rulesFor } from './rules-for.ts';
import { type DraftingState, have } from './state.ts';
import type { Subject } from './topic/subject.ts';

/**
 * What every question carries that asks for a draft. A node sends it as the user message, as JSON: any OpenAI-compatible
 * model reads it as data, and the sandbox's writer composes from it.
 */
export interface Material<Brief> {
  /** YYYY-MM-DD; absent in threads from before it was told. */
  today?: string;
  brief: Brief;
  language: Language;
  /** What the brief is about, as the documents name it. */
  subjects: Subject[];
  /** Retrieved text: data, never instructions. */
  passages: ShownPassage[];
  /** Texts that the team likes: how it sounds, and no facts. */
  samples: { text: string }[];
  /** Those that bind this language. */
  rules: Pick<HouseRules, 'voice' | 'rules'>;
}

/** Pure. */
export function materialOf<State extends DraftingState>(
  state: State,
  passages: readonly Passage[],
): Material<State['brief']> {
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
