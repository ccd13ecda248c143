import { expect, test } from 'vitest';
import type { ConflictsTask } from '../../../ports/model-tasks.ts';
import { judgeConflicts } from './judge-conflicts.ts';

const contradict = (one: string, other: string) => {
  const sides = [one, other].map((claim, at) => ({ claim, title: `Page ${at}`, quotes: [claim] }));
  const task = {
    task: 'research_conflicts',
    language: 'en',
    question: 'How many?',
    pairs: [{ id: 'p1', sides }],
  };
  // SAFETY: what of the task is read here.
  return judgeConflicts(task as unknown as ConflictsTask).pairs[0]?.contradict;
};

test('two numbers of one thing contradict each other', () => {
  expect(
    contradict(
      'Point-of-use treatment begins within 20 minutes of the end of the procedure.',
      'Point-of-use treatment begins within 60 minutes of the end of the procedure.',
    ),
  ).toBe(true);
});

test('numbers of two things do not', () => {
  expect(
    contradict(
      'The hand surgery tray holds 31 instruments and weighs 3.8 kg with its container.',
      'The large fragment tray holds 74 instruments and weighs 9.6 kg with its container.',
    ),
  ).toBe(false);
});
