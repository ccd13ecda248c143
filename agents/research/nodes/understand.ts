import type { Language } from '../../../ports/content.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import type { TurnSubject } from '../../drafting/nodes/understand.ts';
import { partWording } from '../../drafting/parts/part-wording.ts';
import { have } from '../../drafting/state.ts';
import { researchLimits } from '../limits.ts';
import type { ResearchState } from '../state.ts';

const fixedNote = {
  pt: 'O resumo, o título e o último achado que resta ficam no lugar: diga o que mudar neles.',
  en: 'The summary, the title and the last finding left stay where they are: say what to change in them.',
} as const;

/** What people's words on a report can be about: of replies in the thread, or of Request changes. Pure. */
export function reportAsSubject(state: ResearchState, speaks: Language): TurnSubject {
  const { report } = have(state, 'shown');
  const words = partWording[have(state, 'language')];
  return {
    waits_for: 'review',
    kind: 'research',
    title: report.title,
    parts: [
      { id: 'title', label: words.title, text: report.title },
      { id: 'summary', label: words.summary, text: report.summary.markdown },
      ...report.findings.map(({ id, heading, markdown }) => ({ id, label: heading, text: markdown })),
    ],
    passages: addPassages(state.passages, state.found, state.passages.length + researchLimits.passages),
    fixed: ['title', 'summary'],
    keepOne: report.findings.map((part) => part.id),
    fixedNote: fixedNote[speaks],
    changedNote: '',
    nextVersion: state.version + 1,
  };
}
