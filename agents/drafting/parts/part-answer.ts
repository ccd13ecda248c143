import { z } from 'zod';
import { evidence } from '../../../ports/content.ts';

/** A section, the introduction or the conclusion. */
export const partAnswer = z.object({
  evidence: z
    .array(evidence)
    .describe('First of all: what the text is going to rest on, in the order of its marks.'),
  heading: z.string().describe('Empty for introduction and conclusion.'),
  markdown: z.string().describe('Paragraphs and lists; [^2] cites the second entry of "evidence".'),
});
export type PartAnswer = z.infer<typeof partAnswer>;
