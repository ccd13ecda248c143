import { passagesFor } from '../drafting/passages-for.ts';
import { rulesFor } from '../drafting/rules-for.ts';
import { topicWords } from '../text/topic-words.ts';
import { type CarouselState, have } from './state.ts';
import type { CarouselTask } from './tasks.ts';

/** What every question to the model carries. Pure. */
export function taskCommon(
  state: CarouselState,
): Pick<
  CarouselTask,
  | 'today'
  | 'brief'
  | 'language'
  | 'subjects'
  | 'slides'
  | 'passages'
  | 'samples'
  | 'pictures'
  | 'brand'
  | 'rules'
> {
  const brand = have(state, 'brand');
  const rules = have(state, 'rules');
  const language = have(state, 'language');
  const pictures = state.pictures.filter((p) => !p.removed).map(({ id, title, alt }) => ({ id, title, alt }));
  return {
    ...(state.today === '' ? {} : { today: state.today }),
    brief: { ...state.brief, topic: topicWords(state.brief.topic) },
    language,
    subjects: state.subjects,
    slides: state.slides,
    samples: (rules.samples ?? []).map((text) => ({ text })),
    passages: passagesFor(state.passages),
    ...(pictures.length > 0 ? { pictures } : {}),
    brand: { name: brand.name, handle: brand.handle },
    rules: { voice: rules.voice, rules: rulesFor(rules.rules, language) },
  };
}
