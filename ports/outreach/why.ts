import { z } from 'zod';
import { actionStatuses, actionTypes } from './action.ts';

const named = z.object({
  lead_id: z.string(),
  name: z.string().nullable(),
  company: z.string().nullable(),
  profile_url: z.string(),
});

/** Something that happened to an action or a person: a change of state, a delay (`held`), an answer of the provider, a reply. */
const toldEvent = z.object({
  at: z.string(),
  code: z.string(),
  /** A user id, or the part that acted by itself. */
  actor: z.string(),
  action_id: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type ToldEvent = z.infer<typeof toldEvent>;

/** What is known of an action or of a person: `several` people have that name, or `not_found`. */
export const whyAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('not_found') }),
  z.object({ outcome: z.literal('several'), leads: z.array(named) }),
  z.object({
    outcome: z.literal('found'),
    lead: named,
    is_suppressed: z.boolean(),
    /** Newest first, 10 at most. */
    actions: z.array(
      z.object({
        action_id: z.string(),
        type: z.enum(actionTypes),
        status: z.enum(actionStatuses),
        blocked_by: z.string().nullable(),
        retry_at: z.string().nullable(),
        scheduled_for: z.string().nullable(),
      }),
    ),
    /** Oldest first, the newest 100. */
    events: z.array(toldEvent),
    left_out: z.number().int(),
  }),
]);
export type Story = Extract<z.infer<typeof whyAnswer>, { outcome: 'found' }>;
