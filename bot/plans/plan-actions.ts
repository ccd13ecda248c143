import { z } from 'zod';

/** Buttons of a plan's card. */
export const planActions = {
  start: 'plan_start',
  startAll: 'plan_start_all',
  change: 'plan_change',
  drop: 'plan_drop',
  restore: 'plan_restore',
  close: 'plan_close',
} as const;

/** What a button of a line carries: which one, and how it looked. Neither content nor authority. */
export const planLineRef = z.object({
  job: z.string(),
  number: z.number().int(),
  revision: z.number().int(),
});
export type PlanLineRef = z.infer<typeof planLineRef>;

/** Of Start all: every line that was to be started, as it looked. */
export const planLinesRef = z.object({
  job: z.string(),
  lines: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type PlanLinesRef = z.infer<typeof planLinesRef>;
