import { z } from 'zod';
import { articlePart, evidence } from '../content.ts';
import { saidFinding } from './material.ts';

// Of articles and reports. Strict structured output wants every key present: what may be left out is nullable. Keys come
// out in this order, so what a judgement rests on stands before it, and quotes before the text that cites them.

/** A section, the introduction or the conclusion; a finding or the summary of a report. */
export const partAnswer = z.object({
  evidence: z
    .array(evidence)
    .describe('First of all: what the text is going to rest on, in the order of its marks.'),
  heading: z.string().describe('Empty for introduction and conclusion.'),
  markdown: z.string().describe('Paragraphs and lists; [^2] cites the second entry of "evidence".'),
});
export type PartAnswer = z.infer<typeof partAnswer>;

/** What a model finds that code cannot: claims in other words, voice, guidelines, contradictions, repetition. */
export const partsJudgement = z.object({
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
export type PartsJudgement = z.infer<typeof partsJudgement>;

/** A part beside the one that is asked for. */
export const textOfPart = articlePart.pick({ heading: true, markdown: true });
export const partToJudge = articlePart.omit({ evidence: true });
/** Why a part is written anew: a person's wish, or what the checks found. What neither asks for stays as it is. */
export const rewriteReasons = { instruction: z.string().nullable(), findings: z.array(saidFinding) };
