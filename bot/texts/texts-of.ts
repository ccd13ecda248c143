import { en } from './en.ts';
import { ptBr } from './pt-br.ts';
import type { Texts } from './texts.ts';

export function textsOf(locale: 'en' | 'pt-BR'): Texts {
  return locale === 'pt-BR' ? ptBr : en;
}
