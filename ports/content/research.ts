import { z } from 'zod';
import { checkedClaim } from './evidence.ts';
import { draftSupport, partFinding } from './findings.ts';
import { briefLength, briefMaterial, fromPlan } from './job.ts';
import { languages } from './language.ts';
import { articlePart, evidence, partChange } from './part.ts';

/** Turns of searching and reading; each looks for what the one before did not find. */
export const researchRounds = { min: 1, max: 3, default: 2 } as const;
/** Addresses that a person gives with a question. */
export const maxResearchUrls = 10;
/** Questions that one research is split into. */
export const maxResearchQuestions = 6;

/** What a person wants to know. `null` means: not said, the agent decides from the question. */
export const researchBrief = z.object({
  /** The question. */
  topic: z.string().trim().min(1).max(briefLength.max),
  language: z.enum(languages).nullable(),
  /** Pages to read, besides the knowledge base. */
  urls: z.array(z.string().max(2000)).max(maxResearchUrls),
  rounds: z.number().int().min(researchRounds.min).max(researchRounds.max).nullable(),
  audience: z.string().max(briefLength.field).nullable(),
  material: briefMaterial.optional(),
  ...fromPlan,
});
export type ResearchBrief = z.infer<typeof researchBrief>;

/** What a report is going to answer, for people to agree to before anything is spent on reading. */
export const researchPlan = z.object({
  kind: z.literal('questions'),
  language: z.enum(languages),
  questions: z.array(z.object({ id: z.string(), text: z.string() })),
  /** Given addresses. */
  urls: z.array(z.string()),
  /** What is searched, by name, e.g. `knowledge`, `tavily`. */
  providers: z.array(z.string()),
  rounds: z.number().int(),
  /** Of what follows; `usd` null: the model has no price. */
  estimate: z.object({ calls: z.number().int(), usd: z.number().nullable(), tokens: z.number().int() }),
  model: z.string(),
  offline: z.boolean(),
});
export type ResearchPlan = z.infer<typeof researchPlan>;

/** What was looked for in vain: a query with why its search failed, or a page with why it was not read. */
export const triedInVain = z.union([
  z.object({ provider: z.string(), query: z.string(), fault: z.string().nullable() }),
  z.object({ url: z.string(), code: z.string() }),
]);
export type TriedInVain = z.infer<typeof triedInVain>;

/** What a report says about its sources as a whole. */
const remark = z.object({ text: z.string(), evidence: z.array(evidence) });

const reportSource = z.object({
  /** As the files and the card cite it, from 1 in order of first use. */
  number: z.number().int(),
  document_id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  fetched_at: z.string().nullable(),
  /** All that led to it: one source is one entry. */
  addresses: z.array(z.string()),
  /** Longer than what is kept of a page: its end was not read. */
  shortened: z.boolean(),
});

export const researchDraft = z.object({
  kind: z.literal('research'),
  title: z.string(),
  question: z.string(),
  language: z.enum(languages),
  /** Its id is `summary`. */
  summary: articlePart,
  /** With ids `f1`, `f2`, … that a finding keeps from version to version. */
  findings: z.array(articlePart.extend({ question_id: z.string() })),
  /** What sources say against each other. */
  contradictions: z.array(remark),
  uncertain: z.array(remark),
  /** `tried`: queries and addresses. */
  not_found: z.array(z.object({ question_id: z.string(), question: z.string(), tried: z.array(z.string()) })),
  questions: z.array(z.object({ id: z.string(), text: z.string(), answered: z.boolean() })),
  /** Every search that was made; `cut`: results that were not read, `fault`: a code, when it answered none. */
  searches: z.array(
    z.object({
      round: z.number().int(),
      query: z.string(),
      provider: z.string(),
      results: z.number().int(),
      read: z.number().int(),
      cut: z.number().int(),
      fault: z.string().nullable(),
    }),
  ),
  /** Pages that could not be read; `code` as in `JobFailure` of a fetch. */
  unread: z.array(z.object({ url: z.string(), code: z.string() })),
  sources: z.array(reportSource),
  /** Against the version before; empty for version 1. */
  changes: z.array(partChange),
  /** What the checks found and does not block. */
  warnings: z.array(partFinding),
  /** What the last checks found and no person may accept: with it the version is closed for approval. */
  blocking: z.array(partFinding).optional(),
  /** Absent: closed by other checks before it was judged. */
  support: draftSupport.optional(),
  /** In reading order. */
  claims: z.array(checkedClaim).optional(),
  brand_version: z.number().int(),
  rules_version: z.number().int(),
  model: z.string(),
  offline: z.boolean(),
});
export type ResearchDraft = z.infer<typeof researchDraft>;
