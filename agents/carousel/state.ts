import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import {
  aiSounding,
  artifact,
  brandKit,
  carouselBrief,
  draftSupport,
  houseRules,
  languages,
  passage,
  resumeValue,
  slideCount,
  teamPicture,
} from '../../ports/content.ts';
import { deck, keptPlan } from '../design/slides/deck.ts';
import { memoryLine } from '../drafting/conversation/recall.ts';
import { turn } from '../drafting/conversation/turn.ts';
import { understandingAnswer } from '../drafting/conversation/understanding.ts';
import { judged } from '../drafting/judge-support.ts';
import { offer } from '../drafting/topic/language-offer.ts';
import { subject } from '../drafting/topic/subject.ts';

export const finding = z.object({
  /** 1-based; null: the deck or the post as a whole. */
  slide: z.number().int().nullable(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
  message: z.string(),
});

/** Why a run gave up; a person's Retry goes on at `from` with a new round. */
export const stopped = z.object({
  /** Fence of the claim that gave up, and a person's retries until then (`triedAgain`). */
  run: z.number().int(),
  retries: z.number().int().optional(),
  from: z.enum(['retrieve', 'write', 'revise']),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.unknown()),
});

const shownDraft = z.object({
  version: z.number().int(),
  slides: z.number().int(),
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

/**
 * What a carousel's thread holds. Passages and deck are big and have channels of their own, written rarely: a changed
 * channel is stored whole. Files are only named here; their bytes are artifacts.
 */
export const carouselState = new StateSchema({
  brief: carouselBrief,
  team_id: z.string(),
  job_id: z.string(),
  /** The day in Brazil, YYYY-MM-DD, when a person last had a say; empty in threads from before it was kept. */
  today: z.string().default(''),
  /** Version of the draft being made; 1 before the first review. */
  version: z.number().int().default(1),
  /** Slides that the deck must have, cover and call to action included. */
  slides: z.number().int().default(slideCount.default),
  language: z.enum(languages).nullable().default(null),
  passages: z.array(passage).default([]),
  /** Pictures of the team's own that the deck may show. `removed`: one that a version shows and that is no longer kept. */
  pictures: z.array(teamPicture.extend({ removed: z.boolean().optional() })).default([]),
  /** What the brief is about. */
  subjects: z.array(subject).default([]),
  /** Documents of the other language that were offered and not answered yet. */
  offer: offer.nullable().default(null),
  /** Number of the newest question; 0 before the first. */
  asked: z.number().int().default(0),
  brand: brandKit.nullable().default(null),
  rules: houseRules.nullable().default(null),
  // Not `plan`: a node has that name, and LangGraph wants the names of nodes and channels apart.
  planned: keptPlan.nullable().default(null),
  deck: deck.nullable().default(null),
  /** The deck that people answered to: what the next version starts from. */
  reviewed: deck.nullable().default(null),
  /** What else its hash covers, to put it back when no other version can be made. */
  shown: shownDraft.nullable().default(null),
  /** As the endpoint named itself in the answer that the deck comes from. */
  model: z.string().default(''),
  /** What must be repaired before a person sees the draft. */
  issues: z.array(finding).default([]),
  /** What a person should know and may accept. */
  warnings: z.array(finding).default([]),
  /** What the last checks found, with no repair left: nobody can approve this version. */
  blocking: z.array(finding).default([]),
  /** Sentences that sound like a machine's and wait for the writer's one chance to mend them. */
  to_mend: z.array(aiSounding.extend({ place: z.number().int().nullable() })).default([]),
  /** Whether this version has had that chance. */
  mended: z.boolean().default(false),
  /** What a model judged of claims and their quotes, in this version and before, by `claimKey`. */
  verdicts: z.record(z.string(), judged).default({}),
  /** What became of this version's claims; null until they are judged. */
  support: draftSupport.nullable().default(null),
  repairs: z.number().int().default(0),
  round: z.number().int().default(0),
  stopped: stopped.nullable().default(null),
  /** Slides that this version may change; null: all of them. */
  scope: z.array(z.number().int()).nullable().default(null),
  /** For the review, with the draft mark. */
  files: z.array(artifact).default([]),
  /** What goes out once this version is approved; posted nowhere until then. */
  finals: z.array(artifact).default([]),
  /** The last answer to a draft by a button. */
  decision: resumeValue.nullable().default(null),
  /** Replies in the thread, when these came last; null after a button. */
  turn: turn.nullable().default(null),
  memory: z.array(memoryLine).default([]),
  /** What the replies came to. */
  wanted: z.enum(['change', 'go_on', 'wait']).nullable().default(null),
  /** And which parts they named, each with its wish; empty when no reply asked for a change. */
  wishes: understandingAnswer.shape.changes.default([]),
  /** Id of the newest message of the thread that was read. */
  read_upto: z.number().int().nullable().default(null),
  /** People's words that led to the versions after the first, oldest first. */
  notes: z.array(z.string()).default([]),
});
export type CarouselState = typeof carouselState.State;
export type CarouselUpdate = Partial<CarouselState>;

/** A node: reads the state and answers with the keys that it changes. `signal` ends its outside calls. */
export type CarouselNode = (
  state: CarouselState,
  run: { signal?: AbortSignal | undefined },
) => Promise<CarouselUpdate>;

/**
 * A field that an earlier node has filled.
 *
 * @throws {Error} When the graph reached this node another way: a fault of the edges, not of a person.
 */
export function have<
  K extends 'language' | 'brand' | 'rules' | 'planned' | 'deck' | 'reviewed' | 'decision' | 'turn' | 'shown',
>(state: CarouselState, key: K): NonNullable<CarouselState[K]> {
  const value = state[key];
  if (value === null) throw new Error(`Cannot run this node: the state has no ${key} yet`);
  return value as NonNullable<CarouselState[K]>;
}
