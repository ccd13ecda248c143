import { en } from './en/texts.ts';
import { ptBr } from './pt-br/texts.ts';
import type { Texts } from './texts.ts';

export function textsOf(locale: 'en' | 'pt-BR'): Texts {
  return locale === 'pt-BR' ? ptBr : en;
}
