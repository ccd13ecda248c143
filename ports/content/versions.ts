import { z } from 'zod';
import { draft, draftContent, handKinds } from './draft.ts';
import { jobStatuses } from './job.ts';

/** What a person wants the next version to say, as its runner reads it. */
export const handVersion = z.object({
  number: z.number().int(),
  kind: z.enum(handKinds),
  base_version: z.number().int(),
  /** The version that was restored or picked from; null for an edit. */
  from_version: z.number().int().nullable(),
  from_draft_id: z.string().nullable(),
  person_id: z.string(),
  /** Of it what people read is drawn and recorded word for word. */
  content: draftContent,
  reason: z.string().nullable(),
});
export type HandVersion = z.infer<typeof handVersion>;

/** Why a person made a version, in characters. */
export const handReasonLength = 500;

/** Slides of another version that take the place of slides of this one, numbered from 1, and its post. */
export interface SlidePicks {
  slides: { at: number; from: number }[];
  post: boolean;
}

/** Every outcome but `queued` stores nothing. `busy`: the job works on something; `ended`: `job_status` tells how. */
export const handOutcome = z.object({
  outcome: z.enum(['queued', 'not_found', 'not_allowed', 'superseded', 'busy', 'ended', 'unchanged']),
  number: z.number().int().nullable(),
  job_status: z.enum(jobStatuses).nullable(),
  current_version: z.number().int().nullable(),
  current_card_ts: z.string().nullable(),
  channel_id: z.string().nullable(),
});
export type HandOutcome = z.infer<typeof handOutcome>;

const listedVersion = draft
  .pick({
    version: true,
    hash: true,
    status: true,
    authors: true,
    reason: true,
    created_at: true,
  })
  .extend({
    title: z.string().nullable(),
    made_by: z.enum(['agent', ...handKinds]),
    author_id: z.string().nullable(),
    from_version: z.number().int().nullable(),
  });
export type ListedVersion = z.infer<typeof listedVersion>;

const unread = z.object({ outcome: z.enum(['not_allowed', 'not_found']) });

/** Newest first. */
export const versionList = z.union([
  z.object({
    outcome: z.literal('read'),
    type: z.enum(['carousel', 'blog', 'research', 'incoming_webhook']),
    job_status: z.enum(jobStatuses),
    current_version: z.number().int(),
    /** Whether this person can make another version of it now. */
    may_change: z.boolean(),
    versions: z.array(listedVersion),
  }),
  unread,
]);
export type VersionList = Extract<z.infer<typeof versionList>, { outcome: 'read' }>;

export const versionRead = z.union([
  z.object({
    outcome: z.literal('read'),
    draft,
    /** Of a carousel: its slides in order, as Slack holds their pictures; null: Slack was never given it. */
    slides: z.array(z.string().nullable()),
    /** The picture of what changed against the version before. */
    comparison: z.string().nullable(),
  }),
  unread,
]);
export type VersionRead = Extract<z.infer<typeof versionRead>, { outcome: 'read' }>;
