import type { EvidenceNotice, OutboxItem } from '../../ports/content.ts';
import { bulleted, clip, type Message, mention, quoted, said, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

const SHOWN = 8;

/** In the thread of an approved draft: what it rests on was taken back, told to those who may approve. */
export function evidenceNotice(
  notice: EvidenceNotice,
  { job, approvers }: Pick<OutboxItem, 'job' | 'approvers'>,
  texts: Texts,
): Message {
  const t = texts.evidence.notice;
  const people = [...approvers].sort().slice(0, 20).map(mention).join(' ');
  const line = t[notice.kind](people, texts.work[job.type], mention(notice.person_id)).trim();
  const why = notice.title ?? notice.reason;
  const claims = [...new Set(notice.claims)].map((claim) => clip(claim, 300));
  const more = claims.length - SHOWN;
  return {
    text: line,
    blocks: [
      said(line),
      ...(why === null ? [] : [quoted(why, 600)]),
      ...(claims.length > 0 ? [said(`*${t.claims}*`), bulleted(claims.slice(0, SHOWN))] : []),
      ...(more > 0 ? [small(texts.card.moreSources(more))] : []),
      small(t.todo),
    ],
  };
}
