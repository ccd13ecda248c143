import type { KnownBlock } from '@slack/types';
import type { Draft, JobView, Review } from '../../ports/content.ts';
import { isInUse } from '../drafts/brief-message.ts';
import { inReadingOrder } from '../drafts/file-sets.ts';
import { reuseActions } from '../drafts/reuse-report.ts';
import { storedMessage } from '../drafts/stored-message.ts';
import {
  actions,
  button,
  clip,
  copyable,
  dateToken,
  type Message,
  mention,
  quoted,
  said,
  small,
} from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { postText } from './carousel-body.ts';
import { NOTE_MAX } from './changes-modal.ts';
import { overrideBlocks } from './evidence-lines.ts';
import { whyClosed } from './reply-body.ts';

/** How a job ended, told to its requester. Null while it has not ended (a retry can undo an end). */
export function outcomeMessage(
  job: JobView,
  draft: Draft | null,
  reviews: Review[],
  texts: Texts,
): Message | null {
  const t = texts.outcome;
  const requester = mention(job.requester_id);
  const what = texts.work[job.type];
  switch (job.status) {
    case 'completed':
      // Its card says it, and each draft that it started has an end of its own.
      if (job.type === 'plan' || job.type === 'outreach_notes') return null;
      return completedMessage(job, draft, reviews, texts);
    case 'rejected': {
      const rejection = reviews.findLast((r) => r.decision === 'reject');
      const by = rejection ? mention(rejection.reviewer_id) : '?';
      const note = rejection?.note ? [quoted(rejection.note, NOTE_MAX)] : [];
      return sentence(t.rejected(requester, by, what), note);
    }
    case 'failed': {
      // Why, and what to do, stand at the steps, once.
      return sentence(t.failed(requester, what));
    }
    case 'cancelled': {
      const closed = whyClosed(job, texts);
      if (closed !== null) return sentence(closed);
      // The person who cancelled it knows.
      if (job.cancelled_by === job.requester_id) return sentence(t.cancelled(null, null, what));
      const by = job.cancelled_by ? mention(job.cancelled_by) : null;
      return sentence(t.cancelled(requester, by, what));
    }
    case 'expired': {
      const until = job.resume_until ? dateToken(job.resume_until, texts.locale) : null;
      return sentence(t.expired(requester, what, until));
    }
    default:
      return null;
  }
}

function completedMessage(job: JobView, draft: Draft | null, reviews: Review[], texts: Texts): Message {
  const t = texts.outcome;
  const requester = mention(job.requester_id);
  if (job.type === 'knowledge') return storedMessage(job, texts);
  if (job.type === 'incoming_webhook') return sentence(texts.replies.approved(requester));
  if (job.type === 'brand_kit') {
    return sentence(isInUse(job) ? t.kitInUse(requester) : t.kitDiscarded(requester));
  }
  const more = draft
    ? [...toCopy(draft, texts), ...record(job, draft, reviews, texts), ...reuse(job, texts)]
    : [];
  return sentence(t.completed(requester, texts.work[job.type]), more);
}

/** Who approved what, when: beside the files, because none of them could know it when it was made. */
function record(job: JobView, draft: Draft, reviews: Review[], texts: Texts): KnownBlock[] {
  const approvals = reviews.filter((r) => r.decision === 'approve' && r.version === draft.version);
  const by = approvals
    .map((r) => texts.card.byAt(mention(r.reviewer_id), dateToken(r.created_at, texts.locale)))
    .join(', ');
  const files = inReadingOrder(job.final).map(({ name, sha256 }) => `${sha256}  ${clip(name, 120)}`);
  return [
    small(texts.finals.record(by, draft.version, draft.hash)),
    ...copyable(files.join('\n'), 2900),
    ...overrideBlocks(approvals, texts),
  ];
}

/** What an approved report can serve next. */
function reuse(job: JobView, texts: Texts): KnownBlock[] {
  if (job.type !== 'research') return [];
  const t = texts.research.report;
  return [
    said(t.reuse),
    actions(
      'reuse',
      button(reuseActions.carousel, t.makeCarousel, job.id),
      button(reuseActions.article, t.makeArticle, job.id),
    ),
  ];
}

/** What a person pastes when they publish it; a report goes out as its files. */
function toCopy({ content }: Draft, texts: Texts): KnownBlock[] {
  const t = texts.outcome;
  if (content.kind === 'lead_enrichment') return [said(texts.enrichment.handedOver)];
  if (content.kind === 'incoming_webhook') return [];
  if (content.kind === 'research') return [said(texts.research.report.ready)];
  return content.kind === 'carousel'
    ? [said(t.readyToCopy), ...copyable(postText(content.post), 9000)]
    : [
        said(t.articleReady),
        ...copyable([content.title, content.slug, content.meta_description].join('\n\n'), 2900),
      ];
}

function sentence(text: string, more: KnownBlock[] = []): Message {
  return { text, blocks: [said(text), ...more] };
}
