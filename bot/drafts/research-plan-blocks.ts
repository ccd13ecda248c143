import type { KnownBlock } from '@slack/types';
import type { ResearchPlan } from '../../ports/content.ts';
import { clip, heading, mention, safeText, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

const SHOWN_QUESTIONS = 12;

/** What a report is going to answer, for people to agree to or to change. */
export function researchPlanBlocks(
  plan: ResearchPlan,
  number: number,
  requesterId: string,
  texts: Texts,
): KnownBlock[] {
  const t = texts.question.research;
  const questions = plan.questions.slice(0, SHOWN_QUESTIONS);
  return [
    heading(t.plan(number)),
    said(t.pleaseAgree(mention(requesterId))),
    said(`*${t.questions}*`),
    words(questions.map(({ text }, at) => `${at + 1}. ${clip(text, 300)}`).join('\n') || '…'),
    small(plan.offline ? texts.card.offline : texts.card.aiMade(safeText(plan.model, 80))),
  ];
}
