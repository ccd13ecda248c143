import type { KeptApproval } from '../../ports/content.ts';
import { dateToken, type Message, mention, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** What remains of a job that is kept no more: who approved which version. Pure. */
export function removedMessage(kept: KeptApproval, texts: Texts): Message {
  const t = texts.jobs.removed;
  const people = kept.approvals.map(({ person_id, at, overridden }) => {
    const who = `${mention(person_id)} (${dateToken(at, texts.locale)})`;
    return overridden === null ? who : `${who}, ${texts.history.overridden}`;
  });
  const asked = texts.jobs.askedFor(mention(kept.requester_id), dateToken(kept.asked_at, texts.locale));
  return {
    text: t.gone(texts.work[kept.type]),
    blocks: [
      said(
        [
          t.gone(texts.work[kept.type]),
          `${asked} · ${t.approved(kept.version, people.join(', '))}`,
          `${t.hash}: \`${kept.hash}\``,
        ].join('\n'),
      ),
    ],
  };
}
