import { expect, it } from 'vitest';
import { saysWrong } from './markers.ts';

const comparison = (kind: 'neutral' | 'wrong_right', left: string, right: string) => ({
  layout: 'comparison' as const,
  kind,
  title: 'Título',
  evidence: [],
  left: { heading: left, items: ['a'] },
  right: { heading: right, items: ['b'] },
});

it.each([
  ['wrong_right', 'Erro', 'Remédio', true],
  ['wrong_right', 'Causa', 'Remédio', true],
  ['wrong_right', 'Avoid', 'Do', true],
  // Whatever a writer says: nothing above these says that one is wrong.
  ['wrong_right', 'Gama', 'Óxido de etileno', false],
  ['wrong_right', 'Para trás', 'Para a frente', false],
  ['neutral', 'Erro', 'Remédio', false],
] as const)('saysWrong() of a %s comparison of "%s" and "%s" is %s', (kind, left, right, wrong) => {
  expect(saysWrong(comparison(kind, left, right))).toBe(wrong);
});
