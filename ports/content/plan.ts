import { z } from 'zod';
import { briefLength, plannedCount } from './job.ts';
import { languages } from './language.ts';

/** Kinds of draft that a plan proposes. */
export const plannedTypes = ['carousel', 'blog', 'research'] as const;
export type PlannedType = (typeof plannedTypes)[number];
/** Characters (code points) of a planned brief. */
export const plannedLength = { topic: 300, angle: briefLength.field } as const;

/** A document that carries a planned brief. */
const planSource = z.object({ document_id: z.string(), title: z.string(), passage_ids: z.array(z.string()) });
export type PlanSource = z.infer<typeof planSource>;

/** One brief that a plan proposes. */
export const plannedBrief = z.object({
  number: z.number().int().min(1).max(plannedCount.max),
  type: z.enum(plannedTypes),
  topic: z.string().min(1).max(plannedLength.topic),
  angle: z.string().max(plannedLength.angle),
  day: z.iso.date(),
  /** What carries it; empty once a person has given it another topic. */
  sources: z.array(planSource),
});
export type PlannedBrief = z.infer<typeof plannedBrief>;

/** Briefs for people to change, drop or start, each by itself. */
export const planProposal = z.object({
  kind: z.literal('plan'),
  language: z.enum(languages),
  /** The language of the theme, where only documents of the other one tell of it; null: it is that of the plan. */
  asked: z.enum(languages).nullable(),
  /** How many were asked for. */
  wanted: z.number().int(),
  briefs: z.array(plannedBrief),
  /** Why there are fewer, as the model says it; null: it did not say. */
  missing: z.string().nullable(),
  model: z.string(),
  offline: z.boolean(),
});
export type PlanProposal = z.infer<typeof planProposal>;

/** A line of the plan as it stands. */
export const planLine = plannedBrief.extend({
  status: z.enum(['proposed', 'started', 'dropped']),
  /** Raised by each change of the line; a button carries the one that it was drawn with. */
  revision: z.number().int(),
  /** Who changed, dropped or started it last; null: it stands as it was proposed. */
  person_id: z.string().nullable(),
  at: z.string().nullable(),
  /** What it was started as. */
  job: z
    .object({
      id: z.string(),
      status: z.string(),
      channel_id: z.string(),
      thread_ts: z.string().nullable(),
    })
    .nullable(),
});
export type PlanLine = z.infer<typeof planLine>;

/**
 * What a press on a line led to; every outcome but `done` changes nothing. `changed`: another person changed the line since
 * it was drawn. `closed`: the plan has ended or waits for nothing.
 */
export const planOutcome = z.object({
  outcome: z.enum(['done', 'changed', 'started', 'dropped', 'not_allowed', 'closed', 'not_found']),
  job_status: z.string().nullable(),
  /** The lines that were meant, as they stand. */
  lines: z.array(planLine),
  /** Numbers of the lines that this press started. */
  started: z.array(z.number().int()),
});
export type PlanOutcome = z.infer<typeof planOutcome>;
