import { describe, expect, it } from 'vitest';
import { hyphenate } from './hyphenate.ts';

/** A face in which every letter is 10 px wide. */
const measure = async (text: string) => [...text].length * 10;

describe('hyphenate()', () => {
  it('leaves words that fit as they are', async () => {
    expect(await hyphenate('uma frase  comum\ncom rastreabilidade', 'pt', 200, measure)).toBe(
      'uma frase  comum\ncom rastreabilidade',
    );
  });

  it.each([
    ['pt', 'Anticonstitucionalissimamente', 'Anticonsti- tucionalis- simamente'],
    ['pt', 'otorrinolaringologista', 'otorrinola- ringologista'],
    ['en', 'internationalization', 'internation- alization'],
    ['en', 'biocompatibility-oriented', 'biocompati- bility- oriented'],
  ] as const)('breaks a word where a syllable of %s ends: %s', async (language, word, broken) => {
    expect(await hyphenate(word, language, 120, measure)).toBe(broken);
  });

  it('breaks hard what has no syllables', async () => {
    expect(await hyphenate('x'.repeat(25), 'pt', 120, measure)).toBe(
      `${'x'.repeat(11)}- ${'x'.repeat(11)}- xxx`,
    );
  });

  it('adds no hyphen to an address', async () => {
    const address = 'https://exemplo.com.br/um/caminho/bem/comprido';
    const broken = await hyphenate(address, 'pt', 150, measure);
    expect(broken).toContain(' ');
    expect(broken.replaceAll(' ', '')).toBe(address);
  });

  it('gets through a word of 40,000 letters without measuring all of it for each line', async () => {
    let letters = 0;
    const counted = (text: string) => {
      letters += text.length;
      return measure(text);
    };
    const broken = await hyphenate('a'.repeat(40_000), 'pt', 300, counted);
    expect(broken.split(' ').length).toBeGreaterThan(1300);
    expect(letters).toBeLessThan(2_000_000);
  });
});
