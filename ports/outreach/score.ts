import { z } from 'zod';

/** Fields of a lead that rules may ask for, people's before those of their company: the order in which they are listed. */
export const scoredFields = [
  'title',
  'seniority',
  'language',
  'email',
  'source',
  'tags',
  'company',
  'industry',
  'headcount',
  'country',
  'website',
] as const;
export type ScoredField = (typeof scoredFields)[number];

const common = {
  field: z.enum(scoredFields),
  /** Not 0, from -100 to 100. */
  points: z.number().int(),
};
/** What adds to a lead's score, or takes from it. */
const scoreRule = z.discriminatedUnion('op', [
  /** One of the words, whole, anywhere in the field; "enferm*" is each word that begins so. */
  z.object({ op: z.literal('has'), ...common, values: z.array(z.string()) }),
  /** The field is one of the values. */
  z.object({ op: z.literal('is'), ...common, values: z.array(z.string()) }),
  /** Both ends count; null: no end. Headcount alone. */
  z.object({
    op: z.literal('between'),
    ...common,
    min: z.number().int().nullable(),
    max: z.number().int().nullable(),
  }),
  z.object({ op: z.literal('filled'), ...common }),
]);
export type ScoreRule = z.infer<typeof scoreRule>;

/** From how many points on a lead is of tier A, and of tier B; the others are C. */
const tiers = z.object({ a: z.number().int(), b: z.number().int() });
export type ScoreTiers = z.infer<typeof tiers>;
const tier = z.enum(['a', 'b', 'c']);

/** What one rule found in a lead. */
const scorePart = z.object({
  field: z.enum(scoredFields),
  points: z.number().int(),
  /** As it stands in the field; empty where it only has to be filled. */
  found: z.string(),
});
export type ScorePart = z.infer<typeof scorePart>;

/** What a lead counts by the rules, and why. */
export const leadScore = z.object({
  score: z.number().int(),
  tier,
  parts: z.array(scorePart),
});

const rankedLead = leadScore.extend({
  lead_id: z.string(),
  name: z.string().nullable(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  country: z.string().nullable(),
  profile_url: z.string(),
  place: z.number().int(),
  /** What a person who wants to write should know; null: nothing. */
  standing: z.enum(['suppressed', 'replied', 'connected', 'contacted', 'waiting']).nullable(),
});
export type RankedLead = z.infer<typeof rankedLead>;

export const topLeads = z.object({
  version: z.number().int(),
  tiers,
  total: z.number().int(),
  /** Leads whose score is of earlier rules still. */
  behind: z.number().int(),
  leads: z.array(rankedLead),
});
export type TopLeads = z.infer<typeof topLeads>;

const scoreVersion = z.object({
  version: z.number().int(),
  rules: z.array(scoreRule),
  tiers,
  /** "default": the rules that each team begins with. */
  saved_by: z.string(),
  saved_at: z.string(),
  restored_from: z.number().int().nullable(),
});
export type ScoreVersion = z.infer<typeof scoreVersion>;

export const scoreRules = z.object({
  may_change: z.boolean(),
  /** Newest first; the first is in force. */
  versions: z.array(scoreVersion).min(1),
});
export type ScoreRules = z.infer<typeof scoreRules>;

const tierCounts = z.object({ a: z.number().int(), b: z.number().int(), c: z.number().int() });
export const scorePreview = z.object({
  total: z.number().int(),
  /** Leads whose score would change. */
  changed: z.number().int(),
  tiers: z.object({ before: tierCounts, after: tierCounts }),
  /** Those among the first before or after, by the place that they would have. */
  leads: z.array(
    z.object({
      lead_id: z.string(),
      name: z.string().nullable(),
      title: z.string().nullable(),
      company: z.string().nullable(),
      before: z.number().int(),
      after: z.number().int(),
      place_before: z.number().int(),
      place_after: z.number().int(),
    }),
  ),
});
export type ScorePreview = z.infer<typeof scorePreview>;

export const scoreRulesSaved = z.object({
  /** `stale`: another admin saved this `version` meanwhile. */
  outcome: z.enum(['saved', 'unchanged', 'stale']),
  version: z.number().int(),
  saved_by: z.string(),
});
