import { outreachEn } from './en/outreach.ts';
import type { OutreachTexts } from './outreach-texts.ts';
import { outreachPtBr } from './pt-br/outreach.ts';

export function outreachTextsOf(locale: 'en' | 'pt-BR'): OutreachTexts {
  return locale === 'pt-BR' ? outreachPtBr : outreachEn;
}
