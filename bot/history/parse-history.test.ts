import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHistory } from './parse-history.ts';
import { instantsOf, readPeriod } from './period.ts';

const nothing = { person: null, type: null, period: null, words: null };
const NOW = Date.parse('2026-11-30T12:00:00Z');

describe('parseHistory()', () => {
  it.each([
    ['', { kind: 'show', filter: nothing }],
    ['AJUDA', { kind: 'help' }],
    ['<@U1|ana>', { kind: 'show', filter: { ...nothing, person: 'U1' } }],
    ['meus carrosséis', { kind: 'show', filter: { ...nothing, person: 'me', type: 'carousel' } }],
    ['csv', { kind: 'csv', filter: nothing }],
    [
      '<@U1|ana> relatório 2026-11 limpeza de implantes csv',
      {
        kind: 'csv',
        filter: {
          person: 'U1',
          type: 'research',
          period: { kind: 'dates', from: '2026-11-01', until: '2026-12-01' },
          words: 'limpeza de implantes',
        },
      },
    ],
    ['planos', { kind: 'show', filter: { ...nothing, type: 'plan' } }],
    ['kit de marca', { kind: 'show', filter: { ...nothing, type: 'brand_kit' } }],
    ['"artigo" "last week"', { kind: 'show', filter: { ...nothing, words: 'artigo last week' } }],
    [
      'artigo sobre pesquisa',
      { kind: 'show', filter: { ...nothing, type: 'blog', words: 'sobre pesquisa' } },
    ],
    ['<@U1|ana> <@U2|bia>', { kind: 'name_not_chosen', word: '@ana @bia' }],
    ['@ana carousel', { kind: 'name_not_chosen', word: '@ana' }],
    ['carousel 2026-13', { kind: 'bad_period', word: '2026-13' }],
    ['31/02/2026', { kind: 'bad_period', word: '31/02/2026' }],
    ['constructor __proto__', { kind: 'show', filter: { ...nothing, words: 'constructor __proto__' } }],
  ])('reads "%s"', (text, command) => {
    expect(parseHistory(text)).toEqual(command);
  });

  it('reads every text as something, and keeps no more words than a button holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const read = parseHistory(text);
        if (read.kind === 'show') expect((read.filter.words ?? '').length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('a period', () => {
  it.each([
    ['2026', '2026-01-01', '2027-01-01'],
    ['2026-11', '2026-11-01', '2026-12-01'],
    ['12/2026', '2026-12-01', '2027-01-01'],
    ['2026-11-30', '2026-11-30', '2026-12-01'],
    ['30/11/2026', '2026-11-30', '2026-12-01'],
    ['2026-11-01..2026-11-15', '2026-11-01', '2026-11-16'],
    ['2026-11-01 a 2026-11-15', '2026-11-01', '2026-11-16'],
    ['hoje', '2026-11-30', '2026-12-01'],
    ['ontem', '2026-11-29', '2026-11-30'],
    ['30d', '2026-11-01', '2026-12-01'],
    ['últimos 7 dias', '2026-11-24', '2026-12-01'],
    ['2 weeks', '2026-11-17', '2026-12-01'],
    // A Monday.
    ['this week', '2026-11-30', '2026-12-07'],
    ['last week', '2026-11-23', '2026-11-30'],
    ['semana passada', '2026-11-23', '2026-11-30'],
    ['última semana', '2026-11-23', '2026-11-30'],
    ['este mês', '2026-11-01', '2026-12-01'],
    ['mês passado', '2026-10-01', '2026-11-01'],
    ['ano passado', '2025-01-01', '2026-01-01'],
    ['novembro', '2026-11-01', '2026-12-01'],
    ['december', '2025-12-01', '2026-01-01'],
    ['dezembro de 2024', '2024-12-01', '2025-01-01'],
    ['may 2026', '2026-05-01', '2026-06-01'],
  ])('"%s" begins %s and ends before %s', (text, from, until) => {
    const { words, period } = readPeriod(text.split(' '));
    expect(words).toBe(text.split(' ').length);
    if (!period) throw new Error('none');
    expect(instantsOf(period, NOW, 'UTC')).toEqual({
      from: `${from}T00:00:00.000Z`,
      until: `${until}T00:00:00.000Z`,
    });
  });

  it('is of the clock of the person who asks', () => {
    const at = Date.parse('2026-11-30T01:00:00Z');
    expect(instantsOf({ kind: 'calendar', unit: 'day', back: 0 }, at, 'America/Sao_Paulo')).toEqual({
      from: '2026-11-29T03:00:00.000Z',
      until: '2026-11-30T03:00:00.000Z',
    });
    expect(instantsOf({ kind: 'past', days: 1 }, at, 'no zone').from).toBe('2026-11-30T00:00:00.000Z');
  });

  it.each(['may be sterile', 'marco regulatório', '13485', '30 parafusos', 'weekly'])(
    'is not "%s"',
    (text) => {
      expect(readPeriod(text.split(' '))).toEqual({ words: 0, period: null });
    },
  );
});
