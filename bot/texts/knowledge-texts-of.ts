import { knowledgeEn } from './knowledge-en.ts';
import { knowledgePtBr } from './knowledge-pt-br.ts';
import type { KnowledgeTexts } from './knowledge-texts.ts';

export function knowledgeTextsOf(locale: 'en' | 'pt-BR'): KnowledgeTexts {
  return locale === 'pt-BR' ? knowledgePtBr : knowledgeEn;
}
