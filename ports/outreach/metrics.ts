import { z } from 'zod';

const count = z.number().int();

/** Figures for who watches the governor: what is open, what holds it, and what is closed. */
export const governorMetrics = z.object({
  actions: z.array(z.object({ type: z.string(), status: z.string(), count })),
  held: z.array(z.object({ reason: z.string(), count })),
  unknown: z.object({ count, for_a_person: count, oldest_s: z.number() }),
  accounts: z.array(z.object({ status: z.string(), count, paused: count })),
  breakers: z.array(z.object({ reason: z.string(), needs_person: z.boolean(), count })),
  stopped_teams: count,
});
export type GovernorMetrics = z.infer<typeof governorMetrics>;
