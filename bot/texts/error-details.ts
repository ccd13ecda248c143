import { z } from 'zod';
import type { JobError } from '../../ports/content.ts';
import { clip } from '../blocks.ts';

const params = z.looseObject({
  missing: z.string().nullish().catch(null),
  terms_missing: z.array(z.string()).optional().catch(undefined),
  issues: z
    .array(z.looseObject({ slide: z.number().nullish(), part: z.string().nullish(), message: z.string() }))
    .optional()
    .catch(undefined),
  status: z.number().nullish().catch(null),
  limit: z.number().nullish().catch(null),
  unit: z.string().nullish().catch(null),
  reason: z.string().nullish().catch(null),
  language: z.string().nullish().catch(null),
});
export type ErrorParams = z.infer<typeof params>;

export function paramsOf(error: Pick<JobError, 'params'>): ErrorParams {
  return params.safeParse(error.params ?? {}).data ?? {};
}

/** What the knowledge base lacks, as far as the agent said. */
export function missingWords(error: JobError, label: string): string {
  const read = paramsOf(error);
  const words = read.missing || read.terms_missing?.slice(0, 8).join(', ') || '';
  return words === '' ? '' : ` ${label}: ${clip(words, 300)}.`;
}

/** The first findings of the checks that a draft did not pass; a part of an article is named by its heading. */
export function findings(error: JobError, slide: string): string {
  return (paramsOf(error).issues ?? [])
    .slice(0, 3)
    .map((i) => {
      const where = i.slide ? `${slide} ${i.slide}: ` : i.part ? `${clip(i.part, 100)}: ` : '';
      return `\n• ${where}${clip(i.message, 200)}`;
    })
    .join('');
}

/** A language by its ISO 639-3 code, in the reader's language; empty for what has no name. */
export function languageName(code: string | null | undefined, locale: string): string {
  if (!code || !/^[a-z]{2,3}$/.test(code)) return '';
  const name = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(code);
  return name ?? '';
}
