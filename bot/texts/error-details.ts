import { z } from 'zod';
import type { JobError } from '../../ports/content.ts';
import { clip } from '../blocks.ts';

const params = z.looseObject({
  missing: z.string().nullish(),
  terms_missing: z.array(z.string()).optional(),
  issues: z.array(z.looseObject({ slide: z.number().nullish(), message: z.string() })).optional(),
});

/** What the knowledge base lacks, as far as the agent said. */
export function missingWords(error: JobError, label: string): string {
  const read = params.safeParse(error.params ?? {}).data;
  const words = read?.missing || read?.terms_missing?.slice(0, 8).join(', ') || '';
  return words === '' ? '' : ` ${label}: ${clip(words, 300)}.`;
}

/** The first findings of the checks that a draft did not pass. */
export function findings(error: JobError, label: string): string {
  const issues = params.safeParse(error.params ?? {}).data?.issues ?? [];
  return issues
    .slice(0, 3)
    .map((i) => `\n• ${i.slide ? `${label} ${i.slide}: ` : ''}${clip(i.message, 200)}`)
    .join('');
}
