import type { Language } from '../../ports/content.ts';

/** One thing that a team would ask for, and what a person answers in its thread. */
export interface EvalBrief {
  /** Short, for `--only`. */
  name: string;
  type: 'carousel' | 'blog';
  language: Language;
  /** As it is typed behind the command. */
  text: string;
  reply: string;
  /** The only parts that the reply may change: slides by number, parts of an article by id, `title`. */
  changes: string[];
}

/**
 * Six in Portuguese and six in English, half carousels and half articles, which the seeded knowledge carries. Each reply
 * names one part, so that what else changes is a fault.
 */
export const evalBriefs: readonly EvalBrief[] = [
  {
    name: 'carousel-pt-supplier',
    type: 'carousel',
    language: 'pt',
    text: '5 erros ao escolher um fornecedor de implantes',
    reply: 'slide 3: título mais curto',
    changes: ['3'],
  },
  {
    name: 'carousel-pt-cleanroom',
    type: 'carousel',
    language: 'pt',
    text: 'Salas limpas ISO 14644-1: como ler a classe de um fornecedor',
    reply: 'no slide 2 deixe o título mais curto',
    changes: ['2'],
  },
  {
    name: 'carousel-pt-udi',
    type: 'carousel',
    language: 'pt',
    text: 'UDI e rastreabilidade de implantes: o que perguntar ao fornecedor',
    reply: 'slide 4: mais curto',
    changes: ['4'],
  },
  {
    name: 'carousel-en-f136',
    type: 'carousel',
    language: 'en',
    text: 'What ASTM F136 titanium means for implants',
    reply: 'slide 3: shorter title',
    changes: ['3'],
  },
  {
    name: 'carousel-en-validation',
    type: 'carousel',
    language: 'en',
    text: 'IQ, OQ and PQ: process validation of implants explained',
    reply: 'make slide 2 shorter',
    changes: ['2'],
  },
  {
    name: 'carousel-en-cleanroom',
    type: 'carousel',
    language: 'en',
    text: 'ISO 14644 cleanrooms for implants: what a buyer should check',
    reply: 'slide 4: shorter title',
    changes: ['4'],
  },
  {
    name: 'blog-pt-supplier',
    type: 'blog',
    language: 'pt',
    text: 'Como escolher um fornecedor de implantes de titânio',
    reply: 'encurte a introdução',
    changes: ['introduction'],
  },
  {
    name: 'blog-pt-13485',
    type: 'blog',
    language: 'pt',
    text: 'O que a ISO 13485 muda na rotina de uma fábrica de implantes',
    reply: 'deixe a conclusão mais curta',
    changes: ['conclusion'],
  },
  {
    name: 'blog-pt-passivation',
    type: 'blog',
    language: 'pt',
    text: 'Passivação de implantes de titânio: o que perguntar ao fornecedor',
    reply: 'encurte a introdução',
    changes: ['introduction'],
  },
  {
    name: 'blog-en-cleaning',
    type: 'blog',
    language: 'en',
    text: 'Cleaning validation of titanium implants',
    reply: 'shorter introduction',
    changes: ['introduction'],
  },
  {
    name: 'blog-en-udi',
    type: 'blog',
    language: 'en',
    text: 'UDI and traceability of implants, from bar to patient',
    reply: 'make the conclusion shorter',
    changes: ['conclusion'],
  },
  {
    name: 'blog-en-risk',
    type: 'blog',
    language: 'en',
    text: 'Risk management of implants under ISO 14971',
    reply: 'shorter introduction',
    changes: ['introduction'],
  },
];
