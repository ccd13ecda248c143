import { expect, test } from 'vitest';
import { clip } from './clip.ts';

test('clip() cuts between characters', () => {
  expect(clip('a😀b', 2)).toBe('a😀');
  expect(clip('a😀b', 3)).toBe('a😀b');
  expect(clip('ação', 9)).toBe('ação');
  expect(clip('😀😀', 1).isWellFormed()).toBe(true);
});
