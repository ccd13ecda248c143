import { z } from 'zod';
import { languages, replyIntents } from '../content.ts';
import { draftMaterial, speaks } from './material.ts';

/** The message as a model is shown it: of a stranger, data throughout. */
const shownReply = z.object({ text: z.string() });
/** What was said before, oldest first. */
const shownBefore = z.array(z.object({ from: z.enum(['us', 'them']), text: z.string() }));

export const readingAnswer = z.object({
  intent: z.enum(replyIntents),
  language: z
    .enum(languages)
    .describe('The one that the message is written in; of another language, the nearer.'),
  summary: z.string().describe('What the person says or wants, in one or two sentences in "reply_language".'),
  asks: z
    .array(z.string())
    .describe(
      'What has to be looked up for an answer, each in a few words of the language of the message; at most 3.',
    ),
});
export type ReadingAnswer = z.infer<typeof readingAnswer>;

export const replyAnswer = z.object({
  quotes: z
    .array(
      z.object({
        passage_id: z.string().describe('Id of a passage, as given.'),
        quote: z.string().describe('Its words, copied exactly.'),
      }),
    )
    .describe('First of all: the words of passages that the answer rests on.'),
  answer: z.string().describe('The whole message, as it is sent.'),
  missing: z
    .string()
    .nullable()
    .describe('What was asked and no passage tells, in one sentence in "reply_language"; else null.'),
});
export type ReplyAnswer = z.infer<typeof replyAnswer>;

export const repliesTasks = {
  reply_reading: z.object({
    task: z.literal('reply_reading'),
    reply: shownReply,
    before: shownBefore,
    /** The team's. */
    reply_language: speaks,
  }),
  reply_answer: draftMaterial.omit({ samples: true, subjects: true }).extend({
    task: z.literal('reply_answer'),
    reply: shownReply,
    before: shownBefore,
    intent: z.enum(replyIntents),
    asks: z.array(z.string()),
    /** Null: it is not known how to call the person. */
    first_name: z.string().nullable().default(null),
    /** Of the campaign that the message answers. */
    purpose: z.string().nullable().default(null),
    /** Characters at most. */
    most: z.number().int(),
    /** The answer that people saw, and what they want changed, oldest first. */
    current: z.object({ text: z.string() }).nullable().default(null),
    wishes: z.array(z.string()),
    /** What was wrong with the last answer. */
    refused: z.array(z.object({ code: z.string(), message: z.string() })),
    reply_language: speaks,
  }),
};
export type ReadingTask = z.infer<typeof repliesTasks.reply_reading>;
export type ReplyTask = z.infer<typeof repliesTasks.reply_answer>;
