import type { Language } from '../../../ports/content.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import type { TurnSubject } from '../../drafting/nodes/understand.ts';
import { partWording } from '../../drafting/parts/part-wording.ts';
import { have } from '../../drafting/state.ts';
import { isFrame } from '../checks/part-text.ts';
import { fields } from '../plan-revision.ts';
import type { BlogState } from '../state.ts';
import { MOST_PASSAGES } from './write-outline.ts';

const fixedNote = {
  pt: 'A introdução, a conclusão, o título e a última seção que resta ficam no lugar: diga o que mudar neles.',
  en: 'Introduction, conclusion, title and the last section left stay where they are: say what to change in them.',
} as const;

/** What people's words on an article can be about: of replies in the thread, or of Request changes. Pure. */
export function articleAsSubject(state: BlogState, speaks: Language): TurnSubject {
  const { article } = have(state, 'shown');
  const words = partWording[have(state, 'language')];
  return {
    waits_for: 'review',
    kind: 'blog',
    title: article.title,
    parts: [
      { id: 'title', label: words.title, text: [article.title, ...article.title_variants].join('\n') },
      { id: 'meta_description', label: words.meta_description, text: article.meta_description },
      { id: 'keywords', label: words.keywords, text: article.keywords.join(', ') },
      ...article.parts.map(({ id, heading, markdown }) => ({
        id,
        label: heading || (id === 'introduction' || id === 'conclusion' ? words[id] : words.section),
        text: markdown,
      })),
    ],
    passages: addPassages(state.passages, state.found, MOST_PASSAGES),
    fixed: [...fields, 'introduction', 'conclusion'],
    // An article of introduction and conclusion says nothing.
    keepOne: article.parts.map((part) => part.id).filter((id) => !isFrame(id)),
    fixedNote: fixedNote[speaks],
    changedNote: '',
    nextVersion: state.version + 1,
  };
}
