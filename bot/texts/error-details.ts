import { z } from 'zod';
import { type JobError, triedInVain as oneInVain, type TriedInVain } from '../../ports/content.ts';
import { clip } from '../slack/blocks.ts';

const params = z.looseObject({
  missing: z.string().nullish().catch(null),
  terms_missing: z.array(z.string()).optional().catch(undefined),
  unread: z
    .array(z.looseObject({ url: z.string(), code: z.string() }))
    .optional()
    .catch(undefined),
  /** Queries and addresses that brought nothing. */
  tried: z.array(oneInVain).optional().catch(undefined),
  /** Of a batch in which nothing was found: how many records, and why. */
  records: z.number().optional().catch(undefined),
  why: z
    .array(z.object({ code: z.string(), count: z.number() }))
    .optional()
    .catch(undefined),
  provider: z.string().nullish().catch(null),
  status: z.number().nullish().catch(null),
  limit: z.number().nullish().catch(null),
  width: z.number().nullish().catch(null),
  height: z.number().nullish().catch(null),
  unit: z.string().nullish().catch(null),
  reason: z.string().nullish().catch(null),
  type: z.string().nullish().catch(null),
  language: z.string().nullish().catch(null),
  scope: z.string().nullish().catch(null),
  model: z.string().nullish().catch(null),
  said: z.string().nullish().catch(null),
  cap: z.number().nullish().catch(null),
  spent: z.number().nullish().catch(null),
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

/** Which model it was, and what its endpoint said, as far as is known. */
export function modelSaid(error: JobError, label: string): { model: string; said: string } {
  const { model, said } = paramsOf(error);
  return {
    model: model ? ` "${clip(model, 100)}"` : '',
    said: said ? ` ${label}: "${clip(said, 200)}"` : '',
  };
}

/** Given pages that could not be read, where that is part of why nothing was found. */
export function unreadPages(error: JobError, label: string, reason: (code: string) => string): string {
  const pages = paramsOf(error).unread ?? [];
  const lines = pages
    .slice(0, 5)
    .map((page) => `\n• ${clip(page.url, 200)}: ${clip(reason(page.code), 200)}`);
  return lines.length === 0 ? '' : `\n${label}:${lines.join('')}`;
}

/** Why the records of a batch have no value. */
export function whyNothing(error: JobError, line: (count: number, code: string) => string): string {
  return (paramsOf(error).why ?? [])
    .slice(0, 6)
    .map(({ code, count }) => `\n• ${clip(line(count, code), 200)}`)
    .join('');
}

/** The words that what was tried is told in. */
interface TriedWords {
  tried: string;
  more(n: number): string;
  /** Where is searched, by the name of a provider. */
  places: Record<string, string>;
  fault(code: string): string;
  unread(code: string): string;
}

/** What was looked for without success: queries by where, addresses with why they were not read. */
export function triedInVain(error: JobError, words: TriedWords): string {
  const tried = paramsOf(error).tried ?? [];
  const lines = tried.slice(0, 8).map((one) => `\n• ${clip(oneTried(one, words), 200)}`);
  const rest = tried.length - lines.length;
  return lines.length === 0
    ? ''
    : `\n${words.tried}:${lines.join('')}${rest > 0 ? `\n${words.more(rest)}` : ''}`;
}

function oneTried(one: TriedInVain, { places, fault, unread }: TriedWords): string {
  if ('url' in one) return `${clip(one.url, 120)}: ${unread(one.code)}`;
  const place = Object.hasOwn(places, one.provider) ? places[one.provider] : clip(one.provider, 60);
  return `${place}: “${clip(one.query, 120)}”${one.fault === null ? '' : `: ${fault(one.fault)}`}`;
}

/** A language by its ISO 639-3 code, in the reader's language; empty for what has no name. */
export function languageName(code: string | null | undefined, locale: string): string {
  if (!code || !/^[a-z]{2,3}$/.test(code)) return '';
  const name = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(code);
  return name ?? '';
}
