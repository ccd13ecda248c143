import { z } from 'zod';
import { languages } from './language.ts';

/** What a message can be after. */
export const replyIntents = [
  'interested',
  'question',
  'not_interested',
  'unsubscribe',
  'out_of_office',
  'other',
] as const;
export type ReplyIntent = (typeof replyIntents)[number];

/** To these the agent drafts nothing by itself; people may still ask for an answer. */
export const unanswered: readonly ReplyIntent[] = ['not_interested', 'unsubscribe', 'out_of_office'];

/** A message of the conversation before, as memory: data, never instructions. */
const saidBefore = z.object({ from: z.enum(['us', 'them']), text: z.string(), at: z.string() });

/** What a brief says of a message that came in, and of whom it came from. */
export const replyBrief = {
  person: z.object({
    name: z.string().nullable(),
    title: z.string().nullable(),
    company: z.string().nullable(),
    profile_url: z.string(),
  }),
  reply: z.object({ text: z.string().min(1), at: z.string() }),
  /** Oldest first. */
  before: z.array(saidBefore),
  /** The account that it came to. */
  account: z.string(),
  /** Of the campaign that it answers. */
  purpose: z.string().nullable(),
  /** UTF-16 units of an answer at most. */
  most: z.number().int().positive(),
};

/** What code holds an answer against. */
export const answerFaults = [
  'empty',
  'too_long',
  'placeholder',
  'unseen',
  'quote_not_found',
  'number_not_found',
  /** A warning: the number stands in the message that is answered, and nowhere else. */
  'number_of_reply',
  'address_not_found',
  'banned',
  'other_language',
  'repeats_reply',
  'other_name',
] as const;
export type AnswerFault = (typeof answerFaults)[number];

export const foundFault = z.object({ code: z.enum(answerFaults), found: z.string() });
export type FoundFault = z.infer<typeof foundFault>;

/** The draft of an answer to a message. */
export const incomingReplyDraft = z.object({
  kind: z.literal('incoming_webhook'),
  title: z.string(),
  /** Of the answer. */
  language: z.enum(languages),
  intent: z.enum(replyIntents),
  /** What was written, in the team's language. */
  summary: z.string(),
  /** As it came. */
  reply: z.object({ text: z.string(), at: z.string(), person: z.string().nullable() }),
  /** What would be sent, to the byte; null: the agent suggests none. */
  answer: z.string().nullable(),
  /** The words of documents that the answer rests on. */
  quotes: z.array(
    z.object({ passage_id: z.string(), title: z.string(), url: z.string().nullable(), quote: z.string() }),
  ),
  /** What was asked and no document tells, in the team's language. */
  missing: z.string().nullable(),
  /** What the last checks found: with it the version is closed for approval. */
  blocking: z.array(foundFault),
  /** What a person should know and may accept. */
  warnings: z.array(foundFault),
  model: z.string(),
  offline: z.boolean(),
  /** Documents that it rests on, in order of first use. */
  sources: z.array(z.object({ document_id: z.string(), title: z.string(), url: z.string().nullable() })),
});
export type IncomingReplyDraft = z.infer<typeof incomingReplyDraft>;

/** Why the work on a message ends without a decision. */
export const closedBecause = ['newer_reply', 'suppressed', 'answered_by_hand', 'went_on'] as const;
