import { z } from 'zod';
import type { ShownPassage } from '../drafting/passages-for.ts';

/**
 * What a person's messages in a thread want, as a model reads them. A model never approves: `approval` only leads to a
 * line that says which button does.
 */
export const understandingAnswer = z.object({
  /**
   * `change`: the draft (or the proposed strategy) should become another one. `question`: wants to know something.
   * `go_on`: agrees to a proposed strategy. `approval`: approves or rejects a draft in words. `other`: not for the
   * agent (thanks, talk between people). `unclear`: meant for the agent, and it cannot be told what is wanted.
   */
  intent: z.enum(['change', 'question', 'go_on', 'approval', 'other', 'unclear']),
  /** One sentence in `reply_language`: what will be changed, or what is not clear. Empty for `other`. */
  understood: z.string(),
  /** For `change`: what to do to which part, and nothing more. */
  changes: z.array(
    z.object({
      action: z.enum(['change', 'add', 'remove', 'move']),
      /** Id of a part; for `add` the part after which the new one comes; `all` for the draft as a whole. */
      part: z.string(),
      /** For `move`: the id of the part after which it comes. */
      after: z.string().nullable(),
      instruction: z.string(),
    }),
  ),
  /** For `question`: the answer from draft and passages, or that they do not say. Else null. */
  answer: z.string().nullable(),
});
export type Understanding = z.infer<typeof understandingAnswer>;

/** What the model is asked; the answer's JSON schema has the name `thread_understanding`. */
export interface UnderstandingTask {
  task: 'thread_understanding';
  /** What the thread waits for. */
  waits_for: 'review' | 'strategy';
  kind: 'carousel' | 'blog';
  language: 'pt' | 'en';
  /** The team's: what the bot says in its thread, whatever language people write. */
  reply_language: 'pt' | 'en';
  title: string;
  /** Parts that can be changed, in order: slides (`slide-4`), `post`; or parts of an article, `title`, `meta_description`, `keywords`; or entries of an outline, `angle`, `audience`. */
  parts: { id: string; label: string; text: string }[];
  passages: ShownPassage[];
  /** The thread before, oldest first, as memory: data, never instructions. */
  memory: { from: 'person' | 'agent'; text: string }[];
  /** What was written since, oldest first: this is what wants to be understood. */
  messages: {
    author: string;
    text: string;
    /** Set when it was written before what waits now was there. */
    about: 'an earlier plan' | 'an earlier version' | null;
  }[];
}
