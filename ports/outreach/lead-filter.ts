import { z } from 'zod';

/** Which leads are meant. What is left out asks nothing; texts are found anywhere in the field, without case and accents. */
export const leadFilter = z.object({
  /** Each is looked for in name, title, company, industry, country, source and tags. */
  words: z.string().optional(),
  /** ISO 3166, e.g. BR. */
  country: z.string().optional(),
  company: z.string().optional(),
  title: z.string().optional(),
  industry: z.string().optional(),
  /** As it was given, whole. */
  tag: z.string().optional(),
  source: z.string().optional(),
  /** E.g. pt. */
  language: z.string().optional(),
  min_score: z.number().optional(),
  /** a, b or c: outreach.score_rules says from how many points on. */
  tier: z.enum(['a', 'b', 'c']).optional(),
});
export type LeadFilter = z.infer<typeof leadFilter>;
