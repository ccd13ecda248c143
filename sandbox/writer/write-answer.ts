import { z } from 'zod';
import {
  type Deck,
  type DeckMaterial,
  type DeckPlan,
  type TaskName,
  taskNames,
  taskShapes,
} from '../../ports/model-tasks.ts';
import { outlineFor } from './articles/propose-outline.ts';
import { writePart } from './articles/write-part.ts';
import { writeTitles } from './articles/write-titles.ts';
import { companyFacts } from './companies/company-facts.ts';
import { composeDeck } from './composing/compose-deck.ts';
import { ownWords } from './composing/words-for-people.ts';
import { understandThread } from './edits/understand-thread.ts';
import { judgeArticle, judgeDeck } from './judging/judge-draft.ts';
import { judgeQuotes } from './judging/judge-quotes.ts';
import { writeNote } from './notes/write-note.ts';
import { planBriefs } from './planning/plan-briefs.ts';
import { clip } from './reading/shorten.ts';
import { answerReply } from './replies/answer-reply.ts';
import { readReply } from './replies/read-reply.ts';
import { judgeConflicts } from './research/judge-conflicts.ts';
import { otherQueries } from './research/other-queries.ts';
import { planQuestions } from './research/plan-questions.ts';
import { takeNotes } from './research/take-notes.ts';
import { writeReport } from './research/write-report.ts';
import { writeReportPart } from './research/write-report-part.ts';
import { reviseDeck } from './revising/revise-deck.ts';

export type Answer = { content: string } | { refusal: string };

export const isTaskName = (name: unknown): name is TaskName => taskNames.includes(name as TaskName);

/**
 * Answers one task with the JSON that its schema asks for. Nothing in it comes from anywhere but the task.
 *
 * @throws {z.ZodError} When the payload is not that task's.
 */
export function writeAnswer(name: TaskName, payload: unknown): Answer {
  switch (name) {
    case 'carousel_plan':
      return json(writePlan(taskShapes.carousel_plan.parse(payload)));
    case 'carousel_deck': {
      const { deck, enough, missing } = composeDeck(taskShapes.carousel_deck.parse(payload));
      return enough ? json(deck) : { refusal: missing ?? '' };
    }
    case 'carousel_revision': {
      const made = reviseDeck(taskShapes.carousel_revision.parse(payload));
      return 'refusal' in made ? made : json(made.deck);
    }
    case 'carousel_slide': {
      const task = taskShapes.carousel_slide.parse(payload);
      const { slide_number: only, deck } = task;
      if (only > deck.slides.length) throw noSuchSlide(only, deck.slides.length);
      const made = reviseDeck(task, only);
      return 'refusal' in made ? made : json({ slide: made.deck.slides[only - 1] });
    }
    case 'carousel_judgement':
      return json(judgeDeck(taskShapes.carousel_judgement.parse(payload)));
    case 'quote_support':
      return json(judgeQuotes(taskShapes.quote_support.parse(payload)));
    case 'blog_outline':
      return json(outlineFor(taskShapes.blog_outline.parse(payload)));
    case 'blog_part':
      return json(writePart(taskShapes.blog_part.parse(payload)));
    case 'blog_titles':
      return json(writeTitles(taskShapes.blog_titles.parse(payload)));
    case 'blog_judgement':
      return json(judgeArticle(taskShapes.blog_judgement.parse(payload)));
    case 'research_questions':
      return json(planQuestions(taskShapes.research_questions.parse(payload)));
    case 'research_notes':
      return json(takeNotes(taskShapes.research_notes.parse(payload)));
    case 'research_conflicts':
      return json(judgeConflicts(taskShapes.research_conflicts.parse(payload)));
    case 'research_queries':
      return json(otherQueries(taskShapes.research_queries.parse(payload)));
    case 'research_report':
      return json(writeReport(taskShapes.research_report.parse(payload)));
    case 'research_part':
      return json(writeReportPart(taskShapes.research_part.parse(payload)));
    case 'research_judgement':
      return json(judgeArticle(taskShapes.research_judgement.parse(payload)));
    case 'plan_briefs':
      return json(planBriefs(taskShapes.plan_briefs.parse(payload)));
    case 'company_facts':
      return json(companyFacts(taskShapes.company_facts.parse(payload)));
    case 'reply_reading':
      return json(readReply(taskShapes.reply_reading.parse(payload)));
    case 'reply_answer': {
      const made = answerReply(taskShapes.reply_answer.parse(payload));
      return 'refusal' in made ? made : json(made);
    }
    case 'outreach_note':
      return json(writeNote(taskShapes.outreach_note.parse(payload)));
    case 'mend_sentences': {
      // It has no words of its own to say something otherwise: the sentences stay, and people are told of them.
      taskShapes.mend_sentences.parse(payload);
      return json({ sentences: [] });
    }
    case 'thread_understanding':
      return json(understandThread(taskShapes.thread_understanding.parse(payload)));
  }
}

const json = (value: unknown): Answer => ({ content: JSON.stringify(value) });

function noSuchSlide(asked: number, slides: number): z.ZodError {
  const message = `Cannot rewrite slide ${asked}: the deck has slides 1 to ${slides}`;
  return new z.ZodError([{ code: 'custom', path: ['slide_number'], message, input: asked }]);
}

function writePlan(task: DeckMaterial): DeckPlan {
  const { deck, choices, enough, missing } = composeDeck(task);
  const own = ownWords[task.language];
  const home = choices[0]?.point.section.title ?? deck.title;
  const outline = deck.slides.map((slide) => ({
    layout: slide.layout,
    point: slide.title,
    passage_ids: [...new Set(slide.evidence.map((e) => e.passage_id))],
  }));
  return {
    carried: home,
    structure: structureOf(deck),
    enough,
    missing,
    angle: enough ? own.angle(clip(home, 16)) : '',
    hook: enough ? deck.post.hook : '',
    outline: enough ? outline : [],
  };
}

/** What the composed slides are. */
function structureOf({ slides }: Deck): DeckPlan['structure'] {
  if (slides.some((slide) => slide.layout === 'comparison' && slide.kind === 'wrong_right'))
    return 'mistakes';
  const figures = slides.filter((slide) => slide.layout === 'numbers' || slide.layout === 'chart');
  return figures.length > slides.length / 2 ? 'numbers' : 'how_to';
}
