import { knowledgeEn } from './en/knowledge.ts';
import type { KnowledgeTexts } from './knowledge-texts.ts';
import { knowledgePtBr } from './pt-br/knowledge.ts';

export function knowledgeTextsOf(locale: 'en' | 'pt-BR'): KnowledgeTexts {
  return locale === 'pt-BR' ? knowledgePtBr : knowledgeEn;
}
