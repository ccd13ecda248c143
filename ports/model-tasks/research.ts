import { z } from 'zod';
import { articlePart, evidence, languages, researchBrief } from '../content.ts';
import { draftMaterial } from './material.ts';
import { partAnswer, partToJudge, rewriteReasons, textOfPart } from './parts.ts';

/** One of the questions that answer the whole one. It keeps its id while others come and go. */
export const subQuestion = z.object({ id: z.string(), text: z.string() });
export type SubQuestion = z.infer<typeof subQuestion>;

/** A sentence that a passage carries, word for word. */
export const researchNote = z.object({ claim: z.string(), evidence: z.array(evidence) });
export type ResearchNote = z.infer<typeof researchNote>;

/** Notes on one question that do not say the same; `text` says so, as it is going to stand in the report. */
export const researchConflict = z.object({
  question_id: z.string(),
  text: z.string(),
  sides: z.array(researchNote),
});
export type ResearchConflict = z.infer<typeof researchConflict>;

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
  missing: z
    .string()
    .nullable()
    .describe('Where "notes" cannot be followed: why, in one sentence in "reply_language"; else null.'),
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

const material = draftMaterial.extend({ brief: researchBrief });

export const researchTasks = {
  /** With `previous` and `notes` it changes the questions, and nothing else of them. */
  research_questions: material.extend({
    task: z.literal('research_questions'),
    previous: z.array(subQuestion).nullable(),
    /** People's words, oldest first. */
    notes: z.array(z.string()),
    /** The team's: what `missing` is said in. */
    reply_language: z.enum(languages),
  }),
  /** Its passages are untrusted, and its model has no tools. */
  research_notes: material.extend({ task: z.literal('research_notes'), question: subQuestion }),
  research_conflicts: z.object({
    task: z.literal('research_conflicts'),
    language: z.enum(languages),
    pairs: z.array(
      z.object({
        id: z.string(),
        question: z.string(),
        sides: z.array(researchNote.extend({ title: z.string(), date: z.string().nullable() })),
      }),
    ),
  }),
  /** Other words to look for what was not found, or for what a person wants besides. */
  research_queries: z.object({
    task: z.literal('research_queries'),
    language: z.enum(languages),
    asked: z.string(),
    gaps: z.array(
      z.object({
        id: z.string(),
        question: z.string(),
        tried: z.array(z.string()),
        /** A person's words on a finding that is there; null: nothing was found. */
        wish: z.string().nullable(),
      }),
    ),
  }),
  research_report: material.extend({
    task: z.literal('research_report'),
    questions: z.array(subQuestion.extend({ notes: z.array(researchNote) })),
    conflicts: z.array(researchConflict),
  }),
  /** One part alone, or the title in `heading`. `current` null: a finding that is new. */
  research_part: material.extend({
    task: z.literal('research_part'),
    ...rewriteReasons,
    part: z.enum(['summary', 'finding', 'title']),
    question: subQuestion.nullable(),
    notes_read: z.array(researchNote),
    conflicts: z.array(researchConflict),
    /** The other parts, for the joints. */
    sections: z.array(textOfPart),
    current: articlePart.omit({ id: true }).nullable(),
  }),
  research_judgement: material.extend({
    task: z.literal('research_judgement'),
    title: z.string(),
    parts: z.array(partToJudge),
  }),
};
export type QuestionsTask = z.infer<typeof researchTasks.research_questions>;
export type NotesTask = z.infer<typeof researchTasks.research_notes>;
export type ConflictsTask = z.infer<typeof researchTasks.research_conflicts>;
export type QueriesTask = z.infer<typeof researchTasks.research_queries>;
export type ReportTask = z.infer<typeof researchTasks.research_report>;
export type ReportPartTask = z.infer<typeof researchTasks.research_part>;
export type ReportJudgementTask = z.infer<typeof researchTasks.research_judgement>;
