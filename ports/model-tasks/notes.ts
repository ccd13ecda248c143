import { z } from 'zod';
import { languages } from '../content.ts';
import { draftMaterial } from './material.ts';

export const noteAnswer = z.object({
  about: z
    .array(
      z.object({
        fact: z.string().describe('Id of the fact, as given.'),
        words: z.string().describe('The words of your text that say it, character for character.'),
      }),
    )
    .describe('Everything that the texts say of the person or their company, each with its fact.'),
  texts: z.array(z.object({ step: z.number().describe('Number of the step, as given.'), text: z.string() })),
});
export type NoteAnswer = z.infer<typeof noteAnswer>;

export const notesTasks = {
  outreach_note: draftMaterial.omit({ samples: true, subjects: true }).extend({
    task: z.literal('outreach_note'),
    language: z.enum(languages),
    /** What the words are to bring about. */
    purpose: z.string(),
    person: z.object({
      /** Null: it is not known how to call the person. */
      first_name: z.string().nullable().default(null),
      facts: z.array(
        z.object({
          id: z.string(),
          field: z.string(),
          value: z.string(),
          quote: z.string().nullable().default(null),
        }),
      ),
    }),
    /** Those that have words, in order. */
    steps: z.array(
      z.object({
        step: z.number().int(),
        kind: z.enum(['send_invite', 'send_message']),
        /** Characters at most. */
        most: z.number().int(),
      }),
    ),
    /** What was wrong with the last answer. */
    refused: z.array(z.object({ step: z.number().int(), code: z.string(), message: z.string() })),
  }),
};
export type NoteTask = z.infer<typeof notesTasks.outreach_note>;
