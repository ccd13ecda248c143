import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../ports/content.ts';
import type { DraftingState } from '../state.ts';
import { finish } from './finish.ts';

/** A text that stands before its judgement, with nothing found. */
const whole = {
  version: 1,
  turn: null,
  shown: null,
  wanted: null,
  left_out: ['judgement'],
  findings: [],
  warnings: [],
  blocking: [],
  to_mend: [],
  claims: [],
  support: null,
  verdicts: {},
  notes: [],
  passages: [],
  repairs: 0,
} as unknown as DraftingState & {
  findings: Finding<string | null>[];
  warnings: Finding<string | null>[];
  blocking: Finding<string | null>[];
};
const finishes = finish<Finding<string | null>, typeof whole, string>(
  { fence: 1, retries: 0, isLast: false, finishes: true },
  () => [],
  (found) => found,
);

describe('finish()', () => {
  it('closes a text that no one judged and in which no claim needs a reason', async () => {
    expect(await finishes(whole)).toMatchObject({
      blocking: [{ code: 'nothing_judged' }],
      findings: [],
      left_out: ['judgement', 'quotes'],
    });
  });

  it('tells what was to be mended, and what was found and may be accepted', async () => {
    const sounding = { place: 's1', code: 'ai_sounding', params: { sentence: 'x', tells: ['frame'] } };
    const soft = { place: 's1', code: 'hard_to_read', params: { ease: 20 }, hard: false };
    const state = {
      ...whole,
      left_out: ['quotes'],
      to_mend: [sounding],
      findings: [soft],
    } as unknown as typeof whole;
    expect(await finishes(state)).toMatchObject({
      warnings: [sounding, soft],
      blocking: [],
      to_mend: [],
      left_out: ['corrections', 'style', 'quotes'],
    });
  });
});
