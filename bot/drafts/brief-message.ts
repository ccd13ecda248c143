import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { JobView, OutboxItem } from '../../ports/content.ts';
import { dayOf } from '../plans/plan-line-blocks.ts';
import { clip, heading, limits, type Message, quoted, safeText, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/**
 * The message in the channel that opens the thread: what was asked, by whom, and where it stands.
 *
 * @param requester By name: no person is called for their own command.
 * @param picture Of what its thread shows.
 * @param tokenOwner By name: of the token through which a program asked for it, where that is another person.
 */
export function briefMessage(
  job: JobView,
  requester: string,
  texts: Texts,
  picture: OutboxItem['picture'] = null,
  tokenOwner: string | null = null,
): Message {
  const t = texts.brief;
  const given = fieldsOf(job, texts).flatMap(([label, value]) =>
    value === null || value.trim() === ''
      ? []
      : [{ text: `${label}: `, bold: true }, `${clip(value, 1000)}\n`],
  );
  const version = job.versions > 0 ? ` · ${t.version(job.versions)}` : '';
  const blocks: KnownBlock[] = [
    heading(t.heading[job.type]),
    quoted(job.brief.topic, 2100),
    ...(given.length > 0 ? [words(...given)] : []),
    ...(picture
      ? [
          {
            type: 'image' as const,
            slack_file: { id: picture.file_id },
            alt_text: clip(picture.alt, limits.altText) || '…',
          },
        ]
      : []),
    small(`${whoAsked(job, requester, tokenOwner, texts)} · ${statusOf(job, texts)}${version}`),
  ];
  return { text: `${t.heading[job.type]}: ${safeText(job.brief.topic, 300)}`, blocks };
}

function whoAsked(job: JobView, requester: string, tokenOwner: string | null, texts: Texts): string {
  const t = texts.brief;
  const person = safeText(requester, 100);
  if (!job.through) return t.requestedBy(person);
  const owner = tokenOwner === null ? null : safeText(tokenOwner, 100);
  return t.requestedThrough(person, `*${safeText(job.through.name, 40)}*`, owner);
}

/** Whether a proposed brand kit was taken into use; false while that is open. */
export function isInUse(job: JobView): boolean {
  return z.looseObject({ applied: z.literal(true) }).safeParse(job.result).success;
}

function statusOf(job: JobView, texts: Texts): string {
  const t = texts.brief;
  if (job.status === 'completed' && job.type === 'knowledge') return t.stored;
  if (job.type === 'plan' && job.status === 'completed') return texts.plans.done;
  if (job.type === 'plan' && job.status === 'awaiting_input') return texts.plans.status;
  if (job.type === 'outreach_notes' && job.status === 'completed') return texts.notes.done;
  if (job.type === 'outreach_notes' && job.status === 'awaiting_input') return texts.notes.status;
  if (job.type === 'incoming_webhook' && job.status === 'completed') return texts.replies.done;
  if (job.status === 'completed' && job.type === 'brand_kit') return isInUse(job) ? t.inUse : t.discarded;
  return t.status[job.status];
}

function fieldsOf(job: JobView, texts: Texts): [string, string | null][] {
  const { field, approvedReport } = texts.research.from;
  return [
    ...(job.from_job_id ? [[field, approvedReport] as [string, string]] : []),
    ...plannedOf(job, texts),
    ...briefOf(job, texts),
  ];
}

/** Of a draft that was started from a plan. */
function plannedOf({ type, brief }: JobView, texts: Texts): [string, string | null][] {
  if (type !== 'carousel' && type !== 'blog' && type !== 'research') return [];
  const { plannedFor, angle } = texts.plans.fields;
  return [
    ...('planned_for' in brief && brief.planned_for
      ? [[plannedFor, dayOf(brief.planned_for, texts)] as [string, string]]
      : []),
    ...('angle' in brief && brief.angle ? [[angle, brief.angle] as [string, string]] : []),
  ];
}

function briefOf(job: JobView, texts: Texts): [string, string | null][] {
  const t = texts.brief.fields;
  const plans = texts.plans.fields;
  const language = (code: 'pt' | 'en' | null) => (code === null ? null : texts.form.languages[code]);
  switch (job.type) {
    case 'carousel': {
      const { brief } = job;
      return [
        [t.audience, brief.audience],
        [t.language, language(brief.language)],
        [t.slides, brief.slides === null ? null : String(brief.slides)],
        [t.tone, brief.tone],
        [t.callToAction, brief.call_to_action],
      ];
    }
    case 'blog': {
      const { brief } = job;
      return [
        [t.audience, brief.audience],
        [t.language, language(brief.language)],
        [t.words, brief.words === null ? null : brief.words.toLocaleString(texts.locale)],
        [t.tone, brief.tone],
        [t.keywords, brief.keywords],
        [t.callToAction, brief.call_to_action],
        [t.pages, brief.urls.map((url) => `\n• ${clip(url, 190)}`).join('')],
      ];
    }
    case 'research': {
      const { brief } = job;
      return [
        [t.audience, brief.audience],
        [t.language, language(brief.language)],
        [t.rounds, brief.rounds === null ? null : String(brief.rounds)],
        [t.pages, brief.urls.map((url) => `\n• ${clip(url, 190)}`).join('')],
      ];
    }
    case 'plan': {
      const { brief } = job;
      return [
        [plans.briefs, String(brief.count)],
        [plans.firstDay, brief.first_day === null ? null : dayOf(brief.first_day, texts)],
        [t.language, language(brief.language)],
      ];
    }
    case 'knowledge': {
      const { source, language: chosen, topic } = job.brief;
      return [
        [t.address, source.kind === 'url' && source.url !== topic ? source.url : null],
        [t.language, language(chosen)],
      ];
    }
    case 'brand_kit':
      return [];
    case 'outreach_notes':
    case 'lead_enrichment':
      return [[t.language, language(job.brief.language)]];
    case 'incoming_webhook': {
      const { person, account } = job.brief;
      const { title, company } = person;
      // LinkedIn's headline names the company already.
      const who = [title, company && title?.includes(company) ? null : company]
        .filter((one) => one !== null && one.trim() !== '')
        .join(', ');
      return [
        [texts.replies.fields.person, who],
        [texts.replies.fields.account, account],
      ];
    }
  }
}
