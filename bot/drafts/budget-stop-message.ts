import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { BudgetStop, JobView } from '../../ports/content.ts';
import { actions, button, confirmation, type Message, mention, said, small } from '../slack/blocks.ts';
import { amountOf, costOf } from '../texts/amounts.ts';
import type { Texts } from '../texts/texts.ts';
import { nameOf } from './progress-message.ts';
import { resumeBlocks } from './resume-blocks.ts';

export const stopActions = {
  raise: 'budget_stop_raise',
  goOn: 'budget_stop_go_on',
  finish: 'budget_stop_finish',
  stop: 'budget_stop_stop',
} as const;

/** What a button of a stop carries. */
export const stopRef = z.object({ job: z.string(), number: z.number().int() });
export type StopRef = z.infer<typeof stopRef>;

/** A job that waits at a cap: why, and what people can do about it; once it is answered, by whom and how. Pure. */
export function budgetStopMessage(
  { job, stop, admins }: { job: JobView; stop: BudgetStop; admins: string[] },
  texts: Texts,
): Message {
  const t = texts.stops;
  const amount = (of: number) => amountOf(stop.unit, of, t);
  const why = t.why(
    stepOf(job, stop, texts),
    t.caps[stop.scope],
    amount(stop.wanted),
    amount(stop.cap),
    amount(stop.spent),
  );
  return {
    text: t.heading,
    blocks: [said(`*${t.heading}*\n${why}`), ...state({ job, stop, admins }, texts)],
  };
}

function stepOf(job: JobView, { node }: BudgetStop, texts: Texts): string {
  return ['understand', 'understand-outline', 'understand-questions', 'recall'].includes(node)
    ? texts.stops.readingReply
    : nameOf(job, node, texts);
}

function state(
  { job, stop, admins }: { job: JobView; stop: BudgetStop; admins: string[] },
  texts: Texts,
): KnownBlock[] {
  const t = texts.stops;
  const line = answerLine(stop, job, texts);
  if (line !== null) return [said(`*${line}*`)];
  if (job.status === 'expired') return resumeBlocks(job, texts);
  if (job.status !== 'awaiting_budget') return [said(`*${t.closed(texts.job.status[job.status])}*`)];
  const hasRoom = stop.missing === 0;
  const work = texts.work[job.type];
  const leads =
    stop.goes_back_to === null ? t.stopLeads.end(work) : t.stopLeads[stop.goes_back_to](job.versions);
  const nothing = stop.goes_back_to === null ? t.nothingToFinish : t.nothingOfWish;
  const whatThereIs = stop.can_finish ? t.canFinish : nothing;
  const value = JSON.stringify({ job: job.id, number: stop.number } satisfies StopRef);
  // A day or a month ends by itself, without a word to this message.
  const mayPass = hasRoom || stop.scope !== 'job';
  const primary = { style: 'primary' } as const;
  return [
    said([...(hasRoom ? [t.roomAgain] : []), whatThereIs, leads].join('\n')),
    actions(
      'budget_stop',
      ...(hasRoom ? [] : [button(stopActions.raise, t.raise, value, primary)]),
      ...(mayPass ? [button(stopActions.goOn, t.goOn, value, hasRoom ? primary : {})] : []),
      ...(stop.can_finish ? [button(stopActions.finish, t.finish, value)] : []),
      button(stopActions.stop, t.stop, value, {
        style: 'danger',
        confirm: confirmation(t.confirmStop(work), 'danger'),
      }),
    ),
    small(t.who(admins.slice(0, 20).map(mention).join(', ') || texts.team.command.noAdmin)),
  ];
}

/** Null: it is open. */
function answerLine(stop: BudgetStop, job: JobView, texts: Texts): string | null {
  const t = texts.stops;
  const person = mention(stop.answered_by ?? '');
  switch (stop.status) {
    case 'open':
      return null;
    case 'raised': {
      const by = costOf({ usd: stop.usd ?? 0, tokens: stop.tokens ?? 0 }, t);
      return t.raisedBy(person, by, t.spans[stop.scope]);
    }
    case 'resumed':
      return t.resumedBy(person);
    case 'finishing':
      return t.finishingBy(person);
    case 'finished':
      return t.finishedBy(person);
    case 'stopping':
    case 'stopped':
      // Only a job behind which nothing waited ended with it.
      return job.status === 'cancelled' ? t.stoppedBy(person) : t.droppedBy(person);
  }
}
