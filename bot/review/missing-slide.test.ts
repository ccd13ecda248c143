import { expect, test } from 'vitest';
import { missingSlide } from './submit-note.ts';

test.each([
  ['slide 4: mais curto', 8, null],
  ['slide 99: x', 6, 99],
  ['slide 2: x\nPágina 0: y', 6, 0],
  ['lâmina 7 - z', 6, 7],
  ['mencione a ISO 13485 no slide 3', 2, null],
  ['slide 99: x', undefined, null],
])('missingSlide() of "%s" with %s slides is %s', (note, slides, missing) => {
  expect(missingSlide(note, slides)).toBe(missing);
});
