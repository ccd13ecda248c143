/** What drafts are written in: Brazilian Portuguese and English. */
export const languages = ['pt', 'en'] as const;
export type Language = (typeof languages)[number];

/** Of what the bot speaks to a team. Pure. */
export const languageOf = (locale: 'en' | 'pt-BR'): Language => (locale === 'pt-BR' ? 'pt' : 'en');
