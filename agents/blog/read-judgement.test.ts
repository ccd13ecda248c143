import { describe, expect, it } from 'vitest';
import type { HouseRule } from '../../ports/content.ts';
import { readJudgement } from './read-judgement.ts';

const rules: HouseRule[] = (['block', 'warn'] as const).map((severity) => ({
  id: severity,
  kind: 'banned_claim',
  pattern: 'seguro',
  severity,
  reason: '',
}));
const article = {
  title: 'O lote seguro',
  parts: [
    { id: 's1', heading: 'Um', markdown: 'O implante é **totalmente** livre de risco.[^1] E mais.' },
    { id: 's2', heading: 'Dois', markdown: 'Outro texto.' },
  ],
  rules: { voice: '', rules },
};
const judged = (
  finding: Partial<{ part: string | null; rule: string | null; quote: string; message: string }>,
) =>
  readJudgement(
    { findings: [{ part: 's1', rule: null, quote: 'E mais.', message: 'm', ...finding }] },
    article,
  );

describe('readJudgement()', () => {
  it('has what breaks a blocking rule repaired, whatever marks stand between its words', () => {
    expect(judged({ rule: 'block', quote: 'totalmente livre de risco' })).toMatchObject({
      issues: [{ part: 's1', code: 'house_rule', hard: true }],
      warnings: [],
    });
    expect(judged({ rule: 'block', quote: '**totalmente** livre de risco.[^1]' }).issues).toHaveLength(1);
  });

  it.each([['warn'], [null], ['unknown']])('shows a finding on rule %s to the approver', (rule) => {
    expect(judged({ rule })).toMatchObject({ issues: [], warnings: [{ part: 's1', hard: false }] });
  });

  it('drops what stands nowhere in the article', () => {
    expect(judged({ rule: 'block', quote: 'nunca escrito' })).toEqual({ issues: [], warnings: [] });
    expect(judged({ rule: 'block', quote: '' })).toEqual({ issues: [], warnings: [] });
  });

  it('finds the part where the words stand when the one named is wrong or none', () => {
    for (const part of [null, 's1', 'nowhere']) {
      expect(judged({ part, rule: 'block', quote: 'Outro texto' }).issues).toMatchObject([{ part: 's2' }]);
    }
    expect(judged({ part: null, rule: 'block', quote: 'lote seguro' }).issues).toMatchObject([
      { part: 'title' },
    ]);
  });
});
