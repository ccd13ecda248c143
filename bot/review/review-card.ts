import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type {
  ArticlePart,
  Draft,
  DraftContent,
  OutboxItem,
  Review,
  WrittenContent,
} from '../../ports/content.ts';
import { isWritten } from '../../ports/content.ts';
import { progressActions } from '../drafts/progress-message.ts';
import { resumeBlocks } from '../drafts/resume-blocks.ts';
import { retryHelps } from '../drafts/retry-helps.ts';
import {
  actions,
  bulleted,
  button,
  clip,
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
} from '../slack/blocks.ts';
import { sayFound } from '../texts/say-found.ts';
import type { Texts } from '../texts/texts.ts';
import { approvalLines } from './approval-lines.ts';
import { articleBody } from './article-body.ts';
import { carouselBody, slideTitles } from './carousel-body.ts';
import { enrichmentBody, enrichmentHint } from './enrichment-body.ts';
import { evidenceLines, hasDoubts, overrideBlocks } from './evidence-lines.ts';
import { pictureBlock, thumbnailLine } from './picture-block.ts';
import { placeName } from './place-name.ts';
import { replyBody, sayFault, whyClosed } from './reply-body.ts';
import { reportBody } from './report-body.ts';
import { sourceBlocks } from './source-blocks.ts';
import { beingDrawn, madeBy } from './versions/made-by.ts';

export const reviewActions = {
  approve: 'review_approve',
  requestChanges: 'review_request_changes',
  reject: 'review_reject',
  openFinals: 'review_open_final_files',
  nameApprover: 'review_name_approver',
  edit: 'review_edit',
  versions: 'review_versions',
} as const;

/** Names the block of the buttons that decide. */
const DECIDES = 'review';

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
  if (item.draft.erased_at) return erasedCard(item.draft, texts);
  const t = texts.card;
  const { content, version } = item.draft;
  const state = stateBlocks(view, texts);
  const title = clip(content.title, 150);
  const overview = item.draft.artifacts.find((a) => a.role === 'overview');
  const blocks: KnownBlock[] = [heading(t.heading(version)), words({ text: title, bold: true })];

  if (isOpen(item)) blocks.push(reviewRequest(item, texts));
  blocks.push(...closedFor(content, texts));
  const isByHand = (item.draft.made_by ?? 'agent') !== 'agent';
  if (isByHand) blocks.push(small(madeBy(item.draft, texts)));
  if (item.draft.reason !== null)
    blocks.push(said(`_${isByHand ? texts.versions.why : t.change}_`), quoted(item.draft.reason, 1000));

  const uploaded = view.withPicture ? item.pictures : [];
  // Of an earlier version one line is left: its slides lie above the card, each as a file.
  const isEarlier = item.draft.status === 'superseded' && content.kind === 'carousel';
  const picture = isEarlier
    ? thumbnailLine(overview, uploaded, slideTitles(content).join(' · '))
    : pictureBlock(overview, uploaded, title);
  const comparison = isEarlier
    ? null
    : pictureBlock(
        item.draft.artifacts.find((a) => a.role === 'comparison'),
        uploaded,
        t.beforeAndAfter,
      );
  blocks.push(...bodyOf(content, { picture, comparison }, texts));
  // A report numbers its sources, and each change tells its own.
  if (content.kind === 'carousel' || content.kind === 'blog')
    blocks.push(...sourceBlocks(content.sources, texts));
  blocks.push(...supportBlocks(item, texts));
  const warnings = findingLines(warningsOf(content, texts), 6);
  if (warnings.length > 0) blocks.push(said(`*${t.warnings}*`), bulleted(warnings));
  const maker = makerOf(content, texts);
  blocks.push(small(maker), ...(item.unpriced ? [small(t.unpriced)] : []), ...state);
  const open = state.some((block) => block.block_id === DECIDES);
  const shortTitle = safeText(title, 300);
  return {
    text: open ? t.fallback(version, shortTitle) : `${t.heading(version)}: ${shortTitle}`,
    blocks,
  };
}

/** What is left of a version that spoke of a person who was erased. */
function erasedCard({ version, hash }: Draft, { card, erasure }: Texts): Message {
  const title = `${card.heading(version)}: ${erasure.draft}`;
  return { text: title, blocks: [heading(title), said(erasure.draftGone(hash))] };
}

/** Who made it, so that people know what to look at. */
function makerOf({ kind, offline, model }: DraftContent, { card, enrichment }: Texts): string {
  if (kind === 'lead_enrichment') return offline ? enrichment.offline : enrichment.read(safeText(model, 80));
  return offline ? card.offline : card.aiMade(safeText(model, 80));
}

function bodyOf(
  content: DraftContent,
  pictures: { picture: KnownBlock | null; comparison: KnownBlock | null },
  texts: Texts,
): KnownBlock[] {
  switch (content.kind) {
    case 'carousel':
      return carouselBody(content, pictures, texts);
    case 'blog':
      return articleBody(content, pictures.picture, texts);
    case 'research':
      return reportBody(content, pictures.picture, texts);
    case 'lead_enrichment':
      return enrichmentBody(content, texts);
    case 'incoming_webhook':
      return replyBody(content, texts);
  }
}

