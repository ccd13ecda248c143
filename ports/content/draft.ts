import { z } from 'zod';
import { languages } from './job.ts';

/** A passage that a slide rests on, with the words quoted from it. */
export const evidence = z.object({ passage_id: z.string(), quote: z.string() });

/** What every slide has, whatever its layout. Layout-specific fields are the agents' own (agents/carousel/deck.ts). */
export const anySlide = z.looseObject({ layout: z.string(), title: z.string(), evidence: z.array(evidence) });

export const carouselDraft = z.object({
  kind: z.literal('carousel'),
  title: z.string(),
  language: z.enum(languages),
  slides: z.array(anySlide),
  post: z.object({ hook: z.string(), body: z.string(), hashtags: z.array(z.string()) }),
  /** What the checks found and does not block: for the approver to weigh. `slide` is 1-based; null: the post or all. */
  warnings: z
    .array(z.object({ slide: z.number().int().nullable(), code: z.string(), message: z.string() }))
    .optional(),
  /** Documents that the draft is based on, in order of first use. */
  sources: z.array(z.object({ document_id: z.string(), title: z.string(), url: z.string().nullable() })),
  brand_version: z.number().int(),
  /** As the endpoint names it, e.g. `gpt-5.2` or `offline-extractive-1`. */
  model: z.string(),
  /** True when the text was composed by the sandbox's writer: shown as "offline writer". */
  offline: z.boolean(),
});
export type CarouselDraft = z.infer<typeof carouselDraft>;

/** A stored file. `key` is unique and tells job, version and name: `<job>/v2/slide-03.png`, `<job>/final/…`. */
export const artifact = z.object({
  key: z.string(),
  name: z.string(),
  mime: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  alt: z.string(),
  /** `page`: one slide; `overview`: all slides on one picture; `document`: the PDF. */
  role: z.enum(['page', 'overview', 'document']),
});
export type Artifact = z.infer<typeof artifact>;

export const draftStatuses = ['proposed', 'superseded', 'approved', 'rejected'] as const;

export const draft = z.object({
  id: z.string(),
  job_id: z.string(),
  version: z.number().int(),
  /** sha256 over content and artifacts, made in SQL. Buttons carry it; approval binds to it. */
  hash: z.string(),
  status: z.enum(draftStatuses),
  content: carouselDraft,
  artifacts: z.array(artifact),
  /** The change note that led to this version; null for version 1. */
  reason: z.string().nullable(),
  created_at: z.string(),
});
export type Draft = z.infer<typeof draft>;

export const reviewDecisions = ['approve', 'request_changes', 'reject'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

export const review = z.object({
  id: z.string(),
  version: z.number().int(),
  reviewer_id: z.string(),
  decision: z.enum(reviewDecisions),
  note: z.string().nullable(),
  created_at: z.string(),
});
export type Review = z.infer<typeof review>;

/** What a click on a card led to. Every outcome but `decided` changes nothing. */
export const reviewOutcome = z.object({
  outcome: z.enum(['decided', 'already_decided', 'superseded', 'not_allowed', 'quorum_pending']),
  /** For `not_allowed`: `requester` (four eyes), `role`, `guest`, `already_approved`; for `already_decided`: the status. */
  reason: z.string().nullable(),
  /** Who may approve this draft (user ids). */
  approvers: z.array(z.string()),
  job_status: z.string(),
  /** The newest version and the ts of its card (null until posted). */
  current_version: z.number().int(),
  current_card_ts: z.string().nullable(),
  channel_id: z.string(),
  /** The decision that stands, when there is one. */
  standing: review.nullable(),
  approvals: z.number().int(),
  quorum: z.number().int(),
});
export type ReviewOutcome = z.infer<typeof reviewOutcome>;
