import type { Statement } from '../drafting/evidence/statement.ts';
import { statementsOfParts } from '../drafting/parts/statements-of-parts.ts';
import { isFrame, titleTexts } from './checks/part-text.ts';
import type { Article } from './state.ts';

/** All that an article says, with what it may rest on: introduction and conclusion sum up, and may cite nothing. Pure. */
export function statementsOfArticle(article: Article): Statement<string>[] {
  const said = { parts: article.parts, titles: titleTexts(article) };
  return statementsOfParts(said, { sumsUp: isFrame, mayCiteNothing: isFrame });
}
