import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKnowledge, seededHouseRules } from '../../testing/seed.ts';
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
    ['We guaranteed it', 'guarantee', 'guaranteed'],
    ['Nós garantimos o prazo', 'garante', 'garantimos'],
    ['O processo garantiu o prazo', 'garante', 'garantiu'],
    ['garantindo o prazo', 'garante', 'garantindo'],
    ['A fábrica garante', 'garantir', 'garante'],
    ['Os ensaios garantem', 'garantido', 'garantem'],
    ['A peça curou', 'cura', 'curou'],
    ['curado em uma semana', 'cura', 'curado'],
    ['A peça cura', 'curar', 'cura'],
    ['que curam', 'curar', 'curam'],
    ['It cured him', 'cure', 'cured'],
    ['curing people', 'cure', 'curing'],
    ['It cured him', 'cures', 'cured'],
    ['It healed', 'heal', 'healed'],
    ['healing implants', 'heal', 'healing'],
    ['the healing', 'healed', 'healing'],
    ['reliably good', 'reliable', 'reliably'],
    ['the safest choice', 'safe', 'safest'],
    ['milagrosamente limpo', 'milagroso', 'milagrosamente'],
    ['facilmente', 'fácil', 'facilmente'],
    ['fáceis', 'fácil', 'fáceis'],
    ['seguríssimo', 'seguro', 'seguríssimo'],
    ['É 100 % seguro', '100% seguro', '100 % seguro'],
    ['É 100 por cento seguro', '100% seguro', '100 por cento seguro'],
    ['É 100% seguro', '100 % seguro', '100% seguro'],
    ['sem/risco', 'sem risco', 'sem/risco'],
    ['sem_risco', 'sem risco', 'sem_risco'],
    ['sem, risco', 'sem risco', 'sem, risco'],
    ['publique já', 'publicar', 'publique'],
    ['Isto gar\u2061ante tudo', 'garante', 'gar\u2061ante'],
    ['Isto gar\u202eante tudo', 'garante', 'gar\u202eante'],
    ['Isto gar\u3164ante tudo', 'garante', 'gar\u3164ante'],
    ['Isto gаrаntе tudo', 'garante', 'gаrаntе'],
    ['100% sеguro', '100% seguro', '100% sеguro'],
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
    ['um curativo na curva do curador', 'cura'],
    ['A garantia da qualidade', 'garante'],
    ['a segurança e o segurado', 'seguro'],
    ['health and healthy', 'heal'],
    ['secure, secures and curable', 'cure'],
    ['secures the lot', 'cures'],
    ['sem. Riscos existem', 'sem riscos'],
    ['1100% seguro', '100% seguro'],
    ['um método', 'mim'],
  ])('does not find in %j the pattern %j', (text, pattern) => {
    expect(hits(text, pattern)).toEqual([]);
  });

  it('passes over required disclaimers, guidelines and empty patterns', () => {
    const disclaimer = { ...rule('uso profissional'), kind: 'required_disclaimer' as const };
    const guideline = { ...rule('profissional'), kind: 'guideline' as const };
    expect(findBanned('uso profissional', [disclaimer, guideline, rule('  ')])).toEqual([]);
  });

  it('meets every tense and person of a verb, from any of them', () => {
    const forms = {
      curar:
        'cura curas curo curam curamos curei curou curaram curava curavam curará curarão curaria cure curem curasse curando curado curadas',
      garantir:
        'garante garanto garantem garantimos garanti garantiu garantiram garantirá garantiria garanta garantam garantisse garantindo garantido garantidas',
      prometer:
        'promete prometo prometem prometemos prometi prometeu prometeram prometerá prometeria prometa prometesse prometendo prometido prometidas',
    };
    for (const [infinitive, all] of Object.entries(forms)) {
      for (const form of all.split(' ')) expect(hits(`isto ${form} tudo`, infinitive), form).toEqual([form]);
      for (const word of [all.split(' ')[0] ?? '', all.split(' ').at(-1) ?? '']) {
        expect(hits(`podemos ${infinitive} tudo`, word), word).toEqual([infinitive]);
      }
    }
  });

  it('meets a word as whole words only, after any character', () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(word, fc.stringMatching(/^[b-df-hj-np-tv-z]{1,3}$/), (pattern, before) => {
        expect(hits(`um ${before}${pattern} dois`, pattern)).toEqual([]);
      }),
    );
  });

  it('finds a word in letters of any case, with invisible characters between them', () => {
    const unseen = fc.constantFrom(
      '',
      '\u00ad',
      '\u034f',
      '\u061c',
      '\u180e',
      '\u200d',
      '\u2061',
      '\u206f',
      '\ufe0f',
      '\uffa0',
      '\u{e0001}',
    );
    fc.assert(
      fc.property(fc.array(unseen, { minLength: 8, maxLength: 8 }), (between) => {
        const hidden = [...'GARANTE'].map((letter, at) => letter + between[at]).join('');
        expect(hits(`isto ${hidden} tudo`, 'garante')).toHaveLength(1);
      }),
    );
  });

  it('says where, in the order of the text', () => {
    const text = 'Cura e garante';
    expect(findBanned(text, [rule('garante'), rule('cura')]).map((f) => [f.start, f.end])).toEqual([
      [0, 4],
      [7, 14],
    ]);
  });

  it('takes any pattern literally, signs included', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,6}[.*+?^${}()|[\]\\/-]{0,3}[a-z]{1,6}$/), (pattern) => {
        expect(hits(`antes ${pattern} depois`, pattern)).toHaveLength(1);
      }),
    );
  });

  it('finds nothing of the seeded rules in the seeded knowledge', () => {
    for (const { text } of readKnowledge()) expect(findBanned(text, seededHouseRules.rules)).toEqual([]);
  });
});
