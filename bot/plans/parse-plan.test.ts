import { describe, expect, it } from 'vitest';
import { parsePlan } from './parse-plan.ts';

const plan = (count: number, theme: string) => ({ kind: 'plan', count, theme });

describe('parsePlan()', () => {
  it.each([
    ['biocompatibilidade', plan(5, 'biocompatibilidade')],
    ['5 biocompatibilidade', plan(5, 'biocompatibilidade')],
    ['20 validação de limpeza', plan(20, 'validação de limpeza')],
    ['five cleaning validation', plan(5, 'cleaning validation')],
    ['três passivação', plan(3, 'passivação')],
    ['3 briefs about cleaning validation', plan(3, 'cleaning validation')],
    ['sete ideias de conteúdo: titânio', plan(7, 'titânio')],
    ['7 posts sobre rastreabilidade e UDI', plan(7, 'rastreabilidade e UDI')],
    ['um briefing sobre esterilização', plan(1, 'esterilização')],
    ['cleaning validation, 3 briefs', plan(3, 'cleaning validation')],
    ['esterilização (quatro posts)', plan(4, 'esterilização')],
    ['12: salas limpas', plan(12, 'salas limpas')],
  ])('reads how many and about what: %s', (text, expected) => {
    expect(parsePlan(text)).toEqual(expected);
  });

  it.each(['ISO 13485 e RDC 665', '13485', '665 e 751', 'uma semana sobre titânio', 'two-piece implants'])(
    'leaves a number that is of the theme: %s',
    (text) => {
      expect(parsePlan(text)).toEqual(plan(5, text));
    },
  );

  it.each([
    ['0 titânio', 0],
    ['40 titânio', 40],
    ['zero briefs on titanium', 0],
    ['40 briefs', 40],
    ['120 posts sobre titânio', 120],
  ])('refuses a plan of 0 or 40 briefs with the numbers: %s', (text, asked) => {
    expect(parsePlan(text)).toEqual({ kind: 'out_of_range', asked, min: 1, max: 20 });
  });

  it.each([
    ['', {}],
    ['  ', {}],
    ['5', { length: '5' }],
    ['5 briefs', { length: '5' }],
  ])('opens the form for %j', (text, given) => {
    expect(parsePlan(text)).toEqual({ kind: 'form', given });
  });

  it.each([
    ['help', 'help'],
    ['ajuda', 'help'],
    ['@marina', 'no_topic'],
    ['cancel', 'mistyped'],
    ['--days 5 titânio', 'no_options'],
    ['x'.repeat(2001), 'too_long'],
  ])('has the answers that every command has: %s', (text, kind) => {
    expect(parsePlan(text).kind).toBe(kind);
  });
});
