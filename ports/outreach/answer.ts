import { z } from 'zod';

/** An answer as people approved it on the other side. */
export const approvedAnswer = z.object({
  /** Names it: the same key is taken once. */
  key: z.string(),
  event_id: z.string(),
  text: z.string(),
  text_hash: z.string(),
  approvals: z.array(z.object({ person_id: z.string(), at: z.string() })),
  author_id: z.string(),
  /** Whose words stand in it. */
  text_by: z.array(z.string()),
  job_id: z.string(),
  version: z.number().int(),
});
export type ApprovedAnswer = z.infer<typeof approvedAnswer>;

export const answerTaken = z.object({
  outcome: z.enum(['taken', 'refused']),
  /** See `outreach.take_answer`. */
  reason: z.string().nullable(),
  action_id: z.string().nullable(),
});

/** What an agent took a message for. */
export const intentRead = z.object({ event_id: z.string(), intent: z.string(), job_id: z.string() });
export type IntentRead = z.infer<typeof intentRead>;
