import { z } from 'zod';
import type { ShownPassage } from '../passages-for.ts';

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

/** What the model is asked; the answer's JSON schema has the name `thread_understanding`. */
export interface UnderstandingTask {
  task: 'thread_understanding';
  /** What the thread waits for. */
  waits_for: 'review' | 'outline' | 'questions';
  kind: 'carousel' | 'blog' | 'research';
  language: 'pt' | 'en';
  /** The team's: what the bot says in its thread; people may write in another. */
  reply_language: 'pt' | 'en';
  /** YYYY-MM-DD; absent in threads from before it was told. */
  today?: string;
  title: string;
  /** Parts that can be changed, in order: slides (`slide-4`), `post`; or parts of an article, `title`, `meta_description`, `keywords`; entries of an outline, `angle`, `audience`; findings of a report (`f2`), `summary`; or its questions (`q1`). */
  parts: { id: string; label: string; text: string }[];
  passages: ShownPassage[];
  /** Oldest first. */
  memory: MemoryLine[];
  /** What was written since, oldest first: this is what wants to be understood. */
  messages: {
    author: string;
    text: string;
    /** Set when it was written before what waits now was there. */
    about: 'an earlier outline' | 'an earlier version' | null;
  }[];
}
