import type { KnownBlock } from '@slack/types';
import type { JobView } from '../../ports/content.ts';
import { clip, heading, type Message, mention, quoted, safeText, small, words } from '../blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** The message in the channel that opens the thread: what was asked, by whom, and where it stands. */
export function briefMessage(job: JobView, texts: Texts): Message {
  const t = texts.brief;
  const { brief } = job;
  const fields: [string, string | null][] = [
    [t.fields.audience, brief.audience],
    [t.fields.language, brief.language === null ? null : texts.form.languages[brief.language]],
    [t.fields.slides, brief.slides === null ? null : String(brief.slides)],
    [t.fields.tone, brief.tone],
    [t.fields.callToAction, brief.call_to_action],
  ];
  const given = fields.flatMap(([label, value]) =>
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
