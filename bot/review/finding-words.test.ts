import { expect, it } from 'vitest';
import { en, ptBr } from '../texts/texts.ts';
import { findingWords } from './finding-words.ts';

const found = {
  code: 'ai_sounding',
  params: { sentence: 'Vale destacar que o lote muda.', tells: ['frame', 'triad'] },
  message: 'Sounds like a machine wrote it',
};

it('findingWords() says in both languages which sentence sounds machine-made, and by what', () => {
  expect(findingWords(found, en)).toBe(
    'Sounds machine-made (“it is important to note”, lists of three): “Vale destacar que o lote muda.”',
  );
  expect(findingWords(found, ptBr)).toBe(
    'Soa como texto de máquina (“vale destacar”, listas de três): “Vale destacar que o lote muda.”',
  );
});

it('findingWords() says in both languages which sentence its quote does not carry, and why', () => {
  const support = {
    code: 'not_supported',
    params: { sentence: 'O lote cura.', reason: 'A citação fala de registro.' },
    message: 'Its quote does not support it',
  };
  for (const texts of [en, ptBr])
    expect(findingWords(support, texts)).toBe('“O lote cura.” A citação fala de registro.');
  const partly = { ...support, code: 'partly_supported' };
  expect(findingWords(partly, en)).toBe(
    'Supported only in part by its quote: “O lote cura.” A citação fala de registro.',
  );
  expect(findingWords(partly, ptBr)).toBe(
    'Sustentado só em parte pela citação: “O lote cura.” A citação fala de registro.',
  );
});

it('findingWords() shows what it has no words for as the checks wrote it', () => {
  expect(findingWords({ code: 'long_title', message: 'Too long' }, en)).toBe('Too long');
  const strange = { ...found, params: { sentence: 'x', tells: ['a sign of another release'] } };
  expect(findingWords(strange, en)).toBe(found.message);
});
