import { z } from 'zod';
import { evidence } from '../../ports/content.ts';
import { partAnswer } from '../drafting/parts/part-answer.ts';

// As for articles: every key is there, and what a judgement rests on stands before it.

export const questionsAnswer = z.object({
  wanted: z.string().describe('What the person wants to be able to say or decide, in one sentence.'),
  questions: z
    .array(
      z.object({
        id: z.string().describe('Of a question of "previous" that stays; empty for a new one.'),
        text: z.string().describe('A whole question, about 12 words, that a page can answer by itself.'),
      }),
    )
    .describe('2 to 6, those that matter most first.'),
});
export type QuestionsAnswer = z.infer<typeof questionsAnswer>;

export const notesAnswer = z.object({
  notes: z
    .array(
      z.object({
        evidence: z.array(evidence).describe('First of all: the words that say it.'),
        claim: z.string().describe('One sentence that these words carry, and no more than that.'),
      }),
    )
    .describe('What answers the question, the best first; empty where the passages do not.'),
});
export type NotesAnswer = z.infer<typeof notesAnswer>;

export const conflictsAnswer = z.object({
  pairs: z.array(
    z.object({
      id: z.string().describe('Of the pair; each has exactly one answer.'),
      reason: z.string().describe('What each side is about: which thing, when, under which condition.'),
      contradict: z.boolean().describe('Whether both cannot be true of the same thing at once.'),
      text: z.string().describe('If so, what each source says, in one sentence; else empty.'),
    }),
  ),
});
export type ConflictsAnswer = z.infer<typeof conflictsAnswer>;

export const queriesAnswer = z.object({
  gaps: z.array(
    z.object({
      id: z.string().describe('Of the gap.'),
      queries: z.array(z.string()).describe('0 to 2, each of 3 to 8 words, unlike those of "tried".'),
    }),
  ),
});
export type QueriesAnswer = z.infer<typeof queriesAnswer>;

export const reportAnswer = z.object({
  findings: z
    .array(partAnswer.extend({ question_id: z.string().describe('Of the question that it answers.') }))
    .describe('One for each question that has notes, in the order of the questions.'),
  uncertain: z
    .array(
      z.object({
        evidence: z.array(evidence).describe('What there is on it.'),
        text: z.string().describe('What stays open, and why, in one sentence.'),
      }),
    )
    .describe('Usually 0 to 3.'),
  summary: partAnswer.describe('Heading empty.'),
  title: z.string().describe('About 60 characters, never above 90.'),
});
export type ReportAnswer = z.infer<typeof reportAnswer>;
