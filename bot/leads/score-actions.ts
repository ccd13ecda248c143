import { z } from 'zod';
import { leadFilter } from '../../ports/outreach.ts';

export const scoreActions = {
  next: 'leads_top_next',
  previous: 'leads_top_previous',
  top: 'leads_top',
  rules: 'leads_score_rules',
  change: 'leads_score_change',
  history: 'leads_score_history',
  backTo: 'leads_score_back_to',
} as const;

/** Which page of which leads a button leads to. */
export const topPlace = z.object({ filter: leadFilter, offset: z.number().int().min(0) });
export type TopPlace = z.infer<typeof topPlace>;

/** The version that becomes the newest one again, while `base` is the newest. */
export const backRef = z.object({ version: z.number().int(), base: z.number().int() });
