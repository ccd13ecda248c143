import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from './sentences.ts';

const texts = (text: string) => sentences(text).map((s) => s.text);

describe('sentences()', () => {
  it('does not end a sentence after an abbreviation or inside a number', () => {
    expect(texts('O Dr. Silva falou com a Sra. Costa. Cresceu 3.5 pontos em jan. de 2025. Fim.')).toEqual([
      'O Dr. Silva falou com a Sra. Costa.',
      'Cresceu 3.5 pontos em jan. de 2025.',
      'Fim.',
    ]);
  });

  it('keeps clause numbers and standards whole', () => {
    expect(
      texts('A cláusula 7.4.2 pede um acordo. ISO 14644-1:2015 is a standard. It counts particles.'),
    ).toHaveLength(3);
  });

  it('ends a sentence at an empty line even without a full stop', () => {
    expect(texts('Um título\n\nUma frase.')).toEqual(['Um título', 'Uma frase.']);
  });

  it('answers nothing for nothing', () => {
    expect(texts(' \n\n ')).toEqual([]);
  });

  it('answers verbatim pieces, in order and without overlap, of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '!', '\n', '1', 'é', '"'), maxLength: 80 }),
        (text) => {
          let last = 0;
          for (const s of sentences(text)) {
            expect(text.slice(s.start, s.end)).toBe(s.text);
            expect(s.start).toBeGreaterThanOrEqual(last);
            last = s.end;
          }
        },
      ),
    );
  });
});
