import { describe, expect, it } from 'vitest';
import type { HouseRule } from '../../ports/content.ts';
import { seededHouseRules } from '../../testing/seed.ts';
import { ruleFault } from './rule-fault.ts';

const rule = (change: Partial<HouseRule>): HouseRule => ({
  id: 'new',
  kind: 'banned_word',
  pattern: 'milagroso',
  severity: 'block',
  reason: 'Sem prova.',
  ...change,
});
const code = (change: Partial<HouseRule>, others: HouseRule[] = []) =>
  ruleFault(rule(change), others)?.code ?? null;

describe('ruleFault()', () => {
  it.each([
    ['', 'missing'],
    ['—!?', 'missing'],
    ['a', 'too_broad'],
    ['É', 'too_broad'],
    ['7', 'too_broad'],
    ['para', 'too_broad'],
    ['of the', 'too_broad'],
    ['não', 'too_broad'],
    ['x'.repeat(301), 'too_long'],
    ['AI', null],
    ['100% seguro', null],
    ['sem riscos', null],
  ])('says of the banned word "%s": %s', (pattern, expected) => {
    expect(code({ pattern })).toBe(expected);
  });

  it('wants a sentence where a text must have one', () => {
    expect(code({ kind: 'required_disclaimer', pattern: 'Aviso legal' })).toBe('too_short');
    expect(code({ kind: 'guideline', pattern: 'Be nice' })).toBe('too_short');
    expect(code({ kind: 'guideline', pattern: 'Write to engineers' })).toBeNull();
  });

  it('wants a reason, of the length that is kept', () => {
    expect(ruleFault(rule({ reason: '' }), [])).toEqual({ field: 'reason', code: 'missing' });
    expect(ruleFault(rule({ reason: 'ç'.repeat(301) }), [])).toMatchObject({ length: 301, max: 300 });
  });

  it('knows the same words in another spelling, kind or language', () => {
    const there = [rule({ id: 'there', pattern: 'Não-invasivo', kind: 'banned_claim' })];
    expect(code({ pattern: 'nao invasivo' }, there)).toBe('duplicate');
    expect(code({ pattern: 'nao invasivo', language: 'en' }, there)).toBe('duplicate');
    const inPortuguese = [rule({ id: 'there', language: 'pt' })];
    expect(code({ language: 'en' }, inPortuguese)).toBeNull();
    expect(code({ language: null }, inPortuguese)).toBe('duplicate');
    // What is banned may well be demanded in a longer sentence.
    expect(code({ kind: 'guideline', pattern: 'say no milagroso' }, [rule({ id: 'there' })])).toBeNull();
  });

  it('stops at 200 rules', () => {
    const many = Array.from({ length: 200 }, (_, i) => rule({ id: `${i}`, pattern: `palavra${i}` }));
    expect(code({}, many)).toBe('too_many');
    expect(code({}, many.slice(1))).toBeNull();
  });

  it('accepts every rule that a workspace is born with', () => {
    const { rules } = seededHouseRules;
    for (const seeded of rules) {
      const others = rules.filter((r) => r.id !== seeded.id);
      expect([seeded.pattern, ruleFault(seeded, others)]).toEqual([seeded.pattern, null]);
    }
  });
});
