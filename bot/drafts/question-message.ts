import type { KnownBlock } from '@slack/types';
import type { OutboxItem, Question } from '../../ports/content.ts';
import { notesMessage } from '../notes/notes-message.ts';
import { type PlanExtras, planMessage } from '../plans/plan-message.ts';
import {
  actions,
  button,
  confirmation,
  dateToken,
  type Message,
  mention,
  quoted,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { brandKitBlocks } from './brand-kit-blocks.ts';
import { languageOfferBlocks } from './language-offer-blocks.ts';
import { outlineBlocks } from './outline-blocks.ts';
import type { QuestionRef } from './question-ref.ts';
import { researchPlanBlocks } from './research-plan-blocks.ts';
import { resumeBlocks } from './resume-blocks.ts';

export const questionActions = {
  goOn: 'question_go_on',
  change: 'question_change',
  use: 'question_use',
  discard: 'question_discard',
} as const;

interface QuestionView {
  item: OutboxItem & { question: Question };
  /** False when Slack refused the picture: a question without it is better than none. */
  withPicture: boolean;
  /** For a brand kit: who must decide on it. */
  admins: string[];
  /** By name: no person is called for their own command. */
  requester: string;
  /** For a plan. */
  plan?: PlanExtras | null;
}

/** What the agent asks before it goes on, drawn only from the database's state; its buttons are there while it is open. */
export function questionMessage(
  { item, withPicture, admins, requester, plan }: QuestionView,
  texts: Texts,
): Message {
  const { question, job } = item;
  const { content } = question;
  const t = texts.question;
  if (content.kind === 'plan') {
    const extras = plan ?? { picture: null, links: new Map(), cost: '' };
    const picture = withPicture ? extras.picture : null;
    return planMessage({ item, plan: content, ...extras, picture }, texts);
  }
  if (content.kind === 'notes') return notesMessage({ item, notes: content, page: pageOf(question) }, texts);
  const state = stateBlocks(item, texts);
  if (content.kind === 'outline') {
    return {
      text: t.outlineFallback(safeText(job.brief.topic, 300)),
      blocks: [...outlineBlocks(content, question.number, job.requester_id, texts), ...state],
    };
  }
  if (content.kind === 'language') {
    return {
      text: t.offer.fallback(safeText(content.names.join(', '), 300)),
      blocks: [...languageOfferBlocks(content, job.requester_id, texts), ...state],
    };
  }
  if (content.kind === 'questions') {
    return {
      text: texts.research.questions.fallback(safeText(job.brief.topic, 300)),
      blocks: [...researchPlanBlocks(content, question.number, job.requester_id, texts), ...state],
    };
  }
  const pictures = withPicture ? item.pictures : [];
  return {
    text: t.kitFallback(safeText(content.kit.name, 200)),
    blocks: [...brandKitBlocks(question, content, pictures, { admins, requester }, texts), ...state],
  };
}

function pageOf({ notes }: Question) {
  if (!notes) throw new Error('Cannot show notes: the question has no page of them');
  return notes;
}

function stateBlocks({ question, job }: QuestionView['item'], texts: Texts): KnownBlock[] {
  const t = texts.question;
  if (question.status === 'answered') return answeredBlocks(question, texts);
  if (question.status === 'superseded') {
    const { superseded } = question.content.kind === 'questions' ? texts.research.questions : t;
    return [said(`*${superseded}*`)];
  }
  const agreed = agreedLine(question, texts);
  if (job.versions > 0) return [said(`*${agreed}*`)];
  switch (job.status) {
    case 'awaiting_input':
      return openBlocks({ job: job.id, number: question.number, hash: question.hash }, question, texts);
    case 'cancelled':
    case 'failed':
      return [said(t.closed[job.status])];
    case 'expired':
      return resumeBlocks(job, texts);
    default:
      // A reply that was not understood yet may be talk between colleagues.
      if (job.reading)
        return openBlocks({ job: job.id, number: question.number, hash: question.hash }, question, texts);
      // A sentence agreed to it: the steps after the outline have begun.
      return [small(hasGoneOn(job) ? agreed : t.replyBeingMet)];
  }
}

function agreedLine({ content }: Question, { question: t, research }: Texts): string {
  if (content.kind === 'language') return t.offer.answeredInThread;
  return content.kind === 'questions' ? research.questions.startedInThread : t.agreedInThread;
}

function hasGoneOn(job: OutboxItem['job']): boolean {
  const { node } = job.checkpoint_data;
  if (job.type === 'research') return node !== undefined && node !== 'plan';
  return node !== undefined && !['research', 'retrieve', 'outline', 'draw'].includes(node);
}

function openBlocks(ref: QuestionRef, { content }: Question, texts: Texts): KnownBlock[] {
  const t = texts.question;
  const value = JSON.stringify(ref);
  if (content.kind === 'outline') {
    return [
      actions(
        'question',
        button(questionActions.goOn, t.goOn, value, { style: 'primary' }),
        button(questionActions.change, t.change, value),
      ),
      small(t.replyHint),
    ];
  }
  if (content.kind === 'questions') {
    const own = texts.research.questions;
    return [
      actions(
        'question',
        button(questionActions.goOn, own.start, value, { style: 'primary' }),
        button(questionActions.change, own.change, value),
        button(questionActions.discard, own.discard, value),
      ),
      small(own.replyHint),
    ];
  }
  if (content.kind === 'language') {
    return [
      actions(
        'question',
        button(questionActions.goOn, t.offer.use(content.offered), value, { style: 'primary' }),
        button(questionActions.discard, t.offer.leave, value),
      ),
      small(t.offer.replyHint),
    ];
  }
  return [
    actions(
      'question',
      button(questionActions.use, t.use, value, { style: 'primary', confirm: confirmation(t.confirmUse) }),
      button(questionActions.discard, t.discard, value),
    ),
  ];
}

function answeredBlocks(question: Question, texts: Texts): KnownBlock[] {
  const t = texts.question;
  const by = question.answered_by === null ? '?' : mention(question.answered_by);
  const at = question.answered_at === null ? '?' : dateToken(question.answered_at, texts.locale);
  const lines = {
    outline: { go_on: t.goneOn, discard: t.discarded },
    questions: { go_on: texts.research.questions.started, discard: texts.research.questions.discarded },
    brand_kit: { go_on: t.inUse, discard: t.discarded },
    language: { go_on: t.offer.used, discard: t.offer.left },
    plan: { go_on: texts.plans.closedBy, discard: t.discarded },
    notes: { go_on: texts.plans.closedBy, discard: t.discarded },
  }[question.content.kind];
  const note = question.note?.trim() ? [quoted(question.note, 1500)] : [];
  return [said(`*${{ ...lines, change: t.changeAsked }[question.answer ?? 'go_on'](by, at)}*`), ...note];
}
