import type { RootContent } from 'mdast';
import { oneLine } from '../../drafting/parts/clean-text.ts';
import { readPart } from '../../drafting/parts/read-part.ts';
import type { ArticleForPublishing } from './article.ts';
import { createFootnotes, type Footnote } from './footnotes.ts';
import { sparseMarks } from './sparse-marks.ts';
import { wording } from './wording.ts';

/** What all of the article's files are made of. */
export interface ReadArticle {
  title: string;
  description: string;
  keywords: string[];
  /** The conclusion gets a heading here, so that it is not read as the end of the last section. */
  parts: { id: string; heading: string; blocks: RootContent[] }[];
  disclaimers: string[];
  footnotes: Footnote[];
}

export function readArticle(article: ArticleForPublishing): ReadArticle {
  const footnotes = createFootnotes(article);
  const words = wording[article.language];
  return {
    title: oneLine(article.title),
    description: oneLine(article.meta_description),
    keywords: article.keywords.map(oneLine).filter((keyword) => keyword !== ''),
    parts: article.parts.map((part) => ({
      id: part.id,
      heading: oneLine(part.heading) || (part.id === 'conclusion' ? words.conclusion : ''),
      blocks: sparseMarks(readPart(part, footnotes.cite)),
    })),
    disclaimers: article.disclaimers.map(oneLine).filter((sentence) => sentence !== ''),
    footnotes: footnotes.list,
  };
}
