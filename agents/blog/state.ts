import { ReducedValue, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import {
  aiSounding,
  articlePart,
  artifact,
  blogBrief,
  brandKit,
  draftSupport,
  houseRules,
  languages,
  partChange,
  passage,
  resumeValue,
} from '../../ports/content.ts';
import { memoryLine } from '../drafting/conversation/recall.ts';
import { turn } from '../drafting/conversation/turn.ts';
import { understandingAnswer } from '../drafting/conversation/understanding.ts';
import { judged } from '../drafting/judge-support.ts';
import { offer } from '../drafting/topic/language-offer.ts';
import { subject } from '../drafting/topic/subject.ts';

/** What the checks found in one part; null: the article as a whole. */
export const finding = z.object({
  part: z.string().nullable(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
  /** For the writer that repairs it. */
  message: z.string(),
  /** For the person who weighs it, in the article's language. */
  told: z.string(),
  /** True: no person sees the draft with it. Else it becomes a warning when repairs do not help. */
  hard: z.boolean(),
});
export type Finding = z.infer<typeof finding>;

/** Why a run gave up; a person's Retry goes on at `from` with a new round. */
export const stopped = z.object({
  /** Fence of the claim that gave up, and a person's retries until then (`triedAgain`). */
  run: z.number().int(),
  retries: z.number().int().optional(),
  from: z.enum(['read-pages', 'write', 'revise']),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.unknown()),
});

export const outlineEntry = z.object({
  id: z.string(),
  heading: z.string(),
  point: z.string(),
  passage_ids: z.array(z.string()),
});
export const agreedStrategy = z.object({
  angle: z.string(),
  audience: z.string(),
  keywords: z.array(z.string()),
  outline: z.array(outlineEntry),
});

/** An article as it is written and changed. */
export const article = z.object({
  title: z.string(),
  title_variants: z.array(z.string()),
  meta_description: z.string(),
  keywords: z.array(z.string()),
  /** In reading order: introduction first, conclusion last. */
  parts: z.array(articlePart),
});
export type Article = z.infer<typeof article>;

/** A draft that people have seen, with all that its hash covers. */
const shownDraft = z.object({
  version: z.number().int(),
  article,
  changes: z.array(partChange),
  warnings: z.array(finding),
  blocking: z.array(finding).default([]),
  files: z.array(artifact),
  finals: z.array(artifact).default([]),
  support: draftSupport.nullable().default(null),
  model: z.string(),
  brand: brandKit.nullable(),
  rules: houseRules.nullable(),
  notes: z.array(z.string()),
});

const parts = z.record(z.string(), articlePart);

/**
 * What an article's thread holds. Passages, parts and article are big and have channels of their own, written rarely: a
 * changed channel is stored whole. Files are only named here; their bytes are artifacts.
 */
export const blogState = new StateSchema({
  brief: blogBrief,
  team_id: z.string(),
  job_id: z.string(),
  /** The day in Brazil, YYYY-MM-DD, when a person last had a say; empty in threads from before it was kept. */
  today: z.string().default(''),
  /** Version of the draft being made; 1 before the first review. */
  version: z.number().int().default(1),
  language: z.enum(languages).nullable().default(null),
  /** Pages of the brief, as stored for this job's searches; `opening` is how their text begins. */
  pages: z
    .array(
      z.object({
        document_id: z.string(),
        title: z.string(),
        language: z.enum(languages),
        opening: z.string(),
      }),
    )
    .default([]),
  /** Pages of the brief that could not be read. */
  unread: z.array(z.object({ url: z.string(), code: z.string(), message: z.string() })).default([]),
  passages: z.array(passage).default([]),
  /** What the brief is about. */
  subjects: z.array(subject).default([]),
  /** Documents of the other language that were offered and not answered yet. */
  offer: offer.nullable().default(null),
  brand: brandKit.nullable().default(null),
  rules: houseRules.nullable().default(null),
  strategy: agreedStrategy.nullable().default(null),
  /** Number of the newest question; 0 before the first. */
  asked: z.number().int().default(0),
  /** Parts of version 1 by id. They are written side by side, each answer is merged in; the outline tells their order. */
  drafted: new ReducedValue(
    parts.default(() => ({})),
    { inputSchema: parts, reducer: (before, more) => ({ ...before, ...more }) },
  ),
  article: article.nullable().default(null),
  /** The draft that people answered to: what the next version starts from, and what stays when none can be made. */
  shown: shownDraft.nullable().default(null),
  /** Against the article of `shown`. */
  changes: z.array(partChange).default([]),
  /** As the endpoint named itself in the newest answer with text of the article. */
  model: z.string().default(''),
  /** What must be repaired before a person sees the draft. */
  issues: z.array(finding).default([]),
  /** What a person should know and may accept. */
  warnings: z.array(finding).default([]),
  /** What the last checks found, with no repair left: nobody can approve this version. */
  blocking: z.array(finding).default([]),
  /** Sentences that sound like a machine's and wait for the writer's one chance to mend them. */
  to_mend: z.array(aiSounding.extend({ place: z.string() })).default([]),
  /** Whether this version has had that chance. */
  mended: z.boolean().default(false),
  /** What a model judged of claims and their quotes, in this version and before, by `claimKey`. */
  verdicts: z.record(z.string(), judged).default({}),
  /** What became of this version's claims; null until they are judged. */
  support: draftSupport.nullable().default(null),
  repairs: z.number().int().default(0),
  round: z.number().int().default(0),
  stopped: stopped.nullable().default(null),
  /** Parts and fields that this version was to change; null: all of them. */
  scope: z.array(z.string()).nullable().default(null),
  /** For the review, with the draft mark. */
  files: z.array(artifact).default([]),
  /** What goes out once this version is approved; posted nowhere until then. */
  finals: z.array(artifact).default([]),
  /** The last answer to a draft by a button. */
  decision: resumeValue.nullable().default(null),
  /** Words to read: of replies, or of a button that asks for a change; null after any other button. */
  turn: turn.nullable().default(null),
  memory: z.array(memoryLine).default([]),
  /** What a search for the words of the turn brought, besides `passages`. */
  found: z.array(passage).default([]),
  /** What the turn came to. */
  wanted: z
    .object({ next: z.enum(['change', 'go_on', 'wait']), changes: understandingAnswer.shape.changes })
    .nullable()
    .default(null),
  /** Id of the newest message of the thread that was read. */
  read_upto: z.number().int().nullable().default(null),
  /** People's words that changed strategy or draft, oldest first. Numbers may come from there. */
  notes: z.array(z.string()).default([]),
});
export type BlogState = typeof blogState.State;
export type BlogUpdate = Partial<BlogState>;

/** A node: reads the state and answers with the keys that it changes. `signal` ends its outside calls. */
export type BlogNode = (state: BlogState, run: { signal?: AbortSignal | undefined }) => Promise<BlogUpdate>;

type Filled =
  | 'language'
  | 'brand'
  | 'rules'
  | 'strategy'
  | 'article'
  | 'shown'
  | 'decision'
  | 'turn'
  | 'wanted';

/**
 * A field that an earlier node has filled.
 *
 * @throws {Error} When the graph reached this node another way: a fault of the edges, not of a person.
 */
export function have<K extends Filled>(state: BlogState, key: K): NonNullable<BlogState[K]> {
  const value = state[key];
  if (value === null) throw new Error(`Cannot run this node: the state has no ${key} yet`);
  return value as NonNullable<BlogState[K]>;
}