/** No person is asked to look at what is decided or superseded. */
function isOpen({ draft, job }: CardView['item']): boolean {
  return draft.status === 'proposed' && job.versions <= draft.version && job.ended_at === null;
}

/** Why it cannot be approved, first of all that is read. */
function closedFor(content: DraftContent, texts: Texts): KnownBlock[] {
  const found = blockingOf(content, texts);
  const judged = found.filter(({ code }) => code === 'not_supported');
  const checked = found.filter(({ code }) => code !== 'not_supported');
  return [
    ...(checked.length > 0 ? [said(`*${texts.card.closedFor}*`), bulleted(findingLines(checked, 12))] : []),
    ...(judged.length > 0
      ? [said(`*${texts.support.notSupported}*`), bulleted(findingLines(judged, 8))]
      : []),
  ];
}

/** Who must act: those who may approve, in the database's order, whom the requester named first; of what cannot be approved, the requester. */
function askToReview({ draft, approvers, job }: CardView['item'], texts: Texts): string {
  if (blockingOf(draft.content, texts).length > 0) return texts.card.askToMend(mention(job.requester_id));
  if (draft.content.kind === 'incoming_webhook' && draft.content.answer === null)
    return texts.replies.askToClose(mention(job.requester_id));
  if (!canGoOut(draft)) return texts.card.noFinalFiles(mention(job.requester_id));
  const others = approvers.filter((id) => !draft.authors.includes(id));
  const people = others.slice(0, 20).map(mention).join(' ');
  return people === '' ? texts.card.nobodyMayApprove : texts.card.review(people);
}

/** While people are asked, the requester may choose whom first. */
function reviewRequest(item: CardView['item'], texts: Texts): KnownBlock {
  const line = said(askToReview(item, texts));
  const waits = item.job.status === 'awaiting_review' || item.job.reading;
  if (!waits || item.approval.asked.length < 2) return line;
  const askFirst = button(
    reviewActions.nameApprover,
    texts.namedApprover.button,
    JSON.stringify(refOf(item)),
  );
  return { ...line, accessory: askFirst };
}

/** What code has verified and what a model has judged, on lines of their own. */
function supportBlocks({ draft, job, lost }: CardView['item'], texts: Texts): KnownBlock[] {
  const { content, version } = draft;
  if (!isWritten(content)) return [];
  const { support, offline } = content;
  const parts = content.kind === 'carousel' ? [] : partsOf(content);
  const evidence = evidenceLines(
    content,
    lost ?? [],
    { job: job.id, version },
    ({ place }) => placeName(place, parts, texts),
    texts,
  );
  if (!support || support.claims === 0) return evidence;
  const t = texts.support;
  const { claims, supported, partly, not_supported: not, by_hand: byHand } = support;
  const judged = (offline ? t.comparedByWords : t.judged)(supported, partly, not, byHand);
  return [...(content.claims ? evidence : [small(t.quoted(claims))]), small(judged)];
}

interface PlacedFinding {
  code: string;
  where: string | null;
  words: string;
}

const warningsOf = (content: DraftContent, texts: Texts) => placed(content, 'warnings', texts);
const blockingOf = (content: DraftContent, texts: Texts) => placed(content, 'blocking', texts);

function placed(content: DraftContent, of: 'warnings' | 'blocking', texts: Texts): PlacedFinding[] {
  if (content.kind === 'incoming_webhook')
    return content[of].map((fault) => ({ code: fault.code, where: null, words: sayFault(fault, texts) }));
  if (!isWritten(content)) return [];
  const parts = content.kind === 'carousel' ? [] : partsOf(content);
  return (content[of] ?? []).map((found) => {
    const where = placeName(found.place, parts, texts);
    return {
      code: found.code,
      where: where === null ? null : clip(where, 100),
      words: sayFound(found, texts.findings),
    };
  });
}

function partsOf(content: Exclude<WrittenContent, { kind: 'carousel' }>): ArticlePart[] {
  return content.kind === 'blog' ? content.parts : [content.summary, ...content.findings];
}

