import type { FootnoteDefinition, PhrasingContent, RootContent } from 'mdast';
import type { Language } from '../../../ports/content.ts';
import { dayOf } from '../../text/day-of.ts';
import type { Footnote } from './footnotes.ts';
import type { ReadArticle } from './read-article.ts';
import { wording } from './wording.ts';

/** A part with its heading. */
export function partBlocks({ heading, blocks }: ReadArticle['parts'][number]): RootContent[] {
  if (heading === '') return blocks;
  return [{ type: 'heading', depth: 2, children: [{ type: 'text', value: heading }] }, ...blocks];
}

export function disclaimerBlocks(disclaimers: readonly string[]): RootContent[] {
  return disclaimers.map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] }));
}

/** Where it stands, and the words themselves where they tell more than the text. */
export function footnoteBlock(
  { number, quotes, place, source }: Footnote,
  language: Language,
): FootnoteDefinition {
  const words = wording[language];
  const title = source?.title || words.noSource;
  const url = source?.url ?? null;
  const name: PhrasingContent = { type: 'text', value: title };
  const read =
    url !== null && source?.fetched_at ? `, ${words.read} ${dayOf(source.fetched_at, language)}` : '';
  return {
    type: 'footnoteDefinition',
    identifier: String(number),
    label: String(number),
    children: [
      {
        type: 'paragraph',
        children: [
          ...(quotes.length === 0
            ? []
            : [{ type: 'text' as const, value: `${quotes.map(words.quote).join(' ')} — ` }]),
          url === null ? name : { type: 'link', url, children: [name] },
          { type: 'text', value: `${place === '' ? '' : `, ${words.place(place)}`}${read}.` },
        ],
      },
    ],
  };
}
