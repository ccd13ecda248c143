import { z } from 'zod';

const count = z.number().int();

/** Figures for who watches the runners: open jobs, and those that wait for a runner now. */
export const agentMetrics = z.object({
  jobs: z.array(z.object({ type: z.string(), status: z.string(), count })),
  ready: z.array(z.object({ type: z.string(), count, oldest_s: z.number() })),
});
export type AgentMetrics = z.infer<typeof agentMetrics>;
