import type { OutboxItem } from '../../ports/content.ts';
import { type Message, mention, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** In the thread of a version that waits: too few people are left who may approve it, told to the admins; and how it went on. */
export function unreachableNotice(
  {
    job,
    draft,
    approval,
    admins,
  }: Pick<OutboxItem, 'job' | 'approval' | 'admins'> & { draft: NonNullable<OutboxItem['draft']> },
  texts: Texts,
): Message {
  const t = texts.unreachable;
  const waits = job.status === 'awaiting_review' && job.versions === draft.version;
  const people = (admins ?? []).slice(0, 20).map(mention).join(' ');
  const line = !waits
    ? t.ended(draft.version)
    : approval.reachable
      ? t.solved(draft.version)
      : t.tell(people, draft.version).trim();
  return { text: line, blocks: [said(line)] };
}
