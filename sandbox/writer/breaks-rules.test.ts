import { expect, test } from 'vitest';
import { aRule } from '../../testing/writer/seeded-passages.ts';
import { breaksRules } from './composing/breaks-rules.ts';

const breaks = (text: string, pattern: string) =>
  breaksRules(text, {
    rules: { voice: '', rules: [aRule('banned_claim', pattern)] },
  });

test.each([
  ['O processo garantiu', 'garante'],
  ['O processo garante', 'garantir'],
  ['garantimos, garantindo', 'garante'],
  ['curou', 'cura'],
  ['curam', 'curar'],
  ['It cured', 'cures'],
  ['curing', 'cure'],
  ['healing', 'heal'],
  ['guaranteed', 'guarantee'],
  ['milagrosamente', 'milagroso'],
  ['soluções', 'solução'],
  ['É 100 % seguro', '100% seguro'],
  ['sem/risco', 'sem riscos'],
  ['isto gar\u2061ante', 'garante'],
])('breaksRules() finds in "%s" the rule "%s"', (text, pattern) => {
  expect(breaks(text, pattern)).toBe(true);
});

test.each([
  ['o curativo na curva do curador', 'cura'],
  ['a segurança', 'seguro'],
  ['health', 'heal'],
  ['secure', 'cure'],
  ['sem dor', 'sem riscos'],
])('breaksRules() does not find in "%s" the rule "%s"', (text, pattern) => {
  expect(breaks(text, pattern)).toBe(false);
});
