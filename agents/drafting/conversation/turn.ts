import { z } from 'zod';
import type { NewMessage, QuestionAnswer, ReplyTurn, ResumeValue } from '../../../ports/content.ts';
import { clip } from '../../text/clip.ts';

const message = z.object({
  id: z.number().int().nullable(),
  author_id: z.string(),
  text: z.string(),
  /** What its author had in mind, when that is not what waits now. Absent in threads from before it was told. */
  about: z.enum(['an earlier outline', 'an earlier version']).nullish(),
});

/** What people said since the agent was heard last. */
export const turn = z.object({
  /** Names the turn within the job: what is said about it is said once. */
  key: z.string(),
  /** `button`: the words of Request changes or of Change. They ask for a change by being there. */
  by: z.enum(['reply', 'button']),
  /** Of the draft that it is about; null: of a question. */
  version: z.number().int().nullable(),
  /** Oldest first, never empty; `id` null for words that came with a button. */
  messages: z.array(message).min(1),
});
export type Turn = z.infer<typeof turn>;

/** Characters of one message that are read: who pastes more than that wants to add a document. */
const MAX_MESSAGE = 4_000;

/** Pure. */
export function turnOfReplies(reply: ReplyTurn): Turn {
  if (reply.messages.length === 0) throw new RangeError('Cannot read a turn without messages');
  // Ids tell what was read; two messages of one moment may have arrived in the other order than they were written.
  const written = [...reply.messages].sort((a, b) => Number(a.ts) - Number(b.ts) || a.id - b.id);
  return {
    key: `message-${Math.max(...reply.messages.map((m) => m.id))}`,
    by: 'reply',
    version: reply.version,
    messages: written.map((m) => ({
      id: m.id,
      author_id: m.author_id,
      text: clip(m.text, MAX_MESSAGE),
      about: overtaken(m, reply),
    })),
  };
}

function overtaken(m: NewMessage, { version }: ReplyTurn): Turn['messages'][number]['about'] {
  if (version === null) return m.before_question ? 'an earlier outline' : null;
  return m.before_version ? 'an earlier version' : null;
}

export function turnOfReview(review: ResumeValue): Turn {
  return {
    key: `review-${review.review_id}`,
    by: 'button',
    version: review.version,
    messages: [{ id: null, author_id: review.reviewer_id, text: review.note ?? '' }],
  };
}

export function turnOfAnswer(answer: QuestionAnswer): Turn {
  return {
    key: `question-${answer.question}`,
    by: 'button',
    version: null,
    messages: [{ id: null, author_id: answer.person_id, text: answer.note ?? '' }],
  };
}

/** All words of a turn, as one note. */
export function turnText(turn: Turn): string {
  return turn.messages
    .map((m) => m.text.trim())
    .filter((text) => text !== '')
    .join('\n');
}

/** Id of the newest message that was read with it; null when it came by a button. */
export function readUpto(turn: Turn): number | null {
  const ids = turn.messages.flatMap((m) => m.id ?? []);
  return ids.length === 0 ? null : Math.max(...ids);
}
