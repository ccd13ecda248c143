import { z } from 'zod';
import { approvalState } from '../approver-rules.ts';
import { type EnrichmentDraft, enrichmentDraft } from './enrichment.ts';
import { checkedClaim, doubts } from './evidence.ts';
import { draftSupport, partFinding, slideFinding } from './findings.ts';
import { type IncomingReplyDraft, incomingReplyDraft } from './incoming-reply.ts';
import { languages } from './language.ts';
import { articlePart, evidence, partChange } from './part.ts';
import { researchDraft } from './research.ts';

/** Ways to tell a carousel. */
export const structures = ['how_to', 'mistakes', 'myth_fact', 'story', 'numbers'] as const;
export type Structure = (typeof structures)[number];

/** What every slide has, in any layout. The fields of each layout: ports/model-tasks/deck.ts. */
const anySlide = z.looseObject({ layout: z.string(), title: z.string(), evidence: z.array(evidence) });

const carouselDraft = z.object({
  kind: z.literal('carousel'),
  title: z.string(),
  language: z.enum(languages),
  /** How it is told; absent in drafts from before it was chosen. */
  structure: z.enum(structures).optional(),
  slides: z.array(anySlide),
  post: z.object({ hook: z.string(), body: z.string(), hashtags: z.array(z.string()) }),
  /** What the checks found and does not block: for the approver to weigh. */
  warnings: z.array(slideFinding).optional(),
  /** What the last checks found and no person may accept: with it the version is closed for approval. */
  blocking: z.array(slideFinding).optional(),
  /** Absent: closed by other checks before it was judged, or from before it was. */
  support: draftSupport.optional(),
  /** In reading order; absent in drafts from before they were kept. */
  claims: z.array(checkedClaim).optional(),
  /** Documents that the draft is based on, in order of first use. */
  sources: z.array(z.object({ document_id: z.string(), title: z.string(), url: z.string().nullable() })),
  /** Pictures of the team's own that its slides show; `sha256` is of the bytes that were drawn. */
  pictures: z
    .array(z.object({ document_id: z.string(), title: z.string(), alt: z.string(), sha256: z.string() }))
    .optional(),
  brand_version: z.number().int(),
  /** As the endpoint names it, e.g. `gpt-5.2` or `offline-extractive-1`. */
  model: z.string(),
  /** True when the text was composed by the sandbox's writer: shown as "offline writer". */
  offline: z.boolean(),
});
export type CarouselDraft = z.infer<typeof carouselDraft>;

const blogDraft = z.object({
  kind: z.literal('blog'),
  title: z.string(),
  title_variants: z.array(z.string()).length(2),
  slug: z.string(),
  meta_description: z.string(),
  keywords: z.array(z.string()),
  language: z.enum(languages),
  words: z.number().int(),
  reading_minutes: z.number().int(),
  /** In reading order: introduction first, conclusion last. */
  parts: z.array(articlePart),
  /** Sentences that the house rules require, word for word; they close the article. */
  disclaimers: z.array(z.string()),
  /** Against the version before; empty for version 1. */
  changes: z.array(partChange),
  /** What the checks found and does not block. */
  warnings: z.array(partFinding),
  /** What the last checks found and no person may accept: with it the version is closed for approval. */
  blocking: z.array(partFinding).optional(),
  /** Absent: closed by other checks before it was judged, or from before it was. */
  support: draftSupport.optional(),
  /** In reading order; absent in drafts from before they were kept. */
  claims: z.array(checkedClaim).optional(),
  /** Documents that the article cites, in order of first use; footnotes count citations, not documents. */
  sources: z.array(
    z.object({
      document_id: z.string(),
      title: z.string(),
      url: z.string().nullable(),
      fetched_at: z.string().nullable(),
    }),
  ),
  /**
   * The words of the source behind each number, for reviewers; published footnotes tell the place alone. Absent in drafts
   * from before it was told.
   */
  proofs: z
    .array(z.object({ number: z.string(), part: z.string(), quote: z.string(), source: z.string() }))
    .optional(),
  brand_version: z.number().int(),
  rules_version: z.number().int(),
  model: z.string(),
  offline: z.boolean(),
});
export type BlogDraft = z.infer<typeof blogDraft>;

export const draftContent = z.discriminatedUnion('kind', [
  carouselDraft,
  blogDraft,
  researchDraft,
  enrichmentDraft,
  incomingReplyDraft,
]);
export type DraftContent = z.infer<typeof draftContent>;
/** What a writer wrote, with claims and sources. */
export type WrittenContent = Exclude<DraftContent, EnrichmentDraft | IncomingReplyDraft>;
export const isWritten = (content: DraftContent): content is WrittenContent =>
  content.kind !== 'lead_enrichment' && content.kind !== 'incoming_webhook';

