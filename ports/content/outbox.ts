import { z } from 'zod';
import { artifact, draft, review } from './draft.ts';
import { carouselBrief, checkpointData, jobError, jobStatuses, jobTypes } from './job.ts';

/**
 * One thing that Slack must show. It is a surface, not an event: `revision` rises with each change of what it shows,
 * and one post or edit from the database state brings it up to date.
 *
 * `brief`: the message in the channel that opens the thread. `progress`: the steps, edited. `pages`: the pictures of a
 * version, uploaded into the thread. `card`: the card of a version. `final`: the final files. `outcome`: how it ended.
 */
export const outboxKinds = ['brief', 'progress', 'pages', 'card', 'final', 'outcome'] as const;
export type OutboxKind = (typeof outboxKinds)[number];

/** An upload that Slack has given an id; `shared` once it was seen in the thread. */
export const upload = z.object({ key: z.string(), file_id: z.string() });
export type Upload = z.infer<typeof upload>;

export const jobView = z.object({
  id: z.string(),
  type: z.enum(jobTypes),
  status: z.enum(jobStatuses),
  brief: carouselBrief,
  team_id: z.string(),
  requester_id: z.string(),
  channel_id: z.string(),
  thread_ts: z.string().nullable(),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  /** When a failed attempt is tried again; null when it is not waiting for that. */
  retry_at: z.string().nullable(),
  error: jobError.nullable(),
  checkpoint_data: checkpointData,
  cancelled_by: z.string().nullable(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
  versions: z.number().int(),
  /** Final files, after completion. */
  final: z.array(artifact),
});
export type JobView = z.infer<typeof jobView>;

export const outboxItem = z.object({
  id: z.number().int(),
  fence: z.number().int(),
  kind: z.enum(outboxKinds),
  /** The revision that this claim will show; given back when settling. */
  revision: z.number().int(),
  channel_id: z.string(),
  /** The thread to post in; null only for `brief`. */
  thread_ts: z.string().nullable(),
  /** Set once posted: then edit, do not post. */
  ts: z.string().nullable(),
  /** True when an earlier attempt may have posted without our knowing: look it up by metadata first. */
  maybe_posted: z.boolean(),
  attempts: z.number().int(),
  uploads: z.array(upload),
  response_url: z.string().nullable(),
  locale: z.enum(['en', 'pt-BR']),
  job: jobView,
  /** The draft of this surface's version; null for `brief` and `progress`. */
  draft: draft.nullable(),
  /** Uploads of the `pages` and `final` surfaces of this version, by artifact key, for pictures in the card. */
  pictures: z.array(upload),
  /** ts of the card of the newest version, for links. */
  current_card_ts: z.string().nullable(),
  reviews: z.array(review),
  /** Who may approve this job's drafts (user ids), requester excluded. */
  approvers: z.array(z.string()),
  quorum: z.number().int(),
});
export type OutboxItem = z.infer<typeof outboxItem>;
