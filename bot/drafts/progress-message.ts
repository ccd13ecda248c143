import type { KnownBlock } from '@slack/types';
import {
  type CheckpointData,
  type JobView,
  jobSteps,
  type OutboxItem,
  type StepFact,
} from '../../ports/content.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  dateToken,
  type Message,
  mention,
  plain,
  said,
  small,
  words,
} from '../slack/blocks.ts';
import { costOf } from '../texts/amounts.ts';
import type { Texts } from '../texts/texts.ts';
import { retryHelps } from './retry-helps.ts';

export const progressActions = { cancel: 'cancel_job', retry: 'retry_job', resume: 'resume_job' } as const;

/** At most this many lines: a draft that is repaired goes through some steps again. */
const SHOWN_STEPS = 14;

/** The steps of a job as they happen: one message that is edited, with Cancel while it is open and Retry once it failed. */
export function progressMessage(job: JobView, texts: Texts, cost: OutboxItem['cost'] = null): Message {
  const t = texts.progress;
  const text = headline(job, texts);
  const blocks: KnownBlock[] = [said(`*${text}*`), ...stepBlocks(job, texts, cost)];
  if (job.ended_at === null) {
    const confirm = confirmation(t.confirmCancel(texts.work[job.type]));
    blocks.push(actions('job', button(progressActions.cancel, t.cancel, job.id, { confirm })));
  } else if (job.status === 'failed' && retryHelps(job.error)) {
    blocks.push(actions('job', button(progressActions.retry, t.retry, job.id, { style: 'primary' })));
  }
  return { text, blocks };
}

/** Its steps, what they cost so far, and what stopped it. */
export function stepBlocks(job: JobView, texts: Texts, cost: OutboxItem['cost']): KnownBlock[] {
  const t = texts.progress;
  const blocks: KnownBlock[] = [];
  const { resumed_at } = job.checkpoint_data;
  if (resumed_at && stepNumber(job, resumed_at) > 0 && job.status !== 'failed') {
    blocks.push(small(t.goingOn(stepNumber(job, resumed_at), nameOf(job, resumed_at, texts))));
  }
  const lines = stepLines(job, texts);
  if (lines.length > 0) blocks.push(words(lines.join('\n')));

  if (cost && cost.tokens > 0) blocks.push(small(texts.stops.costSoFar(costOf(cost, texts.stops))));

  if (job.error && (job.status === 'failed' || job.retry_at !== null)) {
    const { happened, todo } = texts.errors(job.error, clip(job.brief.topic, 200), job.type, job.attempts);
    blocks.push(plain(job.status === 'failed' ? `${happened}\n${todo}` : happened));
  }
  if (job.status === 'failed' && retryHelps(job.error)) {
    const stopped = job.checkpoint_data.steps?.find((step) => step.ended_at === null)?.node;
    if (stopped && stepNumber(job, stopped) > 1) {
      blocks.push(small(t.retryFrom(stepNumber(job, stopped), nameOf(job, stopped, texts))));
    }
  }
  return blocks;
}

function headline(job: JobView, texts: Texts): string {
  const t = texts.progress;
  switch (job.status) {
    case 'queued': {
      if (job.retry_at !== null)
        return t.retryAt(job.attempts, job.max_attempts, dateToken(job.retry_at, texts.locale));
      return t.waiting;
    }
    case 'running': {
      if (isTakingUp(job)) return t.readingReply;
      const { step, of } = job.checkpoint_data;
      const where = step && of ? ` · ${t.step(step, of)}` : '';
      return underWay(job, texts) + where;
    }
    case 'awaiting_review':
      return t.awaitingReview(job.versions);
    case 'awaiting_input':
      return t.awaitingAnswer;
    case 'awaiting_budget':
      return t.awaitingBudget;
    case 'completed':
      return job.final.length > 0 ? t.completed : t.done;
    case 'rejected':
      return t.rejected;
    case 'cancelled':
      return job.cancelled_by ? t.cancelledBy(mention(job.cancelled_by)) : t.cancelled;
    case 'failed':
      return t.failed;
    case 'expired':
      return job.resume_until ? t.expired : t.expiredForGood;
  }
}

function underWay(job: JobView, texts: Texts): string {
  const t = texts.progress;
  if (job.type === 'knowledge') return t.readingDocument;
  if (job.type === 'brand_kit') return t.drawing;
  return t.working(job.versions + 1);
}

/** A version is there and every step has ended: what a person wrote is read before any step of the next one begins. */
function isTakingUp(job: JobView): boolean {
  const { steps = [] } = job.checkpoint_data;
  return job.versions > 0 && steps.every((step) => step.ended_at !== null);
}

export function nameOf({ type }: JobView, step: string, texts: Texts): string {
  const { steps, researchSteps } = texts.progress;
  const own = type === 'research' ? researchSteps[step] : undefined;
  return own ?? steps[step] ?? clip(step, 60);
}

/** 1-based; 0 for what is no step of this type of job. */
function stepNumber(job: JobView, step: string): number {
  const steps: readonly string[] = jobSteps[job.type];
  return steps.indexOf(step) + 1;
}

/** ✓ done, ▸ under way, ✗ where it stopped, · still to come. */
function stepLines(job: JobView, texts: Texts): string[] {
  const seen = job.checkpoint_data.steps ?? [];
  const lines = seen.slice(-SHOWN_STEPS).map((step) => {
    const detail = step.detail?.length ? ` (${inWords(step.detail, texts)})` : '';
    return `${mark(job, step)} ${nameOf(job, step.node, texts)}${detail}`;
  });
  if (job.ended_at !== null || job.status === 'awaiting_review') return lines;
  const reached = Math.max(0, ...seen.map((step) => stepNumber(job, step.node)));
  const ahead = jobSteps[job.type].slice(reached);
  return [...lines, ...ahead.map((node) => `· ${nameOf(job, node, texts)}`)];
}

function inWords(detail: readonly StepFact[], { progress }: Texts): string {
  return detail.map(({ code, count }) => progress.details[code](count)).join(', ');
}

function mark(job: JobView, step: NonNullable<CheckpointData['steps']>[number]): string {
  if (step.ended_at !== null) return '✓';
  return job.ended_at === null ? '▸' : '✗';
}
