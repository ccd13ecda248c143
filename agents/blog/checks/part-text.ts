import type { ArticlePart } from '../../../ports/content.ts';
import { plainText } from '../publish/plain-text.ts';
import { readPart } from '../publish/read-part.ts';

/** A part as people read it: its text without marks of Markdown and citations, each block on a line. Pure. */
export function partText(part: Pick<ArticlePart, 'markdown' | 'evidence'>): string {
  return plainText(readPart(part, () => 0));
}

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

export const isFrame = (id: string): boolean => id === 'introduction' || id === 'conclusion';
