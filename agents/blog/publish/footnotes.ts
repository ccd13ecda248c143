import type { Evidence } from '../../../ports/content.ts';
import { oneLine } from '../../drafting/parts/clean-text.ts';
import { partText } from '../../drafting/parts/plain-text.ts';
import { safeLink } from '../../drafting/parts/safe-link.ts';
import { contentStems } from '../../text/content-stems.ts';
import { findBanned } from '../../text/find-banned.ts';
import type { ArticleForPublishing, ArticleSource } from './article.ts';
import { placeOf } from './place-of.ts';

/** Share of a quote's words that a part says itself, from which on quoting them says nothing new. */
const SAID = 0.8;

export interface Footnote {
  /** From 1, in order of first use in the article. */
  number: number;
  /** Words of the source, verbatim but for line ends: those that tell more than the article does. */
  quotes: string[];
  /** The heading in the source under which it stands; empty when that is not known or the team's rules ban its words. */
  place: string;
  /** Its title is one line, its address can be linked. Null: the passage's document is not known. */
  source: ArticleSource | null;
}

interface Footnotes {
  /** The number of this evidence in the article: one for each place of a source. */
  cite(evidence: Evidence): number;
  list: Footnote[];
}

/**
 * Numbers what an article cites: source and place, once for each place. What the article says in the words of its source
 * is not printed a second time; every quote stays in the draft, where reviewers read it.
 */
export function createFootnotes({
  documents,
  sources,
  texts,
  parts,
  rules,
}: Pick<ArticleForPublishing, 'documents' | 'sources' | 'texts' | 'parts' | 'rules'>): Footnotes {
  const said = parts.map((part) => new Set(contentStems(`${part.heading}\n${partText(part)}`)));
  const isSaid = (quote: string): boolean => {
    const stems = [...new Set(contentStems(quote))];
    return said.some((own) => stems.filter((stem) => own.has(stem)).length >= stems.length * SAID);
  };
  const notes = new Map<string, Footnote>();
  return {
    get list() {
      return [...notes.values()];
    },
    cite({ passage_id, quote }) {
      const document = Object.hasOwn(documents, passage_id) ? documents[passage_id] : undefined;
      const found = sources.find((one) => one.document_id === document);
      const source = found === undefined ? null : usable(found);
      const passage = Object.hasOwn(texts, passage_id) ? (texts[passage_id] ?? '') : '';
      const heading = placeOf(quote, passage);
      const says =
        heading.toLowerCase() !== source?.title.toLowerCase() && findBanned(heading, rules).length === 0;
      const place = says ? heading : '';
      const key = JSON.stringify([document ?? passage_id, place]);
      const note = notes.get(key) ?? { number: notes.size + 1, quotes: [], place, source };
      notes.set(key, note);
      const words = oneLine(quote);
      // Without a source, its words are all that there is to look for.
      if ((source === null || !isSaid(words)) && !note.quotes.includes(words)) note.quotes.push(words);
      return note.number;
    },
  };
}

/** Titles and addresses come from files and pages of strangers. */
function usable({ title, url, fetched_at, ...rest }: ArticleSource): ArticleSource {
  const isTime = fetched_at !== null && !Number.isNaN(Date.parse(fetched_at));
  return { ...rest, title: oneLine(title), url: safeLink(url ?? ''), fetched_at: isTime ? fetched_at : null };
}
