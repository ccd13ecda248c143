import type { Mended } from '../../drafting/mend-sentences.ts';
import { mend as mendDraft } from '../../drafting/nodes/mend.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { articleTexts } from '../checks/article-texts.ts';
import type { Article, BlogState } from '../state.ts';

export function mend(askModel: AskModel) {
  return mendDraft(
    askModel,
    (state: BlogState) => articleTexts(have(state, 'article')),
    (state, mended) => ({ article: mended.reduce(replaced, have(state, 'article')) }),
  );
}

/** The article with one sentence in other words, where it stands first in its place. */
function replaced(article: Article, { place, before, after }: Mended<string>): Article {
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
