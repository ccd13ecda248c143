import type { ArticlePart } from '../../../ports/content.ts';
import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { numbersMissingFrom } from '../../text/numbers-in.ts';
import type { Article } from '../state.ts';
import { type Facts, typed } from './facts.ts';
import { isFrame, partText, titleTexts } from './part-text.ts';

/**
 * Every number of a section stands in one of its own quotes or in what people typed; of introduction, conclusion and
 * title in any quote of the article. Counting what is there ("3 steps", "5 questions") is allowed. Pure.
 */
export function checkNumbers(article: Article, facts: Pick<Facts, 'brief' | 'notes'>): Finding[] {
  const brief = typed(facts);
  const everywhere = [
    brief,
    ...article.parts.flatMap((part) => [...quotes(part), ...counts(part)]),
    String(article.parts.filter((part) => !isFrame(part.id)).length),
  ];
  const found: Finding[] = [];
  const check = (part: string, text: string, of: 'section' | 'article', sources: string[]) => {
    for (const number of new Set(numbersMissingFrom(text, sources).map((n) => n.text.trim()))) {
      found.push(findingOf(part, 'number_not_found', { number, of }, true));
    }
  };
  for (const part of article.parts) {
    const text = `${part.heading}\n${partText(part)}`;
    if (isFrame(part.id)) check(part.id, text, 'article', everywhere);
    else check(part.id, text, 'section', [brief, ...quotes(part), ...counts(part)]);
  }
  for (const { part, text } of titleTexts(article)) check(part, text, 'article', everywhere);
  return found;
}

const quotes = (part: ArticlePart): string[] => part.evidence.map((e) => e.quote);

/** How many entries the lists of a part have, as its text may say. */
function counts(part: ArticlePart): string[] {
  const items = (pattern: RegExp) =>
    part.markdown
      .split(/\n\s*\n/)
      .map((block) => block.match(pattern)?.length ?? 0)
      .filter((n) => n > 1)
      .map(String);
  const subheadings = part.markdown.match(/^#{3,6} /gm)?.length ?? 0;
  return [
    ...items(/^[ \t]*[-*+] /gm),
    ...items(/^[ \t]*\d{1,2}[.)] /gm),
    ...(subheadings > 1 ? [String(subheadings)] : []),
  ];
}
