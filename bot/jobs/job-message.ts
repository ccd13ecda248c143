import type { KnownBlock } from '@slack/types';
import type { FoundJob } from '../../ports/content.ts';
import { stepBlocks } from '../drafts/progress-message.ts';
import { retryHelps } from '../drafts/retry-helps.ts';
import {
  actions,
  button,
  confirmation,
  dateToken,
  type Message,
  mention,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { type JobRef, jobsActions, type ListPlace, shortId } from './job-ref.ts';
import { topicOf, waitsFor } from './list-message.ts';

const VERSIONS_SHOWN = 10;

/** One job: where it stands, whom it waits for, its versions, its cost, and what this person can do. Pure. */
export function jobMessage(
  found: FoundJob,
  place: ListPlace | null,
  link: string | null,
  texts: Texts,
): Message {
  const t = texts.jobs;
  const { job } = found;
  const topic = topicOf(job.brief.topic);
  return {
    text: topic,
    blocks: [
      said(`*${topic}*`),
      small(
        [
          texts.work[job.type],
          texts.job.status[job.status],
          t.askedFor(mention(job.requester_id), dateToken(job.created_at, texts.locale)),
          `\`${shortId(job.id)}\``,
        ].join(' · '),
      ),
      ...stepBlocks(job, texts, found),
      ...(found.waits_for.length > 0 ? [said(waitsFor(found.waits_for, texts))] : []),
      ...versionBlocks(found, texts),
      ...buttons(found, place, link, texts),
    ],
  };
}

function versionBlocks({ made }: FoundJob, texts: Texts): KnownBlock[] {
  if (made.length === 0) return [];
  const t = texts.jobs;
  const older = made.length - VERSIONS_SHOWN;
  const day = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'short', timeZone: 'UTC' });
  const lines = made.slice(-VERSIONS_SHOWN).map(({ version, created_at, made_by, author_id, reason }) => {
    const who = made_by === 'agent' || author_id === null ? '' : `, ${t.madeBy[made_by](mention(author_id))}`;
    const why = reason === null ? '' : `: ${safeText(reason.replaceAll(/\s+/g, ' '), 200)}`;
    return `v${version} (${day.format(new Date(created_at))})${who}${why}`;
  });
  return [said([`*${t.versions}*`, ...(older > 0 ? [t.olderVersions(older)] : []), ...lines].join('\n'))];
}

function buttons(found: FoundJob, place: ListPlace | null, link: string | null, texts: Texts): KnownBlock[] {
  const t = texts.jobs;
  const { job, steers } = found;
  const value = JSON.stringify({ job: job.id, place } satisfies JobRef);
  const shown = [
    ...(link === null ? [] : [{ ...button(jobsActions.open, t.openThread, job.id), url: link }]),
    ...(steers ? steerButtons(job, value, texts) : []),
    ...(place === null ? [] : [button(jobsActions.list, t.backToList, JSON.stringify(place))]),
  ];
  return shown.length > 0 ? [actions('jobs_one', ...shown)] : [];
}

/** Cancel of an open job, Retry of a failed one where it can help, Resume of one that expired while it is offered. */
export function steerButtons(
  job: Pick<FoundJob['job'], 'type' | 'status' | 'ended_at' | 'error' | 'resume_until'>,
  value: string,
  texts: Texts,
) {
  if (job.ended_at === null) {
    const confirm = confirmation(texts.progress.confirmCancel(texts.work[job.type]), 'danger');
    return [button(jobsActions.cancel, texts.progress.cancel, value, { confirm })];
  }
  if (job.status === 'expired' && job.resume_until) {
    return [button(jobsActions.resume, texts.job.expired.resume, value, { style: 'primary' })];
  }
  return job.status === 'failed' && retryHelps(job.error)
    ? [button(jobsActions.retry, texts.progress.retry, value, { style: 'primary' })]
    : [];
}
