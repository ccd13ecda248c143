import type { KnownBlock } from '@slack/types';
import { folded } from '../../platform/folded.ts';
import type { KnowledgeDocument } from '../../ports/content.ts';
import type { Person } from '../../ports/people.ts';
import type { Asked } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { letters, type Message, said, small } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { documentBlocks } from './list-message.ts';
import { removeNow } from './remove-document.ts';

const SHOWN = 8;

/**
 * `/knowledge remove <words or number>`: words that fit one document remove it, with Undo. Where several fit the person
 * chooses; so it is with a number, as the list moves when a document is added.
 */
export async function removeCommand(
  desk: ContentDesk,
  asked: Asked,
  words: string,
  t: KnowledgeTexts,
): Promise<void> {
  const reader = await memberAsks(desk, asked, t);
  if (!reader) return;
  const number = /^(?:n[.ºo°]?\s*|#)?(\d{1,6})\.?$/i.exec(words)?.[1];
  if (number !== undefined) {
    const byNumber = await answered(desk, asked.to, t, atNumber(desk, asked.teamId, Number(number)));
    if (!byNumber) return;
    const [document] = byNumber.documents;
    // A title may be a number as well, as that of a standard.
    if (document) return void (await desk.tell(asked.to, choice([document], 1, reader, t)));
    const named = await answered(desk, asked.to, t, byWords(desk, asked.teamId, words));
    if (!named) return;
    if (named.total > 0) return choose(desk, asked, named, words, reader, t);
    await desk.tell(asked.to, letters(t.remove.noSuchNumber(Number(number), byNumber.total)));
    return;
  }
  const found = await answered(desk, asked.to, t, byWords(desk, asked.teamId, words));
  if (found) await choose(desk, asked, found, words, reader, t);
}

async function choose(
  desk: ContentDesk,
  asked: Asked,
  found: { documents: KnowledgeDocument[]; total: number },
  words: string,
  reader: Person,
  t: KnowledgeTexts,
): Promise<void> {
  const [first] = found.documents;
  if (!first) {
    await desk.tell(asked.to, letters(t.remove.noneMatching(words)));
    return;
  }
  const same = found.documents.filter((d) => titleKey(d.title) === titleKey(words));
  const only = found.total === 1 ? first : same.length === 1 ? same[0] : undefined;
  if (only) return removeNow(desk, asked, only, t);
  await desk.tell(asked.to, choice(found.documents, found.total, reader, t));
}

function choice(documents: KnowledgeDocument[], total: number, reader: Person, t: KnowledgeTexts): Message {
  const question = total === 1 ? t.remove.isItThis : t.remove.which(total);
  const blocks: KnownBlock[] = documents.flatMap((document) =>
    documentBlocks(document, '', { document: document.id, place: null }, reader, t),
  );
  const more = total - documents.length;
  return {
    text: question,
    blocks: [said(`*${question}*`), ...blocks, ...(more > 0 ? [small(t.remove.tooMany(more))] : [])],
  };
}

function atNumber(desk: ContentDesk, teamId: string, number: number) {
  return desk.content.listDocuments(teamId, {
    offset: Math.max(0, number - 1),
    limit: number === 0 ? 0 : 1,
    matching: null,
  });
}

function byWords(desk: ContentDesk, teamId: string, words: string) {
  return desk.content.listDocuments(teamId, { offset: 0, limit: SHOWN, matching: words });
}

function titleKey(text: string): string {
  return folded(text).replaceAll(/\s+/g, ' ').trim();
}
