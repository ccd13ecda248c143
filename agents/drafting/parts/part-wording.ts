import type { Language } from '../../../ports/content.ts';

/** What parts without a heading are called. */
export interface PartWording {
  title: string;
  meta_description: string;
  keywords: string;
  introduction: string;
  conclusion: string;
  section: string;
  summary: string;
}

export const partWording: Record<Language, PartWording> = {
  pt: {
    title: 'Título',
    meta_description: 'Meta descrição',
    keywords: 'Palavras-chave',
    introduction: 'Introdução',
    conclusion: 'Conclusão',
    section: 'Seção',
    summary: 'Resumo',
  },
  en: {
    title: 'Title',
    meta_description: 'Meta description',
    keywords: 'Keywords',
    introduction: 'Introduction',
    conclusion: 'Conclusion',
    section: 'Section',
    summary: 'Summary',
  },
};
