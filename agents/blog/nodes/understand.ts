import { addPassages } from '../../drafting/add-passages.ts';
import { understand as understandTurn } from '../../drafting/conversation/understand.ts';
import { passagesFor } from '../../drafting/passages-for.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { isFrame } from '../checks/part-text.ts';
import { fields } from '../plan-revision.ts';
import { partWording } from '../publish/part-wording.ts';
import { type BlogState, type BlogUpdate, have } from '../state.ts';
import type { BlogTools } from '../tools.ts';
import { MOST_PASSAGES } from './strategize.ts';

const fixedNote = {
  pt: 'A introdução, a conclusão, o título e a última seção que resta ficam no lugar: diga o que mudar neles.',
  en: 'Introduction, conclusion, title and the last section left stay where they are: say what to change in them.',
} as const;

/** Finds out what people want of the draft: replies in the thread, or the words of Request changes. */
export function understand(tools: Pick<BlogTools, 'askModel' | 'content' | 'claim' | 'speaks'>) {
  return understandTurn<BlogState, BlogUpdate>(
    tools,
    (state) => {
      const article = have(state, 'shown').article;
      const language = have(state, 'language');
      const words = partWording[language];
      return {
        ...(state.today === '' ? {} : { today: state.today }),
        turn: have(state, 'turn'),
        memory: state.memory,
        waits_for: 'review',
        kind: 'blog',
        language,
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
        passages: passagesFor(addPassages(state.passages, state.found, MOST_PASSAGES)),
        fixed: [...fields, 'introduction', 'conclusion'],
        // An article of introduction and conclusion says nothing.
        keepOne: article.parts.map((part) => part.id).filter((id) => !isFrame(id)),
        fixedNote: fixedNote[tools.speaks],
        changedNote: '',
        nextVersion: state.version + 1,
        round: state.round,
        rules: rulesFor(have(state, 'rules').rules, have(state, 'language')),
        found: state.found.map((p) => p.id),
      };
    },
    ({ next, changes }) => ({ wanted: { next, changes } }),
  );
}
