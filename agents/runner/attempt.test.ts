import { expect, test } from 'vitest';
import { attemptOf, gaveUp, triedAgain } from './attempt.ts';

const attempt = { fence: 3, retries: 0, isLast: false };

test.each([
  ['another claim without a Retry', { ...attempt, fence: 4 }, false],
  ['a Retry', { ...attempt, fence: 4, retries: 1 }, true],
  ['the same claim', attempt, false],
])('triedAgain() after %s is %s', (_name, now, expected) => {
  expect(triedAgain(gaveUp(attempt), now)).toBe(expected);
});

test('triedAgain() goes by the fence in threads from before retries were counted', () => {
  expect(triedAgain({ run: 3 }, { ...attempt, retries: 0 })).toBe(false);
  expect(triedAgain({ run: 3 }, { ...attempt, fence: 4 })).toBe(true);
  expect(triedAgain(gaveUp(attempt), { ...attempt, fence: 4, retries: undefined })).toBe(true);
});

test.each([
  [4, false],
  [5, true],
])('attemptOf() attempt %i of 5: is the last one %s', (attempts, isLast) => {
  expect(attemptOf({ fence: 9, retries: 2, attempts, max_attempts: 5 })).toEqual({
    fence: 9,
    retries: 2,
    isLast,
    finishes: false,
  });
});
