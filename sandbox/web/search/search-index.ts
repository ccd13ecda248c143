import { folded } from '../../../platform/folded.ts';
/** A page as an engine would have found it. */
export interface IndexedPage {
  address: string;
  title: string;
  /** As the page names it: pt, en, es. */
  language: string;
  /** YYYY-MM-DD; null: the page does not say. */
  day: string | null;
  text: string;
}

export interface Hit extends IndexedPage {
  /** The sentences of the page that have most of what was asked for. */
  snippet: string;
}

export type SearchIndex = (query: string, language: string | null, limit: number) => Hit[];

/** Letters by which forms of a word are one: limpeza and limpezas, sterilize and sterilization. */
const STEM = 6;
const SMALL =
  'a ao aos as com como da das de do dos e em na nas no nos o os ou para pela pelo por qual quais quando que se sem um uma and are at by can do does for from how in is it of on or the to what when which who why with'.split(
    ' ',
  );
/** A page that has less than this part of the question's words is about something else. */
const LEAST_WORDS = 0.34;
const SNIPPET_CHARACTERS = 320;

/** A small term index: rare words count more, those of a title three times, and pages of the language come first. */
export function createSearchIndex(pages: readonly IndexedPage[]): SearchIndex {
  const entries = pages.map((page) => ({ page, title: stems(page.title), text: stems(page.text) }));
  const having = new Map<string, number>();
  for (const { title, text } of entries)
    for (const stem of new Set([...title, ...text])) having.set(stem, (having.get(stem) ?? 0) + 1);
  const weight = (stem: string) => Math.log(1 + entries.length / (having.get(stem) ?? entries.length));
  return (query, language, limit) => {
    const asked = [...new Set(stems(query))];
    return entries
      .map(({ page, title, text }) => {
        const matched = asked.filter((stem) => title.includes(stem) || text.includes(stem));
        const score = matched.reduce((sum, stem) => {
          const times = text.filter((one) => one === stem).length + (title.includes(stem) ? 3 : 0);
          return sum + (weight(stem) * times) / (times + 1.2);
        }, 0);
        const isEnough = matched.length > 0 && matched.length >= asked.length * LEAST_WORDS;
        return { page, score: isEnough ? score * (page.language === language ? 2 : 1) : 0 };
      })
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || a.page.address.localeCompare(b.page.address))
      .slice(0, limit)
      .map(({ page }) => ({ ...page, snippet: snippetOf(page.text, asked) }));
  };
}

function snippetOf(text: string, asked: readonly string[]): string {
  const sentences = text.split(/(?<=[.!?])\s+/);
  const matches = (sentence: string) => stems(sentence).filter((stem) => asked.includes(stem)).length;
  const best = sentences.reduce(
    (at, sentence, n) => (matches(sentence) > matches(sentences[at] ?? '') ? n : at),
    0,
  );
  return sentences
    .slice(best, best + 3)
    .join(' ')
    .slice(0, SNIPPET_CHARACTERS);
}

function stems(text: string): string[] {
  const words = folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length > 1 && !SMALL.includes(word)).map((word) => word.slice(0, STEM));
}
