import { mendSentences } from '../../drafting/mend-sentences.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { articleTexts } from '../checks/article-texts.ts';
import { type Article, type BlogNode, have } from '../state.ts';

/** Sends the sentences that sound like a machine's back to the writer, once; every other sentence stays as it is. */
export function mend(askModel: AskModel): BlogNode {
  return async (state, { signal }) => {
    const article = have(state, 'article');
    const language = have(state, 'language');
    const { voice, rules } = have(state, 'rules');
    const mended = await mendSentences(
      askModel,
      articleTexts(article),
      state.to_mend,
      { language, rules: { voice, rules: rulesFor(rules, language) } },
      { node: 'mend', round: state.round, signal },
    );
    return { article: mended.reduce(replaced, article), mended: true, to_mend: [] };
  };
}

/** The article with one sentence in other words, where it stands first in its place. */
function replaced(
  article: Article,
  { place, before, after }: { place: string; before: string; after: string },
): Article {
  // A function, as `$` in a text is no pattern.
  const swap = (text: string) => text.replace(before, () => after);
  if (place === 'title') return { ...article, title: swap(article.title) };
  if (place === 'title_variants') return { ...article, title_variants: article.title_variants.map(swap) };
  if (place === 'meta_description') return { ...article, meta_description: swap(article.meta_description) };
  const parts = article.parts.map((part) =>
    part.id === place ? { ...part, heading: swap(part.heading), markdown: swap(part.markdown) } : part,
  );
  return { ...article, parts };
}
