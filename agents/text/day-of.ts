import type { Language } from '../../ports/content.ts';

/** BCP 47. */
export const localeOf = { pt: 'pt-BR', en: 'en-US' } as const satisfies Record<Language, string>;

/** A day as its readers write it. In UTC, so that every machine writes the same. */
export function dayOf(time: string, language: Language): string {
  const day = new Date(time);
  if (Number.isNaN(day.getTime())) return time;
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}
