import type { Language } from '../../../ports/content.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import type { TurnSubject } from '../../drafting/nodes/understand.ts';
import { researchLimits } from '../limits.ts';
import type { ResearchState } from '../state.ts';

const changedNote = {
  pt: (plan: number) =>
    `O plano mudou enquanto você escrevia: veja o plano ${plan} e diga de novo se posso começar a pesquisar.`,
  en: (plan: number) =>
    `The plan has changed while you wrote: look at plan ${plan} and say again whether I may start looking.`,
} as const;

/** What replies on the proposed questions can be about. Pure. */
export function questionsAsSubject(state: ResearchState, speaks: Language): TurnSubject {
  return {
    waits_for: 'questions',
    kind: 'research',
    title: state.brief.topic,
    parts: state.questions.map(({ id, text }) => ({ id, label: text, text })),
    passages: addPassages(state.passages, state.found, state.passages.length + researchLimits.passages),
    fixed: [],
    keepOne: [],
    fixedNote: '',
    changedNote: changedNote[speaks](state.asked),
    nextVersion: null,
  };
}
