/** What drafts are written in: Brazilian Portuguese and English. */
export const languages = ['pt', 'en'] as const;
export type Language = (typeof languages)[number];
