import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import {
  aiSounding,
  artifact,
  brandKit,
  checkedClaim,
  draftSupport,
  type FindingCode,
  handTurn,
  houseRules,
  languageOffer,
  languages,
  leftOutParts,
  passage,
  resumeValue,
} from '../../ports/content.ts';
import { memoryLine, subject, understandingAnswer } from '../../ports/model-tasks.ts';
import type { Sounding } from '../text/ai-sounding.ts';
import { turn } from './conversation/turn.ts';
import { faultyClaim } from './evidence/check-evidence.ts';
import { judged } from './judge-support.ts';

/** Why a run gave up. */
const stopped = z.object({
  /** Fence of the claim that gave up, and a person's retries until then (`triedAgain`). */
  run: z.number().int(),
  retries: z.number().int().optional(),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.unknown()),
});

/**
 * What the thread of every graph holds that drafts for a review; a graph adds its brief, its draft, `findingFields` and
 * `shown`. What is big has a channel of its own, written rarely: a changed channel is stored whole. Files are only named
 * here; their bytes are artifacts.
 */
export const draftingFields = {
  team_id: z.string(),
  job_id: z.string(),
  /** The day in Brazil, YYYY-MM-DD, when a person last had a say; empty in threads from before it was kept. */
  today: z.string().default(''),
  /** Version of the draft being made; 1 before the first review. */
  version: z.number().int().default(1),
  language: z.enum(languages).nullable().default(null),
  passages: z.array(passage).default([]),
  /** What the brief is about. */
  subjects: z.array(subject).default([]),
  /** The document that the brief's material became; `opening` is how its text begins. */
  material: z
    .object({ document_id: z.string(), language: z.enum(languages), opening: z.string() })
    .nullable()
    .default(null),
  /** Documents of the other language that were offered and not answered yet. */
  offer: languageOffer.omit({ kind: true }).nullable().default(null),
  /** Number of the newest question; 0 before the first. */
  asked: z.number().int().default(0),
  brand: brandKit.nullable().default(null),
  rules: houseRules.nullable().default(null),
  /** As the endpoint named itself in the newest answer with text of the draft. */
  model: z.string().default(''),
  /** Whether this version has had its writer's one chance to say in other words what sounds like a machine's. */
  mended: z.boolean().default(false),
  /** What a model judged of claims and their quotes, in this version and before, by `claimKey`. */
  verdicts: z.record(z.string(), judged).default({}),
  /** What became of this version's claims; null until they are judged. */
  support: draftSupport.nullable().default(null),
  /** This version's claims as code checked them; null in threads from before they were kept. */
  claims: z.array(checkedClaim).nullable().default(null),
  /** Claims that earlier checks of the thread found fault with. */
  faulty: z.array(faultyClaim).default([]),
  repairs: z.number().int().default(0),
  /** Raised when the same question is to be asked of the model afresh. */
  round: z.number().int().default(0),
  stopped: stopped.nullable().default(null),
  /** For the review, with the draft mark. */
  files: z.array(artifact).default([]),
  /** What goes out once this version is approved; posted nowhere until then. */
  finals: z.array(artifact).default([]),
  /** What this version lacks, as its job was finished at a cap. */
  left_out: z.array(z.enum(leftOutParts)).default([]),
  /** The last answer to a draft by a button. */
  decision: resumeValue.nullable().default(null),
  /** The version that a person made and that is being drawn; null: the agent writes. */
  hand: handTurn.nullable().default(null),
  /** Words to understand; null after a button whose words are not to be. */
  turn: turn.nullable().default(null),
  /** What was said in the thread before the turn. */
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
  /** People's words that changed the draft, oldest first. Numbers may come from there. */
  notes: z.array(z.string()).default([]),
};

/** What the checks found of this version, at the graph's own places. */
export function findingFields<F extends z.ZodType, P extends z.ZodType>(finding: F, place: P) {
  return {
    /** What must be repaired before a person sees the draft. */
    findings: z.array(finding).default([]),
    /** What a person should know and may accept. */
    warnings: z.array(finding).default([]),
    /** What the last checks found, with no repair left: this version is closed for approval. */
    blocking: z.array(finding).default([]),
    /** Sentences that sound like a machine's and wait for the writer's one chance to mend them. */
    to_mend: z.array(aiSounding.extend({ place })).default([]),
  };
}

/** A draft that people have seen: with the graph's own fields, all that its hash covers. */
export function shownFields<F extends z.ZodType>(finding: F) {
  const { files, finals, left_out, support, claims, model, brand, rules, notes } = draftingFields;
  return {
    version: z.number().int(),
    warnings: z.array(finding),
    blocking: z.array(finding).default([]),
    files,
    finals,
    left_out,
    support,
    claims,
    model,
    brand,
    rules,
    notes,
  };
}

/** A finding as the nodes that all graphs share know it. */
export interface AnyFinding {
  code: FindingCode;
  /** False: a person may accept it, and it becomes a warning when repairs do not help. Left out: true. */
  hard?: boolean;
}

const fields = new StateSchema(draftingFields);
export type DraftingState<F = AnyFinding, P = unknown> = typeof fields.State & {
  brief: {
    topic: string;
    language: typeof fields.State.language;
    material?: { upload_id: string } | undefined;
  };
  findings: F[];
  warnings: F[];
  blocking: F[];
  to_mend: Sounding<P>[];
  shown: {
    version: number;
    blocking: unknown[];
    support: typeof fields.State.support;
    claims: typeof fields.State.claims;
  } | null;
};

/** A node: reads the state and answers with the keys that it changes. `signal` ends its outside calls. */
export type Node<State, Update = Partial<State>> = (
  state: State,
  run: { signal?: AbortSignal | undefined },
) => Promise<Update>;

/**
 * A field that an earlier node has filled.
 *
 * @throws {Error} When the graph reached this node another way: a fault of the edges, not of a person.
 */
export function have<State, K extends keyof State & string>(state: State, key: K): NonNullable<State[K]> {
  const value = state[key];
  if (value === null || value === undefined)
    throw new Error(`Cannot run this node: the state has no ${key} yet`);
  return value;
}

/**
 * Whether a draft or a question waits for people while a reply is worked on, and still does when the reply comes to
 * nothing. Pure.
 */
export function somethingWaits({ turn, shown, wanted }: Pick<DraftingState, 'turn' | 'shown' | 'wanted'>) {
  if (turn?.by !== 'reply') return false;
  // Once people agreed to it, an outline does not wait any more.
  return shown !== null || wanted?.next !== 'go_on';
}

/** What waits can be approved. */
export function standsOpen(state: Pick<DraftingState, 'turn' | 'shown' | 'wanted'>): boolean {
  return somethingWaits(state) && (state.shown?.blocking ?? []).length === 0;
}