/** A stored file. `key` is unique and tells job, version and name: `<job>/v2/slide-03.png`, `<job>/v2/final/…`. */
export const artifact = z.object({
  key: z.string(),
  name: z.string(),
  mime: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  alt: z.string(),
  /**
   * `page`: a slide or a page of a preview; `overview`: the picture of the card; `comparison`: what changed, before and
   * after; `document`: PDF, Markdown, HTML.
   */
  role: z.enum(['page', 'overview', 'comparison', 'document']),
});
export type Artifact = z.infer<typeof artifact>;

/** Where the bytes of a file are: `base64` of the database, or `bucket` of Storage, under `sha256` there. */
export const storedFile = z.object({
  mime: z.string(),
  name: z.string(),
  sha256: z.string(),
  bucket: z.string().nullable(),
  base64: z.string().nullable(),
});
export type StoredFile = z.infer<typeof storedFile>;
/** An object of Storage. */
export const storedObject = z.object({ bucket: z.string(), sha256: z.string() });

/** Ways in which a person makes a version. */
export const handKinds = ['edit', 'restore', 'pick'] as const;
export type HandKind = (typeof handKinds)[number];

const draftStatuses = ['proposed', 'superseded', 'approved', 'rejected'] as const;

export const draft = z.object({
  id: z.string(),
  job_id: z.string(),
  version: z.number().int(),
  /** sha256 over content, review files and final files, made in SQL. Buttons carry it; approval binds to it. */
  hash: z.string(),
  status: z.enum(draftStatuses),
  content: draftContent,
  /** For the review, with the draft mark. */
  artifacts: z.array(artifact),
  /** What goes out once it is approved; empty: it cannot be approved. */
  finals: z.array(artifact),
  /** Whose words stand in this version as they wrote them, by user id: they do not approve it. */
  authors: z.array(z.string()),
  /** How it came about; all but `agent` by a person, `author_id`, who wrote words of it only by an edit. */
  made_by: z.enum(['agent', ...handKinds]).optional(),
  author_id: z.string().nullish(),
  /** The version that was restored or picked from. */
  from_version: z.number().int().nullish(),
  /** The change note that led to this version, or why a person made it; null for version 1. */
  reason: z.string().nullable(),
  created_at: z.string(),
  /** A person of whom it said something was erased: content and files are empty, and no longer those of the hash. */
  erased_at: z.string().nullish(),
});
export type Draft = z.infer<typeof draft>;

const reviewDecisions = ['approve', 'request_changes', 'reject'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

export const review = z.object({
  id: z.string(),
  version: z.number().int(),
  reviewer_id: z.string(),
  decision: z.enum(reviewDecisions),
  note: z.string().nullable(),
  /** Why it was approved although claims are unverified or have lost their evidence, and how many there were. */
  override_reason: z.string().nullish(),
  overridden: doubts.nullish(),
  created_at: z.string(),
});
export type Review = z.infer<typeof review>;

/** What a click on a card led to. Every outcome but `decided`, and `quorum_pending`, which keeps the approval, changes nothing. */
export const reviewOutcome = z.object({
  outcome: z.enum(['decided', 'already_decided', 'superseded', 'not_allowed', 'quorum_pending']),
  /** For `not_allowed`: `requester`, `token_owner`, `author` (four eyes), `role`, `guest`, `group_unread` (a user group decides whose members were not read just now), `already_approved`, `not_yet` (the other group comes first), `enough` (their group has its approvals), `closed` (the last checks failed), `no_final_files`, `unverified` (an `override_reason` is needed); for `already_decided`: the status (`queued` or `running`: a reply of the thread is being read). */
  reason: z.string().nullable(),
  /** Whose approval would count now (user ids). */
  approvers: z.array(z.string()),
  approval: approvalState,
  /** For `group_unread`: the user groups to read before the click is made again. */
  user_groups: z.array(z.string()),
  job_status: z.string(),
  /** The newest version and the ts of its card (null until posted). */
  current_version: z.number().int(),
  current_card_ts: z.string().nullable(),
  channel_id: z.string(),
  /** The decision that stands, when there is one. */
  standing: review.nullable(),
  doubts: doubts.optional(),
  approvals: z.number().int(),
  quorum: z.number().int(),
});
export type ReviewOutcome = z.infer<typeof reviewOutcome>;

/** What a press on "open the final files" led to. */
export const finalOpening = z.object({
  outcome: z.enum(['open', 'opened', 'not_allowed', 'gone']),
  files: z.array(artifact),
  channel_id: z.string().nullable(),
  ts: z.string().nullable(),
});
