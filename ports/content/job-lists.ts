import { z } from 'zod';
import { jobStatuses, jobTypes } from './job.ts';
import { jobView } from './outbox.ts';

const jobLine = z.object({
  job: z.string(),
  type: z.enum(jobTypes),
  status: z.enum(jobStatuses),
  topic: z.string().nullable(),
  requester_id: z.string(),
  versions: z.number().int(),
  channel_id: z.string(),
  thread_ts: z.string().nullable(),
  /** User ids; empty while it waits for no person. */
  waits_for: z.array(z.string()),
  created_at: z.string(),
  ended_at: z.string().nullable(),
});
export type JobLine = z.infer<typeof jobLine>;

export const jobList = z.object({ total: z.number().int(), jobs: z.array(jobLine) });

const foundJob = z.object({
  outcome: z.literal('found'),
  job: jobView,
  /** Whether this person may cancel it and try it again. */
  steers: z.boolean(),
  waits_for: z.array(z.string()),
  /** What counts against its cap: paid and reserved. */
  usd: z.number(),
  tokens: z.number(),
  made: z.array(
    z.object({
      version: z.number().int(),
      status: z.string(),
      made_by: z.enum(['agent', 'edit', 'restore', 'pick']),
      /** The person who made it; null: the agent did. */
      author_id: z.string().nullable(),
      /** What was asked for that led to it. */
      reason: z.string().nullable(),
      created_at: z.string(),
    }),
  ),
});
export type FoundJob = z.infer<typeof foundJob>;

/** What remains of a removed job whose work was approved. */
const keptApproval = z.object({
  job: z.string(),
  type: z.enum(jobTypes),
  requester_id: z.string(),
  version: z.number().int(),
  hash: z.string(),
  /** In their order; `overridden`: how many doubts of which kind that person answered for. */
  approvals: z.array(
    z.object({
      person_id: z.string(),
      at: z.string(),
      overridden: z.record(z.string(), z.number().int()).nullable(),
    }),
  ),
  asked_at: z.string(),
  approved_at: z.string(),
});
export type KeptApproval = z.infer<typeof keptApproval>;

/** Null: for good. */
const keptDays = z.number().int().nullable();

export const jobReading = z.discriminatedUnion('outcome', [
  foundJob,
  z.object({ outcome: z.literal('removed'), kept: keptApproval }),
  z.object({ outcome: z.literal('not_found'), kept_days: keptDays }),
  /** The id that was given begins those of several. */
  z.object({ outcome: z.literal('ambiguous'), kept_days: keptDays }),
]);

/** What was made, from which prompt, by whom, with what result. */
const madeLine = z.object({
  job: z.string(),
  type: z.enum(jobTypes),
  requester_id: z.string(),
  prompt: z.string(),
  title: z.string().nullable(),
  status: z.enum(jobStatuses),
  versions: z.number().int(),
  model: z.string().nullable(),
  approved_by: z.array(z.string()),
  /** Who decided last: also a rejection, a request or a cancel. */
  decided_by: z.string().nullable(),
  decision_note: z.string().nullable(),
  /** Approved in spite of claims without evidence. */
  overridden: z.boolean(),
  usd: z.number(),
  tokens: z.number(),
  /** A model was asked whose price is not known. */
  unpriced: z.boolean(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
});
export type MadeLine = z.infer<typeof madeLine>;

export const history = z.object({
  /** False: guests see no history. */
  allowed: z.boolean(),
  total: z.number().int(),
  /** The words that were looked for; without one nothing is found. */
  terms: z.array(z.string()),
  lines: z.array(madeLine),
  names: z.record(z.string(), z.string()),
  /** What ended longer ago was removed. */
  kept_days: keptDays,
});
export type History = z.infer<typeof history>;

/** Which part of the history; null: all. Times are ISO, of when it was asked for; `until` is exclusive. */
export const historyFilter = z.object({
  person_id: z.string().nullable(),
  type: z.enum(jobTypes).nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  words: z.string().nullable(),
});
export type HistoryFilter = z.infer<typeof historyFilter>;
