import { describe, expect, it } from 'vitest';
import { hyphenate } from './hyphenate.ts';

/** A face in which every letter is 10 px wide. */
const measure = async (text: string) => [...text].length * 10;

describe('hyphenate()', () => {
  it('leaves words that fit as they are', async () => {
    expect(await hyphenate('uma frase  comum\ncom rastreabilidade', 200, measure)).toBe(
      'uma frase  comum\ncom rastreabilidade',
    );
  });

  it('breaks a word where a syllable ends, each piece within the line', async () => {
    const broken = await hyphenate('Anticonstitucionalissimamente', 120, measure);
    expect(broken.replaceAll('- ', '')).toBe('Anticonstitucionalissimamente');
    for (const piece of broken.split(' ')) expect(piece.length).toBeLessThanOrEqual(12);
    for (const piece of broken.split('- ').slice(0, -1)) expect(piece).toMatch(/[aeiou]$/);
  });

  it('adds no hyphen to an address', async () => {
    const address = 'https://exemplo.com.br/um/caminho/bem/comprido';
    const broken = await hyphenate(address, 150, measure);
    expect(broken).toContain(' ');
    expect(broken.replaceAll(' ', '')).toBe(address);
  });

  it('gets through a word of 40,000 letters without measuring all of it for each line', async () => {
    let letters = 0;
    const counted = (text: string) => {
      letters += text.length;
      return measure(text);
    };
    const broken = await hyphenate('a'.repeat(40_000), 300, counted);
    expect(broken.split(' ').length).toBeGreaterThan(1300);
    expect(letters).toBeLessThan(2_000_000);
  });
});
