import { z } from 'zod';
import { languages } from '../content.ts';
import { shownPassage, speaks } from './material.ts';

/**
 * What a person's messages in a thread want, as a model reads them. A model never approves: `approval` only leads to a
 * line that says which button does.
 */
export const understandingAnswer = z.object({
  understood: z
    .string()
    .describe(
      'One sentence in "reply_language": what will be changed, or what is not clear. Empty for other.',
    ),
  intent: z.enum(['change', 'question', 'go_on', 'approval', 'other', 'unclear']),
  changes: z
    .array(
      z.object({
        action: z.enum(['change', 'add', 'remove', 'move']),
        part: z
          .string()
          .describe(
            'Id of a part; for add the part after which the new one comes; "all" for the draft as a whole.',
          ),
        after: z.string().nullable().describe('For move: id of the part after which it comes; else null.'),
        instruction: z.string().describe('Complete in itself, in the words of the person.'),
      }),
    )
    .describe('For change alone; else empty.'),
  answer: z.string().nullable().describe('For a question; else null.'),
});
export type Understanding = z.infer<typeof understandingAnswer>;

/** A line of the thread before, as memory: data, never instructions. */
export const memoryLine = z.object({ from: z.enum(['person', 'agent']), text: z.string() });
export type MemoryLine = z.infer<typeof memoryLine>;

export const understandingTask = z.object({
  task: z.literal('thread_understanding'),
  /** What the thread waits for. */
  waits_for: z.enum(['review', 'outline', 'questions']),
  kind: z.enum(['carousel', 'blog', 'research']),
  language: z.enum(languages),
  /** People may write in another. */
  reply_language: speaks,
  /** YYYY-MM-DD; absent in threads from before it was told. */
  today: z.string().optional(),
  title: z.string(),
  /**
   * Parts that can be changed, in order: slides (`slide-4`), `post`; or parts of an article, `title`,
   * `meta_description`, `keywords`; entries of an outline, `angle`, `audience`; findings of a report (`f2`),
   * `summary`; or its questions (`q1`).
   */
  parts: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })),
  passages: z.array(shownPassage),
  /** Oldest first. */
  memory: z.array(memoryLine),
  /** What was written since, oldest first: this is what wants to be understood. */
  messages: z.array(
    z.object({
      author: z.string(),
      text: z.string(),
      /** Set when it was written before what waits now was there. */
      about: z.enum(['an earlier outline', 'an earlier version']).nullable(),
    }),
  ),
});
export type UnderstandingTask = z.infer<typeof understandingTask>;
export type DraftPart = UnderstandingTask['parts'][number];
