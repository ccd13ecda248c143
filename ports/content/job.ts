import { z } from 'zod';

export const jobTypes = [
  'carousel',
  'blog',
  'research',
  'outreach_notes',
  'lead_enrichment',
  'incoming_webhook',
] as const;
export type JobType = (typeof jobTypes)[number];

export const jobStatuses = [
  'queued',
  'running',
  'awaiting_review',
  'awaiting_input',
  'awaiting_budget',
  'completed',
  'rejected',
  'failed',
  'cancelled',
  'expired',
] as const;
export type JobStatus = (typeof jobStatuses)[number];

export const languages = ['pt', 'en'] as const;
export type Language = (typeof languages)[number];

export const slideCount = { min: 5, max: 12, default: 8 } as const;
/** Characters (code points). Longer briefs are refused before a job exists. */
export const briefLength = { max: 2000, field: 300 } as const;

/** What a person asked for. `null` means: not said, the agent decides from the topic. */
export const carouselBrief = z.object({
  topic: z.string().trim().min(1).max(briefLength.max),
  audience: z.string().max(briefLength.field).nullable(),
  language: z.enum(languages).nullable(),
  slides: z.number().int().min(slideCount.min).max(slideCount.max).nullable(),
  tone: z.string().max(briefLength.field).nullable(),
  call_to_action: z.string().max(briefLength.field).nullable(),
});
export type CarouselBrief = z.infer<typeof carouselBrief>;

/** The graph nodes of a carousel that the thread shows, in order. `finalize` runs after approval. */
export const carouselSteps = ['retrieve', 'plan', 'write', 'review', 'render', 'finalize'] as const;

export const jobError = z.object({
  /** Stable, e.g. `no_evidence`, `model_unavailable`, `budget_cap`, `channel_unreachable`. */
  code: z.string(),
  /** For the log and for operators. A person reads the bot's own text for `code`. */
  message: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});
export type JobError = z.infer<typeof jobError>;

/** Where the job stands, written by the runner. */
export const checkpointData = z.object({
  graph_version: z.number().int().optional(),
  node: z.string().optional(),
  /** 1-based position of `node` among `of` visible steps. */
  step: z.number().int().optional(),
  of: z.number().int().optional(),
  checkpoint_id: z.string().nullable().optional(),
  /** Visible steps since the last claim for a new version, oldest first. Times are ISO. */
  steps: z
    .array(
      z.object({
        node: z.string(),
        started_at: z.string(),
        ended_at: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    )
    .optional(),
});
export type CheckpointData = z.infer<typeof checkpointData>;

/** The answer of a person that an interrupted graph waits for. */
export const resumeValue = z.object({
  review_id: z.string(),
  decision: z.enum(['approve', 'request_changes']),
  version: z.number().int(),
  hash: z.string(),
  note: z.string().nullable(),
  reviewer_id: z.string(),
});
export type ResumeValue = z.infer<typeof resumeValue>;

/** A job as its runner holds it. Every later call carries `id` and `fence`. */
export const claimedJob = z.object({
  id: z.string(),
  type: z.enum(jobTypes),
  team_id: z.string(),
  requester_id: z.string(),
  brief: z.unknown(),
  fence: z.number().int(),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  checkpoint_data: checkpointData,
  /** Set from a decision until the next draft or the end; see `versions` to tell a spent one. */
  resume: resumeValue.nullable(),
  /** Versions recorded so far; 0 before the first draft. */
  versions: z.number().int(),
});
export type ClaimedJob = z.infer<typeof claimedJob>;
