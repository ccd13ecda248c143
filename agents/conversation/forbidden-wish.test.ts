import { expect, test } from 'vitest';
import type { HouseRule } from '../../ports/content.ts';
import { refusal, ruleAgainst } from './forbidden-wish.ts';

const rule = (pattern: string, severity: HouseRule['severity'] = 'block'): HouseRule => ({
  id: pattern,
  kind: 'banned_claim',
  pattern,
  severity,
  reason: 'Nenhum dispositivo é livre de risco.',
});
const rules = [rule('100% seguro'), rule('cura'), rule('incrível', 'warn')];

test.each([
  ['título "Um implante 100% seguro"', '100% seguro'],
  ['faça o slide 2 dizer que curamos pacientes', 'cura'],
  ['tire a segunda frase. Diga que é 100 % seguro', '100% seguro'],
])('ruleAgainst() finds what %j asks for against the rules', (wish, pattern) => {
  expect(ruleAgainst(wish, rules)?.pattern).toBe(pattern);
});

test.each([
  'tire a palavra "cura"',
  'troque "100% seguro" por "com risco residual descrito"',
  'do not say that it is 100% seguro',
  'deixe mais curto',
  'diga que é incrível',
])('ruleAgainst() has nothing against %j', (wish) => {
  expect(ruleAgainst(wish, rules)).toBeNull();
});

test('refusal() names the rule and its reason', () => {
  const [first] = rules;
  expect(first && refusal(first, 'pt')).toContain('“100% seguro” (Nenhum dispositivo é livre de risco)');
  expect(first && refusal(first, 'en')).toContain('“100% seguro”');
});
