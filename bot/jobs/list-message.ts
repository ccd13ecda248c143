import type { KnownBlock } from '@slack/types';
import type { JobLine } from '../../ports/content.ts';
import { actions, button, dateToken, type Message, mention, safeText, said, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { type JobRef, jobsActions, type ListPlace, shortId } from './job-ref.ts';

export const PAGE = 8;
const PEOPLE_SHOWN = 5;

/** A page of jobs. Pure. @param linkOf Where a job's thread is opened; null: it has none yet. */
export function listMessage(
  { jobs, total, place }: { jobs: JobLine[]; total: number; place: ListPlace },
  linkOf: (job: JobLine) => string | null,
  texts: Texts,
): Message {
  const t = texts.jobs;
  if (total === 0) return { text: t.none[place.whose], blocks: [said(t.none[place.whose])] };
  const title = t.heading[place.whose](total);
  const last = place.offset + jobs.length;
  return {
    text: title,
    blocks: [
      said(`*${title}*`),
      ...jobs.map((job) => lineBlock(job, { job: job.job, place }, linkOf(job), texts)),
      ...(total > jobs.length ? [small(t.range(place.offset + 1, last, total))] : []),
      ...turning(place, last, total, texts),
    ],
  };
}

function lineBlock(job: JobLine, ref: JobRef, link: string | null, texts: Texts): KnownBlock {
  const t = texts.jobs;
  const facts = [
    texts.work[job.type],
    texts.job.status[job.status],
    ...(job.versions > 0 ? [texts.brief.version(job.versions)] : []),
    t.askedFor(mention(job.requester_id), dateToken(job.created_at, texts.locale)),
    `\`${shortId(job.job)}\``,
  ].join(' · ');
  const waiting = job.waits_for.length === 0 ? '' : `\n${waitsFor(job.waits_for, texts)}`;
  const thread = link === null ? '' : `\n<${link}|${t.openThread}>`;
  return {
    ...said(`*${topicOf(job.topic)}*\n${facts}${waiting}${thread}`),
    accessory: button(jobsActions.show, t.details, JSON.stringify(ref)),
  };
}

/** Words of a person in mrkdwn, on one line. */
export function topicOf(topic: string | null): string {
  return safeText((topic ?? '').replaceAll(/\s+/g, ' ').trim(), 200) || '…';
}

export function waitsFor(people: readonly string[], { jobs: t }: Texts): string {
  const shown = people.slice(0, PEOPLE_SHOWN).map(mention).join(', ');
  return t.waitsFor(shown, people.length - Math.min(people.length, PEOPLE_SHOWN));
}

function turning(place: ListPlace, last: number, total: number, { jobs: t }: Texts): KnownBlock[] {
  const at = (offset: number) => JSON.stringify({ ...place, offset } satisfies ListPlace);
  const buttons = [
    ...(place.offset > 0 ? [button(jobsActions.newer, t.newer, at(Math.max(0, place.offset - PAGE)))] : []),
    ...(last < total ? [button(jobsActions.older, t.older, at(last))] : []),
  ];
  return buttons.length > 0 ? [actions('jobs_pages', ...buttons)] : [];
}
