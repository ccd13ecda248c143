import type { KnownBlock } from '@slack/types';
import type { z } from 'zod';
import type { documentChange, KnowledgeDocument } from '../../ports/content.ts';
import { type Asked, noted, onRecordingPress, readValue, tellOldButton } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import { adminMentions } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { actions, button, limits, plain, safeText, said } from '../slack/blocks.ts';
import { isPerson, personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { type DocumentRef, documentActions, documentRef } from './document-actions.ts';
import { listPage } from './list-command.ts';
import { oneLine } from './list-message.ts';

type Change = z.infer<typeof documentChange>;

/** A press on Remove, or on Undo: done, and shown where it was pressed. */
export function documentAction(desk: ContentDesk, which: 'remove' | 'restore') {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(documentRef, press.value);
    if (!ref) return tellOldButton(desk, press, ack);
    const { knowledge: t } = await desk.textsFor(press.teamId);
    const work = change(desk, which, press, ref.document);
    const answer = await recorded(desk, press.to, t, work, { ack });
    if (!answer) return;
    const notice = await changeNotice(desk, which, press, answer, ref, t);
    const done = answer.outcome === 'done' || answer.outcome === 'already';
    if (!done) return void (await desk.tell(press.to, { text: noticeText(notice), blocks: notice }));
    const page = ref.place === null ? null : await listPage(desk, press, ref.place, notice, t);
    await redraw(desk, press.to, page ?? { text: noticeText(notice), blocks: notice });
  });
}

/** Removes what a command named without doubt, and offers to undo it. */
export async function removeNow(
  desk: ContentDesk,
  asked: Asked,
  document: KnowledgeDocument,
  t: KnowledgeTexts,
): Promise<void> {
  const answer = await recorded(desk, asked.to, t, change(desk, 'remove', asked, document.id));
  if (!answer) return;
  const ref: DocumentRef = { document: document.id, place: null };
  const notice = await changeNotice(desk, 'remove', asked, answer, ref, t);
  await desk.tell(asked.to, { text: noticeText(notice), blocks: notice });
}

async function change(
  desk: ContentDesk,
  which: 'remove' | 'restore',
  asked: Asked,
  documentId: string,
): Promise<Change> {
  await noted(desk, asked);
  const call = which === 'remove' ? desk.content.removeDocument : desk.content.restoreDocument;
  const answer = await call(asked.teamId, documentId, asked.userId);
  desk.log.info(`document_${which}d`, { user_id: asked.userId, code: answer.outcome });
  return answer;
}

async function changeNotice(
  desk: ContentDesk,
  which: 'remove' | 'restore',
  asked: Asked,
  answer: Change,
  ref: DocumentRef,
  t: KnowledgeTexts,
): Promise<KnownBlock[]> {
  const r = t.remove;
  const title = oneLine(answer.document?.title ?? '');
  switch (answer.outcome) {
    case 'done':
      return which === 'restore'
        ? [plain(r.restored(title))]
        : [
            plain(r.removed(title)),
            actions('knowledge_undo', button(documentActions.restore, r.undo, JSON.stringify(ref))),
          ];
    case 'already':
      return [plain(which === 'remove' ? r.alreadyRemoved : r.alreadyBack)];
    case 'not_found':
      return [plain(r.notFound)];
    case 'same_text_exists':
      return [plain(r.sameText(title))];
    case 'not_allowed': {
      const owner = answer.document?.added_by;
      const admins = await adminMentions(desk, asked.teamId, t);
      return [
        said(
          owner && isPerson(owner) ? r.notAllowed(personOf(owner, t), admins) : t.command.adminsOnly(admins),
        ),
      ];
    }
  }
}

function noticeText(notice: KnownBlock[]): string {
  const [first] = notice;
  if (first?.type !== 'section' || !first.text) return '…';
  return first.text.type === 'mrkdwn' ? first.text.text : safeText(first.text.text, limits.fallback);
}
