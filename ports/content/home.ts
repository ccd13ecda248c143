import { z } from 'zod';
import { jobStatuses } from './job.ts';

const draftTypes = ['carousel', 'blog', 'research'] as const;

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
  /** False: its checks found something, or it has no final files. */
  may_be_approved: z.boolean(),
  /** The overview as Slack holds it. */
  picture: z.string().nullable(),
});
export type WaitingDraft = z.infer<typeof waitingDraft>;

const ownJob = z.object({
  job: z.string(),
  type: z.enum(draftTypes),
  status: z.enum(jobStatuses),
  topic: z.string().nullable(),
  versions: z.number().int(),
  channel_id: z.string(),
  thread_ts: z.string().nullable(),
});
export type OwnJob = z.infer<typeof ownJob>;

export const homeOf = z.object({ waiting: z.array(waitingDraft), mine: z.array(ownJob) });
export type HomeOf = z.infer<typeof homeOf>;