function findingLines(found: PlacedFinding[], most: number): string[] {
  return found.slice(0, most).map(({ where, words }) => `${where === null ? '' : `${where}: `}${words}`);
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
    const finals = { posting: t.finalsPosting, posted: t.finalBelow, given_up: t.finalsNotPosted };
    const then =
      status === 'cancelled' || status === 'failed'
        ? t.closed[status]
        : draft.content.kind === 'incoming_webhook'
          ? texts.replies.goesNext
          : finals[item.finals ?? 'posted'];
    return [
      said(`*${t.approved(byAll)}*\n${then}`),
      ...overrideBlocks(approvals, texts),
      ...(item.finals === 'given_up' ? [actions('finals', openFinalsButton(refOf(item), texts))] : []),
    ];
  }
  if (changes || draft.status === 'superseded') {
    return [
      ...(changes ? [said(`*${t.changesRequested(...byAt(changes, texts))}*`), ...noteOf(changes)] : []),
      ...(draft.status === 'superseded' || job.versions > draft.version
        ? [said(supersededLine(view, texts))]
        : job.ended_at === null
          ? [said(job.status === 'awaiting_budget' ? t.waitsForBudget : t.changesUnderway(draft.version + 1))]
          : closedBlocks(view, texts)),
    ];
  }
  if (draft.status === 'rejected') return [];
  if (job.status === 'cancelled' || job.status === 'failed' || job.status === 'expired') {
    return closedBlocks(view, texts);
  }
  const counted = [...approvalLines(item.approval, texts), ...overrideBlocks(approvals, texts)];
  const askedToo = item.escalated_to.map(mention).join(' ');
  if (askedToo !== '') counted.push(small(t.askedToo(askedToo)));
  // Without any, the head of the card says so.
  if (!item.approval.reachable && item.approvers.length > 0)
    counted.push(said(`*${texts.unreachable.card}*`));
  // Until it is known that a reply asks for something, it may be talk between colleagues: the buttons stay.
  const isBusy = job.status === 'queued' || job.status === 'running';
  if (isBusy && job.hand) return [...counted, small(beingDrawn(job.hand, texts))];
  if (isBusy && !job.reading) return [...counted, small(t.replyBeingMet)];
  if (job.status === 'awaiting_budget') return [...counted, said(t.waitsForBudget)];
  return [
    ...counted,
    ...(canGoOut(draft) && hasDoubts(draft.content, item.lost ?? [])
      ? [small(texts.evidence.needsReason)]
      : []),
    reviewButtons(refOf(item), draft, texts),
    small(replyHint(draft.content, texts)),
  ];
}

/** What an approval lets out was shown: final files, or the words of an answer. */
function canGoOut({ content, finals }: Draft): boolean {
  if (content.kind !== 'incoming_webhook') return finals.length > 0;
  return content.answer !== null && content.blocking.length === 0;
}

function replyHint(content: DraftContent, texts: Texts): string {
  const { kind } = content;
  if (kind === 'lead_enrichment') return enrichmentHint(content, texts.enrichment);
  if (kind === 'incoming_webhook') return texts.replies.buttonsAlone;
  return kind === 'research' ? texts.research.report.replyHint : texts.card.replyHint;
}

/** What cannot go out has neither Approve nor files to open; what is no text is not edited, and its versions are files. */
function reviewButtons(ref: CardRef, draft: Draft, texts: Texts): KnownBlock {
  const { content } = draft;
  const isText = content.kind !== 'lead_enrichment';
  const t =
    content.kind === 'incoming_webhook'
      ? { ...texts.card, ...texts.replies.buttons(content.answer !== null) }
      : texts.card;
  const value = JSON.stringify(ref);
  return actions(
    DECIDES,
    ...(canGoOut(draft) ? [button(reviewActions.approve, t.approve, value, { style: 'primary' })] : []),
    button(reviewActions.requestChanges, t.requestChanges, value),
    ...(isText ? [button(reviewActions.edit, texts.versions.editButton, value)] : []),
    button(reviewActions.reject, t.reject, value, { style: 'danger' }),
    ...(draft.finals.length > 0 ? [openFinalsButton(ref, texts)] : []),
    ...(isText && ref.version > 1 ? [button(reviewActions.versions, texts.versions.open, value)] : []),
  );
}

function openFinalsButton(ref: CardRef, texts: Texts): Button {
  return button(reviewActions.openFinals, texts.finals.open, JSON.stringify(ref));
}

function refOf({ draft, job }: CardView['item']): CardRef {
  const slides = draft.content.kind === 'carousel' ? { slides: draft.content.slides.length } : {};
  return { job: job.id, version: draft.version, hash: draft.hash, ...slides };
}

function supersededLine({ item, currentCard }: CardView, texts: Texts): string {
  const line = texts.card.superseded(item.job.versions);
  return currentCard === null ? `*${line}*` : `*<${currentCard}|${line}>*`;
}

function closedBlocks({ item }: CardView, texts: Texts): KnownBlock[] {
  const { status } = item.job;
  if (status === 'expired') return resumeBlocks(item.job, texts);
  if (status !== 'cancelled' && status !== 'failed') return [];
  const retry = status === 'failed' && retryHelps(item.job.error);
  return [
    plain(whyClosed(item.job, texts) ?? texts.card.closed[status]),
    ...(retry ? [actions('job', button(progressActions.retry, texts.progress.retry, item.job.id))] : []),
  ];
}

function byAt(review: Review, texts: Texts): [string, string] {
  return [mention(review.reviewer_id), dateToken(review.created_at, texts.locale)];
}

function noteOf(review: Review): KnownBlock[] {
  return review.note === null || review.note.trim() === '' ? [] : [quoted(review.note, 1000)];
}
