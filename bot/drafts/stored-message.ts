import { z } from 'zod';
import { type JobView, languages } from '../../ports/content.ts';
import { bulleted, clip, type Message, quoted, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** What a `knowledge` job came to. Anything that is missing is left out rather than hiding the rest. */
const stored = z.looseObject({
  title: z.string().nullish().catch(null),
  passages: z.number().nullish().catch(null),
  language: z.enum(languages).nullish().catch(null),
  known: z.boolean().catch(false),
  replaced: z.unknown().optional(),
  warnings: z.array(z.string()).catch([]),
  /** Of a picture: what it shows. */
  alt: z.string().nullish().catch(null),
});

/** A document is in the knowledge base: what was read of it, and what to do with it. */
export function storedMessage(job: Extract<JobView, { type: 'knowledge' }>, texts: Texts): Message {
  const t = texts.outcome;
  // No person has to act, so none is called.
  const result = stored.safeParse(job.result ?? {}).data;
  const isPicture = Boolean(result?.alt);
  const text = isPicture ? t.storedPicture : t.stored;
  const title = clip(result?.title || job.brief.topic, 300);
  const facts =
    result?.passages && result.language
      ? ` (${t.storedFacts(result.passages, texts.form.languages[result.language])})`
      : '';
  const also = result?.known
    ? isPicture
      ? t.pictureKnown
      : t.alreadyKnown
    : result?.replaced
      ? t.replacesEarlier
      : null;
  const warnings = (result?.warnings ?? []).slice(0, 6).map((code) => clip(noted(code, texts), 300));
  return {
    text,
    blocks: [
      said(text),
      words({ text: title, bold: true }, facts),
      ...(result?.alt ? [quoted(result.alt, 300)] : []),
      ...(also === null ? [] : [said(also)]),
      ...(warnings.length > 0 ? [said(`*${t.readingNotes}*`), bulleted(warnings)] : []),
      small(isPicture ? t.pictureHint : t.searchHint),
    ],
  };
}

/** A code of the agents' reading in words; anything else as they wrote it. */
function noted(code: string, texts: Texts): string {
  const known: Record<string, string> = texts.outcome.readingNote;
  return known[code] ?? code;
}
