import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Draft, DraftContent, OutboxItem, Review } from '../../ports/content.ts';
import {
  actions,
  bulleted,
  button,
  clip,
  confirmation,
  dateToken,
  heading,
  type Message,
  mention,
  plain,
  quoted,
  safeText,
  said,
  small,
  words,
} from '../blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { articleBody, partName } from './article-body.ts';
import { carouselBody } from './carousel-body.ts';
import { pictureBlock } from './picture-block.ts';
import { sourceBlocks } from './source-blocks.ts';

export const reviewActions = {
  approve: 'review_approve',
  requestChanges: 'review_request_changes',
  reject: 'review_reject',
} as const;

/** What a button of a card carries: which text was on it. Neither content nor authority. */
export const cardRef = z.object({
  job: z.string(),
  version: z.number().int(),
  hash: z.string(),
  /** How many slides the version has; absent for articles. */
  slides: z.number().int().optional(),
});
export type CardRef = z.infer<typeof cardRef>;

export interface CardView {
  item: OutboxItem & { draft: Draft };
  /** Address of the current version's card when this one is not it. */
  currentCard: string | null;
  /** False when Slack refused the picture: a card without it is better than none. */
  withPicture: boolean;
}

/** The card of one version, drawn only from the database's state. */
export function reviewCard(view: CardView, texts: Texts): Message {
  const { item } = view;
  const t = texts.card;
  const { content, version } = item.draft;
  const state = stateBlocks(view, texts);
  const title = clip(content.title, 150);
  const overview = item.draft.artifacts.find((a) => a.role === 'overview');
  const blocks: KnownBlock[] = [heading(t.heading(version)), words({ text: title, bold: true })];

  if (isOpen(item)) blocks.push(said(askToReview(item.approvers, texts)));
  if (item.draft.reason !== null) blocks.push(said(`_${t.change}_`), quoted(item.draft.reason, 1000));

  const picture = pictureBlock(overview, view.withPicture ? item.pictures : [], title);
  blocks.push(
    ...(content.kind === 'blog'
      ? articleBody(content, picture, texts)
      : carouselBody(content, picture, texts)),
  );
  blocks.push(...sourceBlocks(content.sources, texts));
  const warnings = warningsOf(content, texts).slice(0, 6);
  if (warnings.length > 0) {
    blocks.push(
      said(`*${t.warnings}*`),
      bulleted(
        warnings.map(
          ({ where, message }) => `${where === null ? '' : `${where}: `}${clip(texts.finding(message), 150)}`,
        ),
      ),
    );
  }
  blocks.push(small(content.offline ? t.offline : t.aiMade(safeText(content.model, 80))), ...state);
  const open = state.some((block) => block.type === 'actions');
  const shortTitle = safeText(title, 300);
  return {
    text: open ? t.fallback(version, shortTitle) : `${t.heading(version)}: ${shortTitle}`,
    blocks,
  };
}

/** Nobody is asked to look at what is decided or superseded. */
function isOpen({ draft, job }: CardView['item']): boolean {
  return draft.status === 'proposed' && job.versions <= draft.version && job.ended_at === null;
}

/** In one order, so that a card that is redrawn does not look changed. */
function askToReview(approvers: string[], texts: Texts): string {
  const people = [...approvers].sort().slice(0, 20).map(mention).join(' ');
  return people === '' ? texts.card.nobodyMayApprove : texts.card.review(people);
}

function warningsOf(content: DraftContent, texts: Texts): { where: string | null; message: string }[] {
  if (content.kind === 'carousel') {
    return (content.warnings ?? []).map(({ slide, message }) => ({
      where: slide === null ? null : texts.card.slide(slide),
      message,
    }));
  }
  return content.warnings.map(({ part, message }) => ({
    where: part === null ? null : clip(partName(content, part, texts), 100),
    message,
  }));
}

function stateBlocks(view: CardView, texts: Texts): KnownBlock[] {
  const { item } = view;
  const t = texts.card;
  const { draft, job } = item;
  const reviews = item.reviews.filter((r) => r.version === draft.version);
  const approvals = reviews.filter((r) => r.decision === 'approve');
  const changes = reviews.find((r) => r.decision === 'request_changes');
  const rejection = reviews.find((r) => r.decision === 'reject');
  const byAll = approvals
    .map((r) => t.byAt(mention(r.reviewer_id), dateToken(r.created_at, texts.locale)))
    .join(', ');

  if (rejection) return [said(`*${t.rejected(...byAt(rejection, texts))}*`), ...noteOf(rejection)];
  if (draft.status === 'approved') {
    // Before final files came with the draft, an approved job could still be stopped.
    const { status } = job;
    const then =
      status === 'cancelled' || status === 'failed' || status === 'expired' ? t.closed[status] : t.finalBelow;
    return [said(`*${t.approved(byAll)}*\n${then}`)];
  }
  if (changes || draft.status === 'superseded') {
    return [
      ...(changes ? [said(`*${t.changesRequested(...byAt(changes, texts))}*`), ...noteOf(changes)] : []),
      ...(draft.status === 'superseded' || job.versions > draft.version
        ? [said(supersededLine(view, texts))]
        : job.ended_at === null
          ? [said(t.changesUnderway(draft.version + 1))]
          : closedBlocks(view, texts)),
    ];
  }
  if (draft.status === 'rejected') return [];
  if (job.status === 'cancelled' || job.status === 'failed' || job.status === 'expired') {
    return closedBlocks(view, texts);
  }
  const counted = approvals.length > 0 ? [said(`*${t.quorum(approvals.length, item.quorum, byAll)}*`)] : [];
  if (job.status === 'queued' || job.status === 'running') return [...counted, small(t.replyBeingRead)];
  const slides = draft.content.kind === 'carousel' ? { slides: draft.content.slides.length } : {};
  const ref = { job: job.id, version: draft.version, hash: draft.hash, ...slides };
  return [...counted, reviewButtons(ref, texts.work[job.type], texts), small(t.replyHint)];
}

function reviewButtons(ref: CardRef, what: string, texts: Texts): KnownBlock {
  const t = texts.card;
  const value = JSON.stringify(ref);
  return actions(
    'review',
    button(reviewActions.approve, t.approve, value, { style: 'primary' }),
    button(reviewActions.requestChanges, t.requestChanges, value),
    button(reviewActions.reject, t.reject, value, {
      style: 'danger',
      confirm: confirmation(t.confirmReject(what), 'danger'),
    }),
  );
}

function supersededLine({ item, currentCard }: CardView, texts: Texts): string {
  const line = texts.card.superseded(item.job.versions);
  return currentCard === null ? `*${line}*` : `*<${currentCard}|${line}>*`;
}

function closedBlocks({ item }: CardView, texts: Texts): KnownBlock[] {
  const { status } = item.job;
  return status === 'cancelled' || status === 'failed' || status === 'expired'
    ? [plain(texts.card.closed[status])]
    : [];
}

function byAt(review: Review, texts: Texts): [string, string] {
  return [mention(review.reviewer_id), dateToken(review.created_at, texts.locale)];
}

function noteOf(review: Review): KnownBlock[] {
  return review.note === null || review.note.trim() === '' ? [] : [quoted(review.note, 1000)];
}
