import type { KnownBlock } from '@slack/types';
import { type CheckpointData, type JobView, jobSteps } from '../../ports/content.ts';
import { actions, button, clip, dateToken, type Message, mention, plain, said, words } from '../blocks.ts';
import { stepDetails, type Texts } from '../texts/texts.ts';

export const progressActions = { cancel: 'cancel_job', retry: 'retry_job' } as const;

/** At most this many lines: a draft that is repaired goes through some steps again. */
const SHOWN_STEPS = 14;

/** The steps of a job as they happen: one message that is edited, with Cancel while it is open and Retry once it failed. */
export function progressMessage(job: JobView, texts: Texts): Message {
  const t = texts.progress;
  const blocks: KnownBlock[] = [said(`*${headline(job, texts)}*`)];
  const lines = stepLines(job, texts);
  if (lines.length > 0) blocks.push(words(lines.join('\n')));

  if (job.error && (job.status === 'failed' || job.retry_at !== null)) {
    const { happened, todo } = texts.errors(job.error, clip(job.brief.topic, 200));
    blocks.push(plain(job.status === 'failed' ? `${happened}\n${todo}` : happened));
  }
  if (job.ended_at === null) {
    blocks.push(
      actions(
        'job',
        button(progressActions.cancel, t.cancel, job.id, {
          confirm: {
            title: { type: 'plain_text', text: t.confirmCancel.title },
            text: { type: 'plain_text', text: t.confirmCancel.text },
            confirm: { type: 'plain_text', text: t.confirmCancel.confirm },
            deny: { type: 'plain_text', text: t.confirmCancel.deny },
          },
        }),
      ),
    );
  } else if (job.status === 'failed') {
    blocks.push(actions('job', button(progressActions.retry, t.retry, job.id, { style: 'primary' })));
  }
  return { text: headline(job, texts), blocks };
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
      const { node, step, of } = job.checkpoint_data;
      const where = step && of ? ` · ${t.step(step, of)}` : '';
      return (node === 'finalize' ? t.finishing : t.working(job.versions + 1)) + where;
    }
    case 'awaiting_review':
      return t.awaitingReview(job.versions);
    case 'awaiting_input':
    case 'awaiting_budget':
      return t.awaitingAnswer;
    case 'completed':
      return t.completed;
    case 'rejected':
      return t.rejected;
    case 'cancelled':
      return job.cancelled_by ? t.cancelledBy(mention(job.cancelled_by)) : t.cancelled;
    case 'expired':
      return t.expired;
    case 'failed':
      return t.failed;
  }
}

/** ✓ done, ▸ under way, ✗ where it stopped, · still to come. */
function stepLines(job: JobView, texts: Texts): string[] {
  const name = (node: string) => texts.progress.steps[node] ?? clip(node, 60);
  const seen = job.checkpoint_data.steps ?? [];
  const lines = seen.slice(-SHOWN_STEPS).map((step) => {
    const detail = step.detail ? ` (${clip(inWords(step.detail, texts), 200)})` : '';
    return `${mark(job, step)} ${name(step.node)}${detail}`;
  });
  if (job.ended_at !== null || job.status === 'awaiting_review') return lines;
  const visited = new Set(seen.map((step) => step.node));
  const finishing = visited.has('finalize') || job.checkpoint_data.node === 'finalize';
  const steps: readonly string[] = jobSteps[job.type];
  const ahead = steps.filter((node) => !visited.has(node) && (node === 'finalize') === finishing);
  return [...lines, ...ahead.map((node) => `· ${name(node)}`)];
}

/** `12 passages` in the team's language; what is not known stays as the agent wrote it. */
function inWords(detail: string, texts: Texts): string {
  const [, count = '0', word] = /^(?:(\d{1,6}) )?(.+)$/.exec(detail) ?? [];
  const known = stepDetails.find((name) => name === word);
  return known ? texts.progress.details[known](Number(count)) : detail;
}

function mark(job: JobView, step: NonNullable<CheckpointData['steps']>[number]): string {
  if (step.ended_at !== null) return '✓';
  return job.ended_at === null ? '▸' : '✗';
}
