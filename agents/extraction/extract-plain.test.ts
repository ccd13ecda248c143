import { describe, expect, it } from 'vitest';
import { extractPlain } from './extract-plain.ts';

describe('extractPlain()', () => {
  it('joins words that the end of a line has cut, and keeps the hyphens of the text', () => {
    const lines = [
      'A equipe mede o acabamento de cada peça com o rugosímetro e registra o re-',
      'sultado no formulário, com o nome do operador e a data da liga Ti-6Al-',
      '4V do lote, antes de enviar as peças ao cliente que as pediu e que con-',
      'firma.',
    ];
    expect(extractPlain(`Título\n\n${lines.join('\n')}`).text).toBe(
      'Título\n\nA equipe mede o acabamento de cada peça com o rugosímetro e registra o resultado no formulário, com o nome do operador e a data da liga Ti-6Al-4V do lote, antes de enviar as peças ao cliente que as pediu e que confirma.',
    );
  });

  it('keeps clauses on lines of their own, each whole', () => {
    const text =
      '4.2.1 Objetivo do procedimento e da verificação de cada lote recebido nesta\nfábrica.\n4.2.1.a) Medir.\n4.2.1.b) Liberar.\n\nFim.';
    expect(extractPlain(text).text).toBe(
      '4.2.1 Objetivo do procedimento e da verificação de cada lote recebido nesta fábrica.\n4.2.1.a) Medir.\n4.2.1.b) Liberar.\n\nFim.',
    );
  });

  it('keeps columns that are set with spaces, and lines of verse', () => {
    const text = 'Liga      MPa\nTi        860\n\nUm verso\noutro verso';
    expect(extractPlain(text).text).toBe(text);
  });
});
