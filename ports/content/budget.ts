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
  /** What admins added to the cap of this day or month at stops. */
  raised_usd: z.number().default(0),
  raised_tokens: z.number().default(0),
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

/** No cap and no raise is higher. */
export const mostUsd = 1_000_000;
export const mostTokens = 100_000_000_000;

const capUnits = ['usd', 'tokens'] as const;
export type CapUnit = (typeof capUnits)[number];

/** The cap that a call would have passed. */
export const reachedCap = z.object({
  scope: z.enum(capScopes),
  unit: z.enum(capUnits),
  cap: z.number(),
  spent: z.number(),
  /** By the call, at most. */
  wanted: z.number(),
});
export type ReachedCap = z.infer<typeof reachedCap>;

/** A job that waits at a cap, and what people answered. */
export const budgetStop = reachedCap.extend({
  number: z.number().int(),
  /** What the cap lacks now for the call, in its unit; 0: it would fit. */
  missing: z.number(),
  /** Whether the team caps money in this scope. */
  caps_money: z.boolean(),
  node: z.string(),
  /** Whose day it is. */
  person_id: z.string(),
  can_finish: z.boolean(),
  /** What goes on waiting after Stop; null: Stop ends the job. */
  goes_back_to: z.enum(['version', 'question']).nullable(),
  status: z.enum(['open', 'raised', 'resumed', 'finishing', 'finished', 'stopping', 'stopped']),
  /** What a raise added. */
  usd: z.number().nullable(),
  tokens: z.number().nullable(),
  answered_by: z.string().nullable(),
  answered_at: z.string().nullable(),
  created_at: z.string(),
});
export type BudgetStop = z.infer<typeof budgetStop>;

export const stopAnswers = ['raise', 'go_on', 'finish', 'stop'] as const;
export type StopAnswer = (typeof stopAnswers)[number];

/** What pressing a button of a stop led to. Every outcome but `answered` changes nothing. */
export const stopOutcome = z.object({
  /** `too_little`: the call would not fit after the raise; `no_room`: nothing has changed at the cap. */
  outcome: z.enum([
    'answered',
    'already_answered',
    'superseded',
    'not_allowed',
    'nothing_to_finish',
    'no_room',
    'too_little',
    'not_found',
  ]),
  job_status: z.string().nullable(),
  channel_id: z.string().nullable(),
  stop: budgetStop.nullable(),
});
export type StopOutcome = z.infer<typeof stopOutcome>;

/** Four fifths of a cap are spent. */
export const budgetWarning = reachedCap.omit({ wanted: true }).extend({
  number: z.number().int(),
  /** A job, a person or the team, by the scope. */
  subject: z.string(),
  created_at: z.string(),
});
export type BudgetWarning = z.infer<typeof budgetWarning>;

const spentOn = z.array(z.object({ name: z.string(), usd: z.number(), tokens: z.number() }));
/** What a team spent this month (UTC): days in order, the others with the most expensive first. */
export const spending = z.object({ days: spentOn, people: spentOn, types: spentOn, models: spentOn });
export type Spending = z.infer<typeof spending>;

/** The median of the team's last `jobs` jobs of a type. */
export const jobEstimate = z.object({ jobs: z.number().int(), usd: z.number(), tokens: z.number() });
export type JobEstimate = z.infer<typeof jobEstimate>;
