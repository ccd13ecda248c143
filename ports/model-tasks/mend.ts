import { z } from 'zod';
import { languages } from '../content.ts';
import { boundRules } from './material.ts';

export const mendAnswer = z.object({
  sentences: z.array(
    z.object({
      number: z.number().describe('"number" of the sentence that was given'),
      sentence: z.string().describe('the same sentence in other words; nothing before or behind it'),
    }),
  ),
});

export const mendTask = z.object({
  task: z.literal('mend_sentences'),
  language: z.enum(languages),
  rules: boundRules,
  sentences: z.array(
    z.object({
      number: z.number(),
      /** What is wrong with it. */
      why: z.string(),
      sentence: z.string(),
      /** The text that it stands in, for the joints. */
      within: z.string(),
    }),
  ),
});
export type MendTask = z.infer<typeof mendTask>;
