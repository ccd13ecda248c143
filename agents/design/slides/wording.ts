import type { Language } from '../../../ports/content.ts';

/** What the pages say by themselves. */
export const wording = {
  pt: {
    swipe: 'Deslize',
    source: 'Fonte',
    draft: 'RASCUNHO',
    save: 'Salve',
    page: 'Página',
    locale: 'pt-BR',
  },
  en: { swipe: 'Swipe', source: 'Source', draft: 'DRAFT', save: 'Save', page: 'Page', locale: 'en-US' },
} as const satisfies Record<Language, Record<string, string>>;
