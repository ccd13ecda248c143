import { z } from 'zod';

/** Narrow to wide; of a person the day of UTC counts. */
export const capScopes = ['job', 'person_day', 'month'] as const;
export type CapScope = (typeof capScopes)[number];

/** One cap of a team with what counts against it. A job's cap has no span, so that nothing is summed for it. */
export const budgetLine = z.object({
  scope: z.enum(capScopes),
  /** Null: no cap in money. */
  usd: z.number().nullable(),
  tokens: z.number(),
  changed_by: z.string().nullable(),
  changed_at: z.string().nullable(),
  spent_usd: z.number(),
  spent_tokens: z.number(),
  reserved_usd: z.number(),
  reserved_tokens: z.number(),
  /** Of calls that count no money. */
  unpriced_tokens: z.number(),
});
export type BudgetLine = z.infer<typeof budgetLine>;

/** The cap that a call would have passed. */
export const reachedCap = z.object({
  scope: z.enum(capScopes),
  unit: z.enum(['usd', 'tokens']),
  cap: z.number(),
  spent: z.number(),
});
