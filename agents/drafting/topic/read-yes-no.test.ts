import { describe, expect, it } from 'vitest';
import { readYesNo } from './read-yes-no.ts';

describe('readYesNo()', () => {
  it.each([
    ['sim', 'yes'],
    ['Sim, pode usar!', 'yes'],
    ['pode usar os documentos em português', 'yes'],
    ['Yes, use them', 'yes'],
    ['go ahead', 'yes'],
    ['não', 'no'],
    ['Não, obrigado', 'no'],
    ['no, leave it', 'no'],
    ['quais documentos?', null],
    ['sim, mas só o primeiro', null],
    ['escreva sobre limpeza', null],
    ['normalmente', null],
    ['', null],
  ])('reads %j as %s', (text, said) => {
    expect(readYesNo(text)).toBe(said);
  });
});
