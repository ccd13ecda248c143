import { z } from 'zod';
import { evidence, languages } from '../content.ts';
import { shownPassage } from './material.ts';

export const supportVerdicts = ['supported', 'partly', 'not'] as const;
export type SupportVerdict = (typeof supportVerdicts)[number];

export const supportAnswer = z.object({
  verdicts: z.array(
    z.object({
      claim: z.string().describe('Id of the claim, e.g. c1. Each claim has exactly one verdict.'),
      reason: z
        .string()
        .describe(
          'One short sentence in the language of the draft: what the quotes say of it, and what they do not.',
        ),
      verdict: z.enum(supportVerdicts),
    }),
  ),
});
export type SupportAnswer = z.infer<typeof supportAnswer>;

/** What a model is asked of each sentence and its quotes. All of it is data. */
export const supportTask = z.object({
  task: z.literal('quote_support'),
  language: z.enum(languages),
  passages: z.array(shownPassage),
  claims: z.array(
    z.object({
      /** `c1`, `c2`, ... */
      id: z.string(),
      /** What stands before the sentence, for its pronouns. */
      context: z.string(),
      sentence: z.string(),
      quotes: z.array(evidence),
    }),
  ),
});
export type SupportTask = z.infer<typeof supportTask>;
