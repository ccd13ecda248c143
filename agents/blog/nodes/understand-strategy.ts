import type { Language } from '../../../ports/content.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import type { TurnSubject } from '../../drafting/nodes/understand.ts';
import { have } from '../../drafting/state.ts';
import type { BlogState } from '../state.ts';
import { MOST_PASSAGES } from './strategize.ts';

const changedNote = {
  pt: (plan: number) =>
    `O plano mudou enquanto você escrevia: veja o plano ${plan} e diga de novo se posso começar a escrever.`,
  en: (plan: number) =>
    `The plan has changed while you wrote: look at plan ${plan} and say again whether I may start writing.`,
} as const;

/** What replies on the proposed strategy can be about. Pure. */
export function strategyAsSubject(state: BlogState, speaks: Language): TurnSubject {
  const { angle, audience, keywords, outline } = have(state, 'strategy');
  return {
    waits_for: 'strategy',
    kind: 'blog',
    title: state.brief.topic,
    parts: [
      { id: 'angle', label: 'angle', text: angle },
      { id: 'audience', label: 'audience', text: audience },
      { id: 'keywords', label: 'keywords', text: keywords.join(', ') },
      ...outline.map(({ id, heading, point }) => ({ id, label: heading, text: point })),
    ],
    passages: addPassages(state.passages, state.found, MOST_PASSAGES),
    fixed: [],
    keepOne: [],
    fixedNote: '',
    changedNote: changedNote[speaks](state.asked),
    nextVersion: null,
  };
}
