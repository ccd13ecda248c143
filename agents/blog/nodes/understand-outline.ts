import type { Language } from '../../../ports/content.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import type { TurnSubject } from '../../drafting/nodes/understand.ts';
import { have } from '../../drafting/state.ts';
import type { BlogState } from '../state.ts';
import { MOST_PASSAGES } from './write-outline.ts';

const changedNote = {
  pt: (outline: number) =>
    `A estrutura mudou enquanto você escrevia: veja a estrutura ${outline} e diga de novo se posso começar a escrever.`,
  en: (outline: number) =>
    `The outline has changed while you wrote: look at outline ${outline} and say again whether I may start writing.`,
} as const;

/** What replies on the proposed outline can be about. Pure. */
export function outlineAsSubject(state: BlogState, speaks: Language): TurnSubject {
  const { angle, audience, keywords, sections } = have(state, 'outline');
  return {
    waits_for: 'outline',
    kind: 'blog',
    title: state.brief.topic,
    parts: [
      { id: 'angle', label: 'angle', text: angle },
      { id: 'audience', label: 'audience', text: audience },
      { id: 'keywords', label: 'keywords', text: keywords.join(', ') },
      ...sections.map(({ id, heading, point }) => ({ id, label: heading, text: point })),
    ],
    passages: addPassages(state.passages, state.found, MOST_PASSAGES),
    fixed: [],
    keepOne: [],
    fixedNote: '',
    changedNote: changedNote[speaks](state.asked),
    nextVersion: null,
  };
}
