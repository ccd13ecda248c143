import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords } from './diff-words.ts';

describe('diffWords()', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'casa', 'água', '**x**');
  const sentence = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
  const side = (hunks: ReturnType<typeof diffWords>, without: 'added' | 'removed') =>
    hunks
      .filter((hunk) => hunk.op !== without)
      .map((hunk) => hunk.text)
      .join('')
      .replaceAll(/\s+/g, ' ')
      .trim();

  it('gives back both texts where nothing was cut', () => {
    fc.assert(
      fc.property(sentence, sentence, (before, after) => {
        const hunks = diffWords(before, after);
        if (hunks.length === 0) expect(before).toBe(after);
        else if (!hunks.some((hunk) => hunk.text.includes('…'))) {
          expect(side(hunks, 'added')).toBe(before);
          expect(side(hunks, 'removed')).toBe(after);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cuts what stayed the same to a few words around each change', () => {
    const long = (word: string) => `${'igual '.repeat(40)}${word} ${'depois '.repeat(40)}fim`;
    expect(diffWords(long('velho'), long('novo'))).toEqual([
      { op: 'same', text: `… ${'igual '.repeat(6)}` },
      { op: 'removed', text: 'velho ' },
      { op: 'added', text: 'novo ' },
      { op: 'same', text: `${'depois '.repeat(6)}…` },
    ]);
  });

  it('reads single words between changes as part of one change', () => {
    expect(diffWords('um dois três quatro', 'hum dois tres quatro cinco').map((hunk) => hunk.op)).toEqual([
      'removed',
      'added',
    ]);
  });

  it('answers nothing for another arrangement of blanks', () => {
    expect(diffWords('um  dois\n\ntrês', 'um dois três ')).toEqual([]);
  });
});
