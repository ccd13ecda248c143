import { Renderer } from '@takumi-rs/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTypesetter, type Typesetter } from './fit-text.ts';
import { loadFonts } from './fonts.ts';
import { typeScale } from './text-style.ts';

let type: Typesetter;
beforeAll(async () => {
  const renderer = new Renderer();
  await loadFonts(renderer);
  type = createTypesetter(renderer, 'pt');
});
const { title, body } = typeScale({ heading: 'Space Grotesk', body: 'Inter' });

describe('fit()', () => {
  it('keeps 200 random texts inside their box, or says that they are too large', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        'Anticonstitucionalissimamente',
        'ISO 13485',
        '→',
        '≥ 860 MPa',
        '🚀',
        'https://exemplo.com.br/a/b',
      ),
      fc.string({ unit: fc.constantFrom(...'aeiouãçéõlmnprstWM1.'), minLength: 1, maxLength: 40 }),
    );
    const text = fc.array(word, { minLength: 1, maxLength: 24 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 160, max: 912 }),
        fc.integer({ min: 60, max: 700 }),
        async (words, width, height) => {
          const fitted = await type.fit(words, { style: title, width, height, max: 120, min: 40 });
          expect(fitted.size).toBeLessThanOrEqual(120);
          if (fitted.load <= 1) {
            expect(fitted.size).toBeGreaterThanOrEqual(40);
            expect(fitted.height).toBeLessThanOrEqual(height);
            expect(fitted.inked).toBeLessThanOrEqual(width + 1);
          } else expect(fitted.size).toBeLessThanOrEqual(40);
        },
      ),
      { seed: 1350, numRuns: 200 },
    );
  });

  it('takes the largest size that fits', async () => {
    const request = { style: title, width: 600, height: 200, max: 120, min: 20 };
    const fitted = await type.fit('Passivação não é brilho', request);
    const next = await type.fit('Passivação não é brilho', {
      ...request,
      max: fitted.size + 1,
      min: fitted.size + 1,
    });
    expect(fitted.load).toBeLessThanOrEqual(1);
    expect(next.load).toBeGreaterThan(1);
  });

  it('breaks a word that is wider than its box even at the smallest size, with hyphens', async () => {
    const fitted = await type.fit('Anticonstitucionalissimamente', {
      style: title,
      width: 300,
      height: 400,
      max: 80,
      min: 40,
    });
    expect(fitted.text).toMatch(/^\p{L}+-( \p{L}+-?)+$/u);
    expect(fitted.text.replaceAll(/- /g, '')).toBe('Anticonstitucionalissimamente');
    expect(fitted.load).toBeLessThanOrEqual(1);
  });

  it('gives empty text no height', async () => {
    expect((await type.fit('', { style: body, width: 300, height: 40, max: 40, min: 30 })).height).toBe(0);
  });
});

describe('fitTogether()', () => {
  it('sets all texts at the size that the longest allows', async () => {
    const fitted = await type.fitTogether(['Curto', 'Um texto bem mais longo que precisa de duas linhas'], {
      style: body,
      width: 400,
      max: 60,
      min: 20,
      load: (heights) => heights.reduce((sum, height) => sum + height, 0) / 160,
    });
    expect(new Set(fitted.map((one) => one.size)).size).toBe(1);
    expect(fitted.reduce((sum, one) => sum + one.height, 0)).toBeLessThanOrEqual(160);
  });
});
