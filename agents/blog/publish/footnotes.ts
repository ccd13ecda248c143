import type { ArticleForPublishing, ArticleSource, Evidence } from './article.ts';
import { oneLine } from './clean-text.ts';
import { safeLink } from './safe-link.ts';

export interface Footnote {
  /** From 1, in order of first use in the article. */
  number: number;
  /** Words of the source, verbatim but for line ends. */
  quote: string;
  /** Its title is one line, its address can be linked. Null: the passage's document is not known. */
  source: ArticleSource | null;
}

export interface Footnotes {
  /** The number of this evidence in the article. The same quote of the same passage keeps its number. */
  cite(evidence: Evidence): number;
  list: Footnote[];
}

export function createFootnotes({
  documents,
  sources,
}: Pick<ArticleForPublishing, 'documents' | 'sources'>): Footnotes {
  const list: Footnote[] = [];
  const numbers = new Map<string, number>();
  return {
    list,
    cite(evidence) {
      const quote = oneLine(evidence.quote);
      const key = JSON.stringify([evidence.passage_id, quote]);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const number = list.length + 1;
      const document = Object.hasOwn(documents, evidence.passage_id)
        ? documents[evidence.passage_id]
        : undefined;
      const source = sources.find((one) => one.document_id === document);
      list.push({ number, quote, source: source === undefined ? null : usable(source) });
      numbers.set(key, number);
      return number;
    },
  };
}

/** Titles and addresses come from files and pages of anybody. */
function usable({ title, url, fetched_at, ...rest }: ArticleSource): ArticleSource {
  const isTime = fetched_at !== null && !Number.isNaN(Date.parse(fetched_at));
  return { ...rest, title: oneLine(title), url: safeLink(url ?? ''), fetched_at: isTime ? fetched_at : null };
}
