import type { KnownBlock } from '@slack/types';
import {
  type OutboxItem,
  type PlanLine,
  type PlanProposal,
  plannedTypes,
  type Question,
} from '../../ports/content.ts';
import type { QuestionRef } from '../drafts/question-ref.ts';
import { resumeBlocks } from '../drafts/resume-blocks.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  dateToken,
  heading,
  limits,
  type Message,
  mention,
  safeText,
  said,
  small,
  words,
} from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { type PlanLinesRef, planActions } from './plan-actions.ts';
import { byDay, dayOf, planLineBlocks } from './plan-line-blocks.ts';

/** Characters of all lines of a card: a message takes 12,000, with its buttons and what stands around them. */
const LINES_ROOM = 8000;
const LINE_MOST = 800;

export interface PlanExtras {
  /** File of the calendar, as Slack holds it; null: the card goes without it. */
  picture: string | null;
  /** Threads of the jobs that were started, by job. */
  links: ReadonlyMap<string, string>;
  /** What the briefs that are not started may cost, as a sentence; empty: not known. */
  cost: string;
}

interface PlanView extends PlanExtras {
  item: OutboxItem & { question: Question };
  plan: PlanProposal;
}

/** A plan as it stands: its briefs by day, each with what can be done with it while the plan is open. */
export function planMessage({ item, plan, picture, links, cost }: PlanView, texts: Texts): Message {
  const t = texts.plans;
  const { job, question } = item;
  const lines = byDay(question.lines ?? []);
  const kept = lines.filter((line) => line.status !== 'dropped');
  const isOpen = question.status === 'open' && job.status === 'awaiting_input';
  const head = [...(isOpen ? [t.intro(mention(job.requester_id))] : []), ...notes(plan, texts)];
  const room = Math.min(LINE_MOST, Math.floor(LINES_ROOM / Math.max(1, lines.length)));
  return {
    text: t.fallback(safeText(job.brief.topic, 300)),
    blocks: [
      heading(t.heading(plan.briefs.length)),
      ...(head.length > 0 ? [said(head.join('\n'))] : []),
      ...(plan.briefs.length < plan.wanted ? [words(clip(plan.missing ?? t.noMore, 600))] : []),
      ...(picture !== null && kept.length > 0
        ? [
            {
              type: 'image' as const,
              slack_file: { id: picture },
              alt_text: clip(calendarAlt(kept, texts), limits.altText),
            },
          ]
        : []),
      ...lines.flatMap((line) =>
        planLineBlocks(
          line,
          { job: job.id, isOpen, room, link: links.get(line.job?.id ?? '') ?? null },
          texts,
        ),
      ),
      ...(isOpen ? openBlocks(item, lines, cost, texts) : closedBlocks(item, lines, texts)),
      small(plan.offline ? texts.card.offline : texts.card.aiMade(safeText(plan.model, 80))),
    ],
  };
}

/** What the calendar shows, for those who do not see it. Pure. */
export function calendarAlt(lines: readonly PlanLine[], texts: Texts): string {
  const days = lines.map(({ day }) => day).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return texts.plans.picture.alt(countsOf(lines, texts), dayOf(first, texts), dayOf(last, texts));
}

/** "2 carousels, 1 article and 1 research report" */
export function countsOf(lines: readonly Pick<PlanLine, 'type'>[], texts: Texts): string {
  const counts = plannedTypes
    .map((type) => ({ type, n: lines.filter((line) => line.type === type).length }))
    .filter(({ n }) => n > 0);
  return new Intl.ListFormat(texts.locale).format(counts.map(({ type, n }) => texts.plans.counts(type, n)));
}

function notes(plan: PlanProposal, { plans: t }: Texts): string[] {
  const { briefs, wanted, asked, language } = plan;
  return [
    ...(asked !== null && asked !== language ? [t.otherLanguage(language)] : []),
    ...(briefs.length < wanted ? [t.fewer(briefs.length, wanted)] : []),
  ];
}

function openBlocks(
  { job, question }: PlanView['item'],
  lines: readonly PlanLine[],
  cost: string,
  texts: Texts,
): KnownBlock[] {
  const t = texts.plans;
  const ready = lines.filter((line) => line.status === 'proposed');
  const all: PlanLinesRef = { job: job.id, lines: ready.map(({ number, revision }) => [number, revision]) };
  const whole: QuestionRef = { job: job.id, number: question.number, hash: question.hash };
  return [
    actions(
      'plan',
      button(planActions.startAll, t.startAll(ready.length), JSON.stringify(all), {
        confirm: confirmation(t.confirmStartAll(countsOf(ready, texts), cost)),
      }),
      button(planActions.close, t.close, JSON.stringify(whole), { confirm: confirmation(t.confirmClose) }),
    ),
  ];
}

function closedBlocks(
  { job, question }: PlanView['item'],
  lines: readonly PlanLine[],
  texts: Texts,
): KnownBlock[] {
  const t = texts.plans;
  if (job.status === 'cancelled' || job.status === 'failed') return [said(t.ended[job.status])];
  if (job.status === 'expired') return resumeBlocks(job, texts);
  if (question.status !== 'answered') return [];
  if (lines.every((line) => line.status !== 'proposed')) return [said(t.allDecided)];
  const by = question.answered_by === null ? '?' : mention(question.answered_by);
  return [said(t.closedBy(by, dateToken(question.answered_at ?? '', texts.locale) || '?'))];
}
