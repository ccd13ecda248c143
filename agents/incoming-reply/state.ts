import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import {
  foundFault,
  handTurn,
  houseRules,
  incomingWebhookBrief,
  languages,
  passage,
  replyIntents,
} from '../../ports/content.ts';
import { turn } from '../drafting/conversation/turn.ts';
import type { Node } from '../drafting/state.ts';

/** An answer as it would be sent, with the words of documents that it rests on. */
const written = z.object({
  text: z.string(),
  quotes: z.array(z.object({ passage_id: z.string(), quote: z.string() })),
  missing: z.string().nullable(),
});

/** What the thread of a message that came in holds. */
export const replyState = new StateSchema({
  brief: incomingWebhookBrief,
  team_id: z.string(),
  job_id: z.string(),
  /** YYYY-MM-DD, when a person last had a say. */
  today: z.string(),
  version: z.number().int().default(1),
  intent: z.enum(replyIntents).default('other'),
  summary: z.string().default(''),
  /** Of the message. */
  language: z.enum(languages).nullable().default(null),
  /** What is looked up for an answer. */
  asks: z.array(z.string()).default([]),
  passages: z.array(passage).default([]),
  rules: houseRules.nullable().default(null),
  /** Null: none is suggested. */
  written: written.nullable().default(null),
  blocking: z.array(foundFault).default([]),
  warnings: z.array(foundFault).default([]),
  /** What people wanted changed, oldest first. */
  wishes: z.array(z.string()).default([]),
  /** The newest wish, until it is met. */
  turn: turn.nullable().default(null),
  /** The version that a person made and that is being checked; null: the agent writes. */
  hand: handTurn.nullable().default(null),
  /** As the endpoint named itself. */
  model: z.string().default(''),
});
export type ReplyState = typeof replyState.State;
export type ReplyNode = Node<ReplyState>;
