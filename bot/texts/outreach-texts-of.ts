import { outreachEn } from './outreach-en.ts';
import { outreachPtBr } from './outreach-pt-br.ts';
import type { OutreachTexts } from './outreach-texts.ts';

export function outreachTextsOf(locale: 'en' | 'pt-BR'): OutreachTexts {
  return locale === 'pt-BR' ? outreachPtBr : outreachEn;
}
