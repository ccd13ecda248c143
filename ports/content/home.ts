import { z } from 'zod';
import { jobError, jobStatuses, jobTypes } from './job.ts';

const draftTypes = ['carousel', 'blog', 'research'] as const;
const askedTypes = [...draftTypes, 'plan'] as const;

/** A draft that waits for this person's decision; `hash` and `version` are what a press on Approve decides on. */
const waitingDraft = z.object({
  job: z.string(),
  type: z.enum(draftTypes),
  version: z.number().int(),
  hash: z.string(),
  title: z.string().nullable(),
  excerpt: z.string(),
  requester_id: z.string(),
  channel_id: z.string(),
  card_ts: z.string().nullable(),
  since: z.string(),
  approvals: z.number().int(),
  quorum: z.number().int(),
  /** False: its checks found something, or it has no final files. */
  may_be_approved: z.boolean(),
  /** The overview as Slack holds it. */
  picture: z.string().nullable(),
});
export type WaitingDraft = z.infer<typeof waitingDraft>;

const ownJob = z.object({
  job: z.string(),
  type: z.enum(askedTypes),
  status: z.enum(jobStatuses),
  topic: z.string().nullable(),
  versions: z.number().int(),
  error: jobError.nullable(),
  ended_at: z.string().nullable(),
  resume_until: z.string().nullish(),
  /** User ids. */
  waits_for: z.array(z.string()),
  channel_id: z.string(),
  thread_ts: z.string().nullable(),
});
export type OwnJob = z.infer<typeof ownJob>;

/** A job that waits at a cap which an admin can raise; `card_ts` is where. */
const jobAtACap = z.object({
  job: z.string(),
  type: z.enum(jobTypes),
  topic: z.string().nullable(),
  requester_id: z.string(),
  channel_id: z.string(),
  card_ts: z.string().nullable(),
});
export type JobAtACap = z.infer<typeof jobAtACap>;

/** Words of a campaign that wait for this person's decision; `card_ts` is where. */
const waitingNotes = z.object({
  job: z.string(),
  topic: z.string().nullable(),
  requester_id: z.string(),
  channel_id: z.string(),
  card_ts: z.string().nullable(),
  since: z.string(),
  /** How many are to be decided. */
  people: z.number().int(),
});
export type WaitingNotes = z.infer<typeof waitingNotes>;

export const homeOf = z.object({
  waiting: z.array(waitingDraft),
  mine: z.array(ownJob),
  at_a_cap: z.array(jobAtACap),
  notes: z.array(waitingNotes).default([]),
});
export type HomeOf = z.infer<typeof homeOf>;

/** How the installation is, for admins. */
export const health = z.object({
  /** Of what Slack has to show: how much waits and for how long, and what was given up. */
  outbox: z.object({ waiting: z.number(), oldest_s: z.number(), given_up: z.number() }),
  failed_today: z.array(
    z.object({ code: z.string().nullable(), jobs: z.number(), topic: z.string().nullable() }),
  ),
  /** The newest job that a model stopped; `at` null: it is tried again by itself. */
  model_failed: z
    .object({ code: z.string(), at: z.string().nullable(), topic: z.string().nullable() })
    .nullable(),
  model_answered_at: z.string().nullable(),
});
export type Health = z.infer<typeof health>;
