import type { KnownBlock } from '@slack/types';
import type { JobView } from '../../ports/content.ts';
import { clip, heading, type Message, mention, quoted, safeText, small, words } from '../blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** The message in the channel that opens the thread: what was asked, by whom, and where it stands. */
export function briefMessage(job: JobView, texts: Texts): Message {
  const t = texts.brief;
  const { brief } = job;
  const given = fieldsOf(job, texts).flatMap(([label, value]) =>
    value === null || value.trim() === ''
      ? []
      : [{ text: `${label}: `, bold: true }, `${clip(value, 300)}\n`],
  );
  const version = job.versions > 0 ? ` · ${t.version(job.versions)}` : '';
  const blocks: KnownBlock[] = [
    heading(t.heading),
    quoted(brief.topic, 2100),
    ...(given.length > 0 ? [words(...given)] : []),
    small(`${t.requestedBy(mention(job.requester_id))} · ${t.status[job.status]}${version}`),
  ];
  return { text: t.fallback(safeText(brief.topic, 300)), blocks };
}

function fieldsOf(job: JobView, texts: Texts): [string, string | null][] {
  const t = texts.brief.fields;
  if (job.type !== 'carousel' && job.type !== 'blog') return [];
  const { brief } = job;
  return [
    [t.audience, brief.audience],
    [t.language, brief.language === null ? null : texts.form.languages[brief.language]],
    ...(job.type === 'carousel'
      ? [[t.slides, job.brief.slides === null ? null : String(job.brief.slides)] as [string, string | null]]
      : []),
    [t.tone, brief.tone],
    [t.callToAction, brief.call_to_action],
  ];
}
