import { z } from 'zod';

/** What a model finds that code cannot: claims in other words, voice, guidelines, contradictions, repetition. */
export const judgementAnswer = z.object({
  about: z.string().describe('What the article as a whole is about, in one sentence.'),
  off_topic_parts: z.array(z.string()).describe('Ids of parts that are about something else; usually empty.'),
  about_subject: z.boolean().describe('Whether the article is about what its brief asks for.'),
  findings: z
    .array(
      z.object({
        part: z.string().nullable().describe('Id of the part; null: the article as a whole.'),
        quote: z.string().describe('The words that it is about, copied exactly from the part.'),
        message: z
          .string()
          .describe('One sentence in the language of the article: what is wrong, what to do.'),
        rule: z.string().nullable().describe('Id of the house rule that it breaks; else null.'),
      }),
    )
    .describe('The gravest first; empty when nothing is wrong.'),
});
export type JudgementAnswer = z.infer<typeof judgementAnswer>;
