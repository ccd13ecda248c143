import { z } from 'zod';
import { evidence } from '../../ports/content.ts';

// Strict structured output wants every key present: what may be left out is nullable.

export const strategyAnswer = z.object({
  /** False: the passages do not carry the topic; `missing` says what a person should add. */
  enough: z.boolean(),
  missing: z.string().nullable(),
  /** The one thing that a reader takes away. */
  angle: z.string(),
  audience: z.string(),
  keywords: z.array(z.string()),
  /** Sections in order, without introduction and conclusion. */
  outline: z.array(z.object({ heading: z.string(), point: z.string(), passage_ids: z.array(z.string()) })),
});
export type StrategyAnswer = z.infer<typeof strategyAnswer>;

/** A section, the introduction or the conclusion. `heading` is empty for the last two. */
export const partAnswer = z.object({
  heading: z.string(),
  /** Paragraphs and lists; `[^2]` cites the second entry of `evidence`. */
  markdown: z.string(),
  evidence: z.array(evidence),
});
export type PartAnswer = z.infer<typeof partAnswer>;

export const titlesAnswer = z.object({
  title: z.string(),
  title_variants: z.array(z.string()),
  meta_description: z.string(),
  keywords: z.array(z.string()),
});
export type TitlesAnswer = z.infer<typeof titlesAnswer>;

/** What a model finds that code cannot: claims in other words, voice, guidelines, contradictions, repetition. */
export const judgementAnswer = z.object({
  /** Whether the article is about what its brief is about. */
  about_subject: z.boolean(),
  /** Ids of the parts that are about something else, where it is not. */
  off_topic_parts: z.array(z.string()),
  findings: z.array(
    z.object({
      /** Id of the part; null: the article as a whole. */
      part: z.string().nullable(),
      /** Id of the house rule; null: consistency, repetition or language. */
      rule: z.string().nullable(),
      /** The words that it is about, copied from the part. */
      quote: z.string(),
      message: z.string(),
    }),
  ),
});
export type JudgementAnswer = z.infer<typeof judgementAnswer>;
