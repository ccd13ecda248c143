export { partText } from '../../drafting/parts/plain-text.ts';
export { isFrame } from '../../drafting/parts/written.ts';

/** The texts of an article that are not parts, by the name that findings give them. Pure. */
export function titleTexts(article: {
  title: string;
  title_variants: string[];
  meta_description: string;
  keywords: string[];
}): { part: string; text: string }[] {
  return [
    { part: 'title', text: article.title },
    ...article.title_variants.map((text) => ({ part: 'title_variants', text })),
    { part: 'meta_description', text: article.meta_description },
    ...article.keywords.map((text) => ({ part: 'keywords', text })),
  ];
}
