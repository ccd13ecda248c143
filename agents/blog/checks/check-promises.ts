import { type Finding, findingOf } from '../../drafting/parts/finding.ts';
import { isKept, promisedCounts, type Series } from '../../drafting/topic/promised-counts.ts';
import type { Article } from '../state.ts';
import { isFrame, titleTexts } from './part-text.ts';

const ITEM = /^\s{0,3}(?:[-*+]|\d{1,2}[.)])\s+(.*)$/;

/**
 * "5 perguntas" in a title, a heading or the description means five numbered things in the article. Pure. What a section
 * states of the world ("three stages") is a fact and no promise.
 */
export function checkPromises(article: Article): Finding[] {
  const sections = article.parts.filter((part) => !isFrame(part.id));
  const subheadings = sections.flatMap((part) =>
    [...part.markdown.matchAll(/^###\s+(.+)$/gm)].map((m) => m[1] ?? ''),
  );
  const headings = [...sections.map((part) => part.heading), ...subheadings];
  const lists = sections.flatMap((part) => listsOf(part.heading, part.markdown));
  const texts = [
    ...titleTexts(article).filter(({ part }) => part !== 'keywords'),
    ...sections.map(({ id, heading }) => ({ part: id, text: heading })),
  ];
  return texts.flatMap(({ part, text }) =>
    promisedCounts(text)
      .filter((promise) => !isKept(promise, headings, lists))
      .map((promise) => findingOf(part, 'broken_promise', { promise: promise.text, of: 'article' }, true)),
  );
}

/** The lists of a section, without the marks of citations; what stands above one names it as well. */
function listsOf(heading: string, markdown: string): Series[] {
  const lists: Series[] = [];
  let above = '';
  let open: string[] | null = null;
  for (const line of markdown.replace(/\s*\[\^\d+\]/g, '').split('\n')) {
    const item = ITEM.exec(line)?.[1];
    if (item !== undefined) {
      if (open === null) {
        open = [];
        lists.push({ heading: `${heading}\n${above}`, items: open });
      }
      open.push(item.trim());
    } else if (line.trim() !== '') {
      open = null;
      above = line.trim();
    }
  }
  return lists;
}
