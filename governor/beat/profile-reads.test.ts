import { expect, test } from 'vitest';
import { profileReads } from './profile-reads.ts';

const MINUTE = 60_000;

test('profileReads() reads who was refused after 30 minutes, then after twice as long each time, and daily at last', () => {
  const reads = profileReads();
  const waits = Array.from({ length: 8 }, () => {
    reads.refuse('lead', 0);
    return [30, 60, 120, 240, 480, 960, 1440].find((minutes) => !reads.isRefused('lead', minutes * MINUTE));
  });
  expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1440, 1440]);
  expect(reads.isRefused('another', 0)).toBe(false);
  reads.note('lead', 0);
  expect(reads.isRefused('lead', 0)).toBe(false);
  reads.refuse('lead', 0);
  expect(reads.isRefused('lead', 29 * MINUTE)).toBe(true);
  expect(reads.isRefused('lead', 30 * MINUTE)).toBe(false);
});
