import type { KnownBlock } from '@slack/types';
import { type Asked, onPress, readValue, tellOldButton } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Message } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { type ListPlace, listPlace } from './document-actions.ts';
import { listMessage, PAGE } from './list-message.ts';

/** `/knowledge list [words]`. */
export async function listCommand(
  desk: ContentDesk,
  asked: Asked,
  matching: string | null,
  t: KnowledgeTexts,
): Promise<void> {
  const message = await listPage(desk, asked, { offset: 0, matching }, [], t);
  if (message) await desk.tell(asked.to, message);
}

/** A press on More or Newer: the same message turns its page. */
export function turnPage(desk: ContentDesk) {
  return onPress(async (press) => {
    const { knowledge: t } = await desk.textsFor(press.teamId);
    const place = readValue(listPlace, press.value);
    if (!place) return tellOldButton(desk, press);
    const message = await listPage(desk, press, place, [], t);
    if (message) await redraw(desk, press.to, message);
  });
}

/** Null: the person was told why there is none. A page that emptied meanwhile gives way to the last one. */
export async function listPage(
  desk: ContentDesk,
  asked: Asked,
  place: ListPlace,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): Promise<Message | null> {
  const reader = await memberAsks(desk, asked, t);
  if (!reader) return null;
  const { matching } = place;
  const read = (offset: number) =>
    desk.content.listDocuments(asked.teamId, { offset, limit: PAGE, matching });
  const page = await answered(desk, asked.to, t, read(place.offset));
  if (!page) return null;
  if (page.documents.length > 0 || page.total === 0) {
    return listMessage({ ...page, place, notice }, reader, t);
  }
  const offset = Math.floor((page.total - 1) / PAGE) * PAGE;
  const last = await answered(desk, asked.to, t, read(offset));
  return last ? listMessage({ ...last, place: { offset, matching }, notice }, reader, t) : null;
}
