import { z } from 'zod';
import { evidence } from '../../ports/content.ts';

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

/** A section, the introduction or the conclusion. */
export const partAnswer = z.object({
  evidence: z
    .array(evidence)
    .describe('First of all: what the text is going to rest on, in the order of its marks.'),
  heading: z.string().describe('Empty for introduction and conclusion.'),
  markdown: z.string().describe('Paragraphs and lists; [^2] cites the second entry of "evidence".'),
});
export type PartAnswer = z.infer<typeof partAnswer>;

export const titlesAnswer = z.object({
  title: z.string().describe('About 55 characters, never above 70.'),
  title_variants: z.array(z.string()).describe('Exactly two, each of another kind.'),
  meta_description: z.string().describe('About 130 characters, 70 to 160.'),
  keywords: z.array(z.string()).describe('3 to 8.'),
});
export type TitlesAnswer = z.infer<typeof titlesAnswer>;

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
