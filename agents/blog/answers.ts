import { z } from 'zod';

// Strict structured output wants every key present: what may be left out is nullable. Keys come out in this order, so
// what a judgement rests on stands before it, and quotes before the text that cites them.

const passageIds = z.array(z.string()).describe('Ids of passages, as given.');

export const outlineAnswer = z.object({
  carried: z
    .string()
    .describe('What the passages say on the topic, with their ids, and what they leave open.'),
  angle: z.string().describe('The one thing that a reader takes away, a sentence.'),
  audience: z.string().describe('For whom, in a few words.'),
  keywords: z.array(z.string()).describe('3 to 8.'),
  sections: z
    .array(
      z.object({
        heading: z.string().describe('About 45 characters.'),
        point: z.string().describe('One sentence that adds to the heading.'),
        passage_ids: passageIds,
      }),
    )
    .describe('Sections in reading order, without introduction and conclusion.'),
  enough: z.boolean().describe('Whether at least half of the outline rests on facts of the passages.'),
  missing: z.string().nullable().describe('Where they are not enough: what a person should add; else null.'),
});
export type OutlineAnswer = z.infer<typeof outlineAnswer>;

export const titlesAnswer = z.object({
  title: z.string().describe('About 55 characters, never above 70.'),
  title_variants: z.array(z.string()).describe('Exactly two, each of another kind.'),
  meta_description: z.string().describe('About 130 characters, 70 to 160.'),
  keywords: z.array(z.string()).describe('3 to 8.'),
});
export type TitlesAnswer = z.infer<typeof titlesAnswer>;
