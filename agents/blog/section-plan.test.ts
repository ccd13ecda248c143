import { expect, test } from 'vitest';
import { articleLength } from '../../ports/content.ts';
import { sectionsFor, wordsOfPart } from './section-plan.ts';

test.each([
  [articleLength.min, 3],
  [900, 5],
  [articleLength.max, 7],
])('sectionsFor() %i words are %i sections', (words, sections) => {
  expect(sectionsFor(words)).toBe(sections);
});

test.each([articleLength.min, 600, 900, 1500, articleLength.max])(
  'wordsOfPart() adds up to about %i words',
  (words) => {
    const sections = sectionsFor(words);
    const whole =
      wordsOfPart('introduction', words, sections) +
      sections * wordsOfPart('section', words, sections) +
      wordsOfPart('conclusion', words, sections);
    expect(Math.abs(whole - words)).toBeLessThanOrEqual(sections * 3);
    // Thinner ones would be sent back by the checks.
    expect(wordsOfPart('section', words, sections)).toBeGreaterThanOrEqual(75);
  },
);
