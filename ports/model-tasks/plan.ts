import { z } from 'zod';
import { languages, planBrief, plannedTypes } from '../content.ts';
import { draftMaterial, passageIds } from './material.ts';

export const planAnswer = z.object({
  briefs: z
    .array(
      z.object({
        type: z.enum(plannedTypes).describe('The kind of draft that fits the matter.'),
        passage_ids: passageIds.describe('First of all: ids of passages that carry it, 1 to 4.'),
        topic: z.string().describe('What it is about, as one line of 4 to 14 words.'),
        angle: z.string().describe('For whom, and what it shows them: one sentence of at most 25 words.'),
      }),
    )
    .describe('In the order in which they should appear.'),
  missing: z
    .string()
    .nullable()
    .describe('With fewer than "count": why, in one sentence in "reply_language"; else null.'),
});
export type PlanAnswer = z.infer<typeof planAnswer>;

export const planTasks = {
  plan_briefs: draftMaterial.omit({ samples: true }).extend({
    task: z.literal('plan_briefs'),
    brief: planBrief.pick({ topic: true }),
    /** Briefs that are still wanted. */
    count: z.number().int(),
    /** Topics that the plan has already. */
    planned: z.array(z.string()),
    /** Of the last answer: topics that cannot be used, with why. */
    refused: z.array(z.object({ topic: z.string(), why: z.string() })),
    /** The team's: what `missing` is said in. */
    reply_language: z.enum(languages),
  }),
};
export type BriefsTask = z.infer<typeof planTasks.plan_briefs>;
