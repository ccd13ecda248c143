import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Draft, OutboxItem, Review } from '../../ports/content.ts';
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
} from '../blocks.ts';
import type { Texts } from '../texts/texts.ts';

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
  /** How many slides the version has; absent on cards of an earlier release. */
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
  const picture = item.pictures.find((p) => p.key === overview?.key);
  const blocks: KnownBlock[] = [heading(t.heading(version)), words({ text: title, bold: true })];

  if (item.approvers.length > 0)
    blocks.push(said(t.review(item.approvers.slice(0, 20).map(mention).join(' '))));
  else if (item.draft.status === 'proposed') blocks.push(said(t.nobodyMayApprove));
  if (item.draft.reason !== null) blocks.push(said(`_${t.change}_`), quoted(item.draft.reason, 1000));

  if (view.withPicture && overview && picture) {
    blocks.push({
      type: 'image',
      slack_file: { id: picture.file_id },
      alt_text: clip(overview.alt || t.overviewAlt(title, content.slides.length), 1900),
    });
  } else {
    const titles = content.slides.slice(0, 12).map((s, i) => `${i + 1}. ${clip(s.title, 100)}`);
    blocks.push(said(`*${t.slideTitles}*`), words(titles.join('\n')));
  }
  blocks.push(
    said(`*${t.post}*`),
    words(
      { text: `${clip(content.post.hook, 300)}\n\n`, bold: true },
      `${clip(content.post.body, 3200)}\n\n`,
      hashtags(content.post.hashtags),
    ),
  );
  if (content.sources.length > 0) {
    blocks.push(
      said(`*${t.basedOn}*`),
      bulleted(content.sources.slice(0, 8).map((s) => sourceItem(s.title, s.url))),
    );
    if (content.sources.length > 8) blocks.push(small(t.moreSources(content.sources.length - 8)));
  }
  const warnings = (content.warnings ?? []).slice(0, 6);
  if (warnings.length > 0) {
    blocks.push(
      said(`*${t.warnings}*`),
      bulleted(
        warnings.map(
          (w) => `${w.slide === null ? '' : `${t.slide(w.slide)}: `}${clip(inWords(w.message, texts), 150)}`,
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

/** A finding of the house rules in the team's language; anything else stays as the checks wrote it. */
function inWords(message: string, texts: Texts): string {
  const [, verb, words = '', reason = ''] =
    /^The house rules (forbid|require) "(.*?)": (.*)$/s.exec(message) ?? [];
  if (verb === undefined) return message;
  return verb === 'forbid' ? texts.card.ruleForbids(words, reason) : texts.card.ruleRequires(words, reason);
}

/** The post as it is pasted into LinkedIn. */
export function postText(post: Draft['content']['post']): string {
  return [post.hook, post.body, hashtags(post.hashtags)].filter((part) => part.trim() !== '').join('\n\n');
}

function hashtags(tags: string[]): string {
  return tags
    .slice(0, 10)
    .map((tag) => (tag.startsWith('#') ? clip(tag, 60) : `#${clip(tag, 60)}`))
    .join(' ');
}

function sourceItem(title: string, url: string | null): string | { text: string; url: string } {
  const text = clip(title, 150);
  return url === null ? text : { text, url };
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
    const then =
      job.status === 'completed' ? t.finalBelow : job.status === 'failed' ? t.finalFailed : t.makingFinal;
    const closed = job.status === 'cancelled' ? t.closed.cancelled : then;
    return [said(`*${t.approved(byAll)}*\n${closed}`)];
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
  return [
    ...(approvals.length > 0 ? [said(`*${t.quorum(approvals.length, item.quorum, byAll)}*`)] : []),
    reviewButtons(
      { job: job.id, version: draft.version, hash: draft.hash, slides: draft.content.slides.length },
      texts,
    ),
  ];
}

function reviewButtons(ref: CardRef, texts: Texts): KnownBlock {
  const t = texts.card;
  const value = JSON.stringify(ref);
  return actions(
    'review',
    button(reviewActions.approve, t.approve, value, { style: 'primary' }),
    button(reviewActions.requestChanges, t.requestChanges, value),
    button(reviewActions.reject, t.reject, value, {
      style: 'danger',
      confirm: {
        title: { type: 'plain_text', text: t.confirmReject.title },
        text: { type: 'plain_text', text: t.confirmReject.text },
        confirm: { type: 'plain_text', text: t.confirmReject.confirm },
        deny: { type: 'plain_text', text: t.confirmReject.deny },
        style: 'danger',
      },
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
