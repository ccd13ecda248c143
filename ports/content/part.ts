import { z } from 'zod';

/** A passage that a slide rests on, with the words quoted from it. */
export const evidence = z.object({
  passage_id: z.string().describe('Id of a passage, as given.'),
  quote: z.string().describe('Its words, copied exactly.'),
});
export type Evidence = z.infer<typeof evidence>;

/** Introduction, section or conclusion of an article. */
export const articlePart = z.object({
  /** `introduction`, `conclusion`, or an id that a section keeps while others move, e.g. `s3`. */
  id: z.string(),
  /** Empty for introduction and conclusion. */
  heading: z.string(),
  /** Markdown without headings of level 1 and 2; `[^2]` cites this part's second evidence. */
  markdown: z.string(),
  evidence: z.array(evidence),
});
export type ArticlePart = z.infer<typeof articlePart>;

/** How one part of an article differs from the version before. */
export const partChange = z.object({
  /** Id of a part, or `title`, `meta_description`, `keywords`. */
  part: z.string(),
  /** The part's heading, for people. */
  label: z.string(),
  kind: z.enum(['changed', 'added', 'removed', 'moved']),
  words_before: z.number().int(),
  words_after: z.number().int(),
  /** The difference by words; unchanged stretches may be cut to `…`. */
  hunks: z.array(z.object({ op: z.enum(['same', 'removed', 'added']), text: z.string() })),
});
export type PartChange = z.infer<typeof partChange>;
