import { addPassages } from '../../drafting/add-passages.ts';
import { understand } from '../../drafting/conversation/understand.ts';
import { passagesFor } from '../../drafting/passages-for.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { type BlogState, type BlogUpdate, have } from '../state.ts';
import type { BlogTools } from '../tools.ts';
import { MOST_PASSAGES } from './strategize.ts';

const changedNote = {
  pt: (plan: number) =>
    `O plano mudou enquanto você escrevia: veja o plano ${plan} e diga de novo se posso começar a escrever.`,
  en: (plan: number) =>
    `The plan has changed while you wrote: look at plan ${plan} and say again whether I may start writing.`,
} as const;

/** Finds out what replies in the thread want of the proposed strategy. */
export function understandStrategy(tools: Pick<BlogTools, 'askModel' | 'content' | 'claim' | 'speaks'>) {
  return understand<BlogState, BlogUpdate>(
    tools,
    (state) => {
      const { angle, audience, keywords, outline } = have(state, 'strategy');
      return {
        ...(state.today === '' ? {} : { today: state.today }),
        turn: have(state, 'turn'),
        memory: state.memory,
        waits_for: 'strategy',
        kind: 'blog',
        language: have(state, 'language'),
        title: state.brief.topic,
        parts: [
          { id: 'angle', label: 'angle', text: angle },
          { id: 'audience', label: 'audience', text: audience },
          { id: 'keywords', label: 'keywords', text: keywords.join(', ') },
          ...outline.map(({ id, heading, point }) => ({ id, label: heading, text: point })),
        ],
        passages: passagesFor(addPassages(state.passages, state.found, MOST_PASSAGES)),
        fixed: [],
        keepOne: [],
        fixedNote: '',
        changedNote: changedNote[tools.speaks](state.asked),
        nextVersion: null,
        round: state.round,
        rules: rulesFor(have(state, 'rules').rules, have(state, 'language')),
        found: state.found.map((p) => p.id),
      };
    },
    ({ next, changes }) => ({ wanted: { next, changes } }),
  );
}
