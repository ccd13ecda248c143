import type { KnownBlock, ModalView } from '@slack/types';
import type { KnowledgeDocument } from '../../ports/content.ts';
import { noticeView } from '../asking/form-parts.ts';
import { actions, button, pieces, plain, small, words } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { documentActions, type ReadingPlace } from './document-actions.ts';
import { detailsOf, oneLine } from './list-message.ts';
import { pagesOf, pageText } from './reading-page.ts';

/** One page of a document's stored text, in letters: nothing in it is markup. Pure. */
export function documentView(
  document: KnowledgeDocument,
  page: number,
  stretch: string,
  t: KnowledgeTexts,
): ModalView {
  const r = t.reading;
  const of = pagesOf(document.characters);
  const text = pieces(pageText(page, stretch, document.characters), 2900).filter((p) => p.trim() !== '');
  const at = (other: number) => JSON.stringify({ document: document.id, page: other } satisfies ReadingPlace);
  const turning = [
    ...(page > 0 ? [button(documentActions.pageBefore, r.previous, at(page - 1))] : []),
    ...(page + 1 < of ? [button(documentActions.pageAfter, r.next, at(page + 1))] : []),
  ];
  const blocks: KnownBlock[] = [
    words({ text: oneLine(document.title), bold: true }),
    small(detailsOf(document, t)),
    { type: 'divider' },
    ...text.map((piece) => ({ ...plain(piece), expand: true })),
    // The words of a picture are quoted nowhere.
    ...(document.picture ? [] : [{ type: 'divider' as const }, small(r.page(page + 1, of))]),
    ...(turning.length > 0 ? [actions('knowledge_reading', ...turning)] : []),
  ];
  return noticeView(r.title, r.close, blocks);
}
