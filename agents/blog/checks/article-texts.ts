import type { DraftText } from '../../text/ai-sounding.ts';
import type { Article } from '../state.ts';

/** An article as its sound is judged: what is read first, and each part with the words of its sources. Pure. */
export function articleTexts(article: Article): DraftText<string>[] {
  const quotes = article.parts.flatMap((part) => part.evidence.map((e) => e.quote));
  return [
    { place: 'title', text: article.title, role: 'title', quotes },
    ...article.title_variants.map((text) => ({
      place: 'title_variants',
      text,
      role: 'title' as const,
      quotes,
    })),
    { place: 'meta_description', text: article.meta_description, role: 'opening', quotes },
    ...article.parts.flatMap(({ id, heading, markdown, evidence }): DraftText<string>[] => [
      ...(heading === '' ? [] : [{ place: id, text: heading, role: 'title' as const, quotes }]),
      {
        place: id,
        text: markdown,
        role: 'opening',
        quotes: evidence.map((e) => e.quote),
        isConclusion: id === 'conclusion',
      },
    ]),
  ];
}
