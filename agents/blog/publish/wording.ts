import type { Language } from '../../../ports/content.ts';

/** What the files say by themselves. */
export const wording = {
  pt: {
    locale: 'pt-BR',
    language: 'Português',
    draft: 'Rascunho',
    offlineShort: 'redator offline',
    draftLine: 'Ainda não aprovado: não publique.',
    version: 'versão',
    offline: 'Texto composto pelo redator offline a partir de trechos das fontes.',
    sources: 'Fontes',
    place: (heading: string) => `seção “${heading}”`,
    read: 'lido em',
    noSource: 'fonte não identificada',
    minutes: 'min de leitura',
    conclusion: 'Conclusão',
    contents: 'Neste artigo',
    more: (count: number) => `e mais ${count}`,
    backTo: (number: string) => `Voltar ao texto, citação ${number}`,
    quote: (text: string) => `“${text}”`,
  },
  en: {
    locale: 'en-US',
    language: 'English',
    draft: 'Draft',
    offlineShort: 'offline writer',
    draftLine: 'Not approved yet: do not publish.',
    version: 'version',
    offline: 'Text composed by the offline writer from passages of the sources.',
    sources: 'Sources',
    place: (heading: string) => `section “${heading}”`,
    read: 'read on',
    noSource: 'source not identified',
    minutes: 'min read',
    conclusion: 'Conclusion',
    contents: 'In this article',
    more: (count: number) => `and ${count} more`,
    backTo: (number: string) => `Back to the text, citation ${number}`,
    quote: (text: string) => `“${text}”`,
  },
} as const satisfies Record<Language, Record<string, unknown>>;

/** A day as its readers write it. In UTC, so that every machine writes the same. */
export function dayOf(time: string, language: Language): string {
  const day = new Date(time);
  if (Number.isNaN(day.getTime())) return time;
  return new Intl.DateTimeFormat(wording[language].locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    day,
  );
}
