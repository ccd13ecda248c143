import { rulesEn } from './en/team.ts';
import { rulesPtBr } from './pt-br/team.ts';
import type { RulesTexts } from './team-texts.ts';

export function rulesTextsOf(locale: 'en' | 'pt-BR'): RulesTexts {
  return locale === 'pt-BR' ? rulesPtBr : rulesEn;
}
