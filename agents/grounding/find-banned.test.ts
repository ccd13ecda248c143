import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { houseRules } from '../../ports/content.ts';
import { readKnowledge } from '../../sandbox/seed/read-knowledge.ts';
import { findBanned } from './find-banned.ts';

const rule = (pattern: string) => ({
  id: pattern,
  kind: 'banned_word' as const,
  pattern,
  severity: 'block' as const,
  reason: '',
});
const hits = (text: string, ...patterns: string[]) => findBanned(text, patterns.map(rule)).map((f) => f.text);

describe('findBanned()', () => {
  it.each([
    ['Implante 100% SEGURO para todos', '100% seguro', '100% SEGURO'],
    ['Um método revolucionario', 'revolucionário', 'revolucionario'],
    ['Técnicas revolucionárias', 'revolucionário', 'revolucionárias'],
    ['Isso garantem resultados', 'garante', 'garantem'],
    ['Podemos garantir o resultado', 'garante', 'garantir'],
    ['A peça que cura', 'cura', 'cura'],
    ['A risk free implant', 'risk-free', 'risk free'],
    ['A risk‑free implant', 'risk free', 'risk‑free'],
    ['Cirurgia sem  riscos', 'sem riscos', 'sem  riscos'],
    ['Cirurgia sem risco', 'sem riscos', 'sem risco'],
    ['É o melhor do\u00a0mercado!', 'o melhor do mercado', 'o melhor do\u00a0mercado'],
    ['soluções perfeitas', 'solução', 'soluções'],
    ['materiais confiáveis', 'confiável', 'confiáveis'],
  ])('finds in %j the pattern %j', (text, pattern, found) => {
    expect(hits(text, pattern)).toEqual([found]);
  });

  it.each([
    ['A segurança do paciente', '100% seguro'],
    ['procura e curador', 'cura'],
    ['curvatura', 'cura'],
    ['A guarantee of origin', 'guaranteed'],
    ['Aprovado pelo cliente', 'aprovado pela Anvisa'],
    ['melhor do mercado', 'o melhor do mercado'],
  ])('does not find in %j the pattern %j', (text, pattern) => {
    expect(hits(text, pattern)).toEqual([]);
  });

  it('passes over required disclaimers, guidelines and empty patterns', () => {
    const disclaimer = { ...rule('uso profissional'), kind: 'required_disclaimer' as const };
    const guideline = { ...rule('profissional'), kind: 'guideline' as const };
    expect(findBanned('uso profissional', [disclaimer, guideline, rule('  ')])).toEqual([]);
  });

  it('says where, in the order of the text', () => {
    const text = 'Cura e garante';
    expect(findBanned(text, [rule('garante'), rule('cura')]).map((f) => [f.start, f.end])).toEqual([
      [0, 4],
      [7, 14],
    ]);
  });

  it('takes any pattern literally, whatever signs it holds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,6}[.*+?^${}()|[\]\\/-]{0,3}[a-z]{1,6}$/), (pattern) => {
        expect(hits(`antes ${pattern} depois`, pattern)).toHaveLength(1);
      }),
    );
  });

  it('finds nothing of the seeded rules in the seeded knowledge', () => {
    const file = new URL('../../sandbox/seed/house-rules.json', import.meta.url);
    const { rules } = houseRules.omit({ version: true }).parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const { text } of readKnowledge()) expect(findBanned(text, rules)).toEqual([]);
  });
});
