import type { Language } from '../../../ports/content.ts';

interface SuggestedBrief {
  language: Language;
  text: string;
}

/** Briefs that the seeded knowledge carries: the welcome message offers them, the first one is the tour's. */
export const suggestedBriefs: readonly SuggestedBrief[] = [
  { language: 'pt', text: '5 erros ao escolher um fornecedor de implantes' },
  { language: 'en', text: 'What ASTM F136 titanium means for implants' },
  { language: 'pt', text: 'Salas limpas ISO 14644-1: como ler a classe de um fornecedor' },
  { language: 'en', text: 'IQ, OQ and PQ: process validation of implants explained' },
  { language: 'pt', text: 'UDI e rastreabilidade de implantes: o que perguntar ao fornecedor' },
];

/** The same for articles. */
export const suggestedArticles: readonly SuggestedBrief[] = [
  { language: 'pt', text: 'Como escolher um fornecedor de implantes de titânio' },
  { language: 'en', text: 'Cleaning validation of titanium implants' },
  { language: 'pt', text: 'O que a ISO 13485 muda na rotina de uma fábrica de implantes' },
  { language: 'en', text: 'UDI and traceability of implants, from bar to patient' },
];

/** Themes that it carries a plan of. */
export const suggestedThemes: readonly SuggestedBrief[] = [
  { language: 'pt', text: 'passivação' },
  { language: 'en', text: 'cleaning validation' },
];

/** Questions that it answers, the first ones those of the help. */
export const suggestedQuestions: readonly SuggestedBrief[] = [
  { language: 'pt', text: 'como se valida a limpeza de implantes?' },
  { language: 'en', text: 'how is the cleaning of titanium implants validated?' },
  { language: 'pt', text: 'O que a ISO 14644-1 exige de uma sala limpa?' },
  { language: 'en', text: 'What does UDI require of an implant supplier?' },
];
