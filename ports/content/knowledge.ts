import { z } from 'zod';

/** A stored piece of a document, found for a query. `text` is verbatim: quotes are checked against it. */
export const passage = z.object({
  id: z.string(),
  document_id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  language: z.string(),
  text: z.string(),
  /** Higher is better; comparable only within one search. */
  rank: z.number(),
});
export type Passage = z.infer<typeof passage>;

export const searchAnswer = z.object({
  passages: z.array(passage),
  /** Stems of the query that carry meaning, and those of them that occur somewhere in what was found. */
  terms: z.array(z.string()),
  matched: z.array(z.string()),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/);

/** How a team's carousels look. Data, not code: admins change it, each change is a new version. */
export const brandKit = z.object({
  version: z.number().int(),
  name: z.string(),
  handle: z.string(),
  colors: z.object({
    dark: colour,
    dark_alt: colour,
    paper: colour,
    ink: colour,
    accent: colour,
    accent_alt: colour,
    muted: colour,
  }),
  fonts: z.object({ heading: z.enum(['Space Grotesk', 'Inter']), body: z.enum(['Inter', 'Space Grotesk']) }),
  /** SVG source of a square logo. */
  logo_svg: z.string(),
});
export type BrandKit = z.infer<typeof brandKit>;

export const houseRules = z.object({
  version: z.number().int(),
  voice: z.string(),
  rules: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['banned_word', 'banned_claim', 'required_disclaimer']),
      /** The word or phrase; matched without case and accents, as whole words. */
      pattern: z.string(),
      severity: z.enum(['block', 'warn']),
      reason: z.string(),
    }),
  ),
});
export type HouseRules = z.infer<typeof houseRules>;
