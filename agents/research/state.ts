import { ReducedValue, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import { articlePart, partChange, researchBrief, researchDraft } from '../../ports/content.ts';
import { researchConflict, researchNote, subQuestion } from '../../ports/model-tasks.ts';
import { finding } from '../drafting/parts/finding.ts';
import { draftingFields, findingFields, type Node, shownFields } from '../drafting/state.ts';
import type { DraftingTools } from '../drafting/tools.ts';
import type { ReadPage } from '../extraction/read-page.ts';
import type { WebSearch } from '../web/search/web-search.ts';
import type { ReportRenderer } from './publish/create-report-renderer.ts';

/** What a call of a task costs at most, input and answer; `usd` null: its model has no price. */
export type PriceOf = (task: string, inputTokens: number) => { usd: number | null; tokens: number };

/** What the nodes of one claim of one job work with. */
export interface ResearchTools extends DraftingTools {
  readPage: ReadPage;
  /** Within the job's budget; null: no provider is set. */
  web: WebSearch | null;
  priceOf: PriceOf;
  /** Whether the job's caps leave room for a round about so many questions, and for the report behind it. */
  affords(round: number, questions: number): Promise<boolean>;
  reportRenderer: ReportRenderer;
}

/** What a question is looked up by in the next round. */
const lookup = z.object({ question_id: z.string(), queries: z.array(z.string()) });
export type Lookup = z.infer<typeof lookup>;

/** A page that a search or a person named, and for which questions it is to be read. */
const candidate = z.object({
  address: z.string(),
  question_ids: z.array(z.string()),
  /** Place in `searches`; null: a person gave it. */
  search: z.number().int().nullable(),
});
export type Candidate = z.infer<typeof candidate>;

/** A document that was read for this job, once, by whichever address it was reached. */
const pageRead = z.object({
  document_id: z.string(),
  title: z.string(),
  opening: z.string(),
  /** As given, and where they led. */
  addresses: z.array(z.string()),
  question_ids: z.array(z.string()),
  /** The page shows a part of itself alone. */
  shortened: z.boolean(),
  /** A person gave its address. */
  is_given: z.boolean(),
});
export type PageOfJob = z.infer<typeof pageRead>;

const foundPart = articlePart.extend({ question_id: z.string() });
export type FoundPart = z.infer<typeof foundPart>;

/** A report as it is written and changed. */
export const report = z.object({
  title: z.string(),
  summary: articlePart,
  /** In reading order. */
  findings: z.array(foundPart),
  uncertain: researchDraft.shape.uncertain,
});
export type Report = z.infer<typeof report>;

const noted = z.record(z.string(), z.array(researchNote));
const refused = z.record(z.string(), z.number().int());

/** What a report tells of how it came about: with its text, what its hash covers. */
const told = {
  questions: z.array(subQuestion).default([]),
  searches: researchDraft.shape.searches.default([]),
  /** Everything that a question was looked up by. */
  tried: z.record(z.string(), z.array(z.string())).default({}),
  pages: z.array(pageRead).default([]),
  unread: researchDraft.shape.unread.default([]),
  conflicts: z.array(researchConflict).default([]),
};

/** What the thread of a research job holds. */
export const researchState = new StateSchema({
  ...draftingFields,
  ...findingFields(finding, z.string()),
  brief: researchBrief,
  ...told,
  /** What is searched besides given addresses, by name. */
  providers: z.array(z.string()).default([]),
  estimate: z
    .object({ calls: z.number().int(), usd: z.number().nullable(), tokens: z.number().int() })
    .nullable()
    .default(null),
  /** Rounds of searching that are done, those for people's wishes with them. */
  searched: z.number().int().default(0),
  /** What the next round looks for. */
  lookups: z.array(lookup).default([]),
  /** Addresses of people's replies that the next round reads. */
  more_urls: z.array(z.string()).default([]),
  candidates: z.array(candidate).default([]),
  /** Passages to read in this round by question, best first: ids into `passages`. */
  held: z.record(z.string(), z.array(z.string())).default({}),
  /** What was read, by question. Questions are read side by side, each answer is merged in. */
  noted: new ReducedValue(
    noted.default(() => ({})),
    { inputSchema: noted, reducer: (before, more) => ({ ...before, ...more }) },
  ),
  /** Passages that a question was read with. */
  read: z.record(z.string(), z.array(z.string())).default({}),
  /** Questions that a refused cap left unread, by id and round. */
  refused: new ReducedValue(
    refused.default(() => ({})),
    { inputSchema: refused, reducer: (before, more) => ({ ...before, ...more }) },
  ),
  /** Pairs of notes that were compared, by what they say. */
  weighed: z.array(z.string()).default([]),
  report: report.nullable().default(null),
  /** The draft that people answered to: what the next version starts from, and what stays when none can be made. */
  shown: z
    .object({
      ...shownFields(finding),
      report,
      ...told,
      noted,
      changes: z.array(partChange),
    })
    .nullable()
    .default(null),
  /** Against the report of `shown`. */
  changes: z.array(partChange).default([]),
  /** Parts that this version was to change; null: all of them. */
  scope: z.array(z.string()).nullable().default(null),
});
export type ResearchState = typeof researchState.State;
export type ResearchUpdate = Partial<ResearchState>;
export type ResearchNode = Node<ResearchState>;
