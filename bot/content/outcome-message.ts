import type { KnownBlock } from '@slack/types';
import type { Draft, JobView, Review } from '../../ports/content.ts';
import { clip, copyable, type Message, mention, plain, quoted, said } from '../blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { postText } from './carousel-body.ts';

/** How a job ended, told to whoever asked for it. Null while it has not ended (a retry can undo an end). */
export function outcomeMessage(
  job: JobView,
  draft: Draft | null,
  reviews: Review[],
  texts: Texts,
): Message | null {
  const t = texts.outcome;
  const requester = mention(job.requester_id);
  switch (job.status) {
    case 'completed': {
      const post: KnownBlock[] =
        draft?.content.kind === 'carousel'
          ? [said(t.readyToCopy), ...copyable(postText(draft.content.post), 9000)]
          : [];
      return {
        text: `${requester} ${t.fallback.completed}`,
        blocks: [said(t.completed(requester)), ...post],
      };
    }
    case 'rejected': {
      const rejection = reviews.findLast((r) => r.decision === 'reject');
      const by = rejection ? mention(rejection.reviewer_id) : '?';
      return {
        text: `${requester} ${t.fallback.rejected}`,
        blocks: [said(t.rejected(requester, by)), ...(rejection?.note ? [quoted(rejection.note, 1000)] : [])],
      };
    }
    case 'failed': {
      const why = job.error ? texts.errors(job.error, clip(job.brief.topic, 200)) : null;
      return {
        text: `${requester} ${t.fallback.failed}`,
        blocks: [
          said(t.failed(requester)),
          ...(why ? [plain(`${why.happened}\n${why.todo}\n${t.retryHint}`)] : []),
        ],
      };
    }
    case 'cancelled':
      return {
        text: `${requester} ${t.fallback.cancelled}`,
        blocks: [said(t.cancelled(requester, job.cancelled_by ? mention(job.cancelled_by) : null))],
      };
    case 'expired':
      return { text: `${requester} ${t.fallback.expired}`, blocks: [said(t.expired(requester))] };
    default:
      return null;
  }
}
