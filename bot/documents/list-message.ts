import type { KnownBlock } from '@slack/types';
import type { KnowledgeDocument } from '../../ports/content.ts';
import type { Person } from '../../ports/people.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  dateToken,
  limits,
  type Message,
  plain,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { type DocumentRef, documentActions, type ListPlace, type ReadingPlace } from './document-actions.ts';
import { linked } from './web-address.ts';

export const PAGE = 8;
const TITLE_SHOWN = 200;

/** A page of the documents. Pure. */
export function listMessage(
  page: { documents: KnowledgeDocument[]; total: number; place: ListPlace; notice: KnownBlock[] },
  reader: Person,
  t: KnowledgeTexts,
): Message {
  const { documents, total, place, notice } = page;
  const { offset, matching } = place;
  if (total === 0) {
    const none: KnownBlock =
      matching === null ? said(t.list.empty) : plain(t.list.noneMatching(clip(matching, 100)));
    const text = matching === null ? t.list.empty : safeText(t.list.noneMatching(matching), limits.fallback);
    return { text, blocks: [...notice, none] };
  }
  const title =
    matching === null ? t.list.heading(total) : t.list.headingMatching(total, clip(matching, 100));
  const last = offset + documents.length;
  const paged = total > documents.length;
  return {
    text: safeText(title, limits.fallback),
    blocks: [
      ...notice,
      said(`*${safeText(title, 300)}*`),
      ...documents.flatMap((document, i) =>
        documentBlocks(document, `${offset + i + 1}. `, { document: document.id, place }, reader, t),
      ),
      ...(paged ? [small(t.list.range(Math.min(offset + 1, last), last, total))] : []),
      ...turning(place, last, total, t),
    ],
  };
}

/** A title, with what is known of it, and buttons: Open, and Remove for those who may. */
export function documentBlocks(
  document: KnowledgeDocument,
  before: string,
  ref: DocumentRef,
  reader: Person,
  t: KnowledgeTexts,
): KnownBlock[] {
  const title = plain(`${before}${oneLine(document.title)}`);
  const mayRemove = reader.role === 'admin' || reader.user_id === document.added_by;
  const remove = button(documentActions.remove, t.list.remove, JSON.stringify(ref), {
    confirm: confirmRemoval(document, t),
  });
  const open = openButton({ document: document.id, page: 0 }, t);
  const details = small(detailsOf(document, t));
  const alt = document.picture ? oneLine(document.picture.alt) : '';
  const shown = alt !== '' && alt !== oneLine(document.title) ? [plain(alt)] : [];
  return mayRemove
    ? [title, ...shown, details, actions(`knowledge_document_${document.id}`.slice(0, 255), open, remove)]
    : [{ ...title, accessory: open }, ...shown, details];
}

/** Kind, with the page's address; language, passages, who and when. */
export function detailsOf(document: KnowledgeDocument, t: KnowledgeTexts): string {
  const kind = t.list.kind[document.kind];
  const common = {
    language: t.languages[document.language],
    personMrkdwn: personOf(document.added_by, t),
    dateMrkdwn: dateToken(document.created_at, t.locale),
  };
  if (document.picture) {
    const { width, height } = document.picture;
    return [`${kind}, ${width} x ${height} px`, ...Object.values(common)].join(' · ');
  }
  return t.list.details({
    ...common,
    kindMrkdwn: document.url === null ? kind : linked(document.url, kind),
    passages: document.passages,
  });
}

export function openButton(place: ReadingPlace, t: KnowledgeTexts) {
  return button(documentActions.open, t.list.open, JSON.stringify(place));
}

export function oneLine(title: string): string {
  return clip(title.replaceAll(/\s+/g, ' ').trim(), TITLE_SHOWN) || '…';
}

function confirmRemoval(document: KnowledgeDocument, t: KnowledgeTexts) {
  return confirmation(t.list.confirmRemove(clip(oneLine(document.title), 80)), 'danger');
}

function turning(place: ListPlace, last: number, total: number, t: KnowledgeTexts): KnownBlock[] {
  const at = (offset: number) => JSON.stringify({ ...place, offset } satisfies ListPlace);
  const buttons = [
    ...(place.offset > 0
      ? [button(documentActions.newer, t.list.newer, at(Math.max(0, place.offset - PAGE)))]
      : []),
    ...(last < total ? [button(documentActions.older, t.list.older, at(last))] : []),
  ];
  return buttons.length > 0 ? [actions('knowledge_pages', ...buttons)] : [];
}
