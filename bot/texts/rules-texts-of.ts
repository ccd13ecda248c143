import { rulesEn } from './rules-en.ts';
import { rulesPtBr } from './rules-pt-br.ts';
import type { RulesTexts } from './rules-texts.ts';

export function rulesTextsOf(locale: 'en' | 'pt-BR'): RulesTexts {
  return locale === 'pt-BR' ? rulesPtBr : rulesEn;
}
