import { describe, expect, it } from 'vitest';
import type { BlogBrief, HouseRule } from '../../../ports/content.ts';
import { nothingFound } from '../../../testing/blog/article.ts';
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
  brief: { topic: 'o lote' } as BlogBrief,
  subjects: [{ name: 'lote', also: [] }],
  language: 'pt' as const,
};
const first = { bindsSubject: true };
const judged = (
  finding: Partial<{ part: string | null; rule: string | null; quote: string; message: string }>,
) =>
  readJudgement(
    { ...nothingFound, findings: [{ part: 's1', rule: null, quote: 'E mais.', message: 'm', ...finding }] },
    article,
    first,
  );

describe('readJudgement()', () => {
  it('has what breaks a blocking rule repaired, whatever marks stand between its words', () => {
    expect(judged({ rule: 'block', quote: 'totalmente livre de risco' })).toMatchObject({
      findings: [{ place: 's1', code: 'house_rule', hard: true }],
      warnings: [],
    });
    expect(judged({ rule: 'block', quote: '**totalmente** livre de risco.[^1]' }).findings).toHaveLength(1);
  });

  it.each([['warn'], [null], ['unknown']])('shows a finding on rule %s to the approver', (rule) => {
    expect(judged({ rule })).toMatchObject({ findings: [], warnings: [{ place: 's1', hard: false }] });
  });

  it.each([
    ['inside *emphasis*', 'O fio é *sempre* seguro para todos.', 'é sempre seguro para todos'],
    ['inside _emphasis_', 'O fio é _sempre_ seguro para todos.', 'é sempre seguro para todos'],
    ['inside a word', 'O fio é sem**pre** seguro para todos.', 'é sempre seguro para todos'],
    ['inside code', 'O fio é `sempre` seguro para todos.', 'é sempre seguro para todos'],
    ['with an entity', 'Seguro &amp; sem dor para todos os casos.', 'Seguro & sem dor para todos'],
    ['with an entity copied as it is', 'Seguro &amp; sem dor para todos.', 'Seguro &amp; sem dor'],
    ['with an escape', 'Funciona 100\\% das vezes, sempre.', 'Funciona 100% das vezes'],
    ['of a list, joined by commas', '- nunca falha\n- nunca dói', 'nunca falha, nunca dói'],
    ['of a list, joined', '- nunca falha\n- nunca dói', 'nunca falha nunca dói'],
    ['of a heading', '### Seguro\npara todos', '### Seguro para todos'],
    ['around a citation', 'O fio é seguro [^1]. Cura a todos.', 'O fio é seguro. Cura a todos.'],
    ['with a citation of its own', 'O fio é seguro para todos.', 'é seguro para todos [^1].'],
    ['in quotation marks', 'O fio é seguro para todos.', '“é seguro para todos”'],
    [
      'with something left out',
      'O fio é seguro e cura todos os pacientes',
      'O fio ... cura todos os pacientes',
    ],
    ['with something left out in brackets', 'O fio é seguro e cura todos', 'O fio […] cura todos'],
    ['that end with a full stop', 'O fio é seguro para todos, sempre', 'O fio é seguro para todos.'],
    ['with a slip corrected', 'O fio é completamnte seguro para todos.', 'é completamente seguro para todos'],
    ['behind a denial', 'Não há dor. Cura todos os pacientes.', 'Cura todos os pacientes'],
    ['without the denial before them', 'Nenhum outro fio dura tanto', 'outro fio dura tanto'],
  ])('finds words %s, for a rule that blocks and for one that warns', (_name, markdown, quote) => {
    const given = { ...article, parts: [{ id: 's1', heading: 'Um', markdown }] };
    for (const rule of ['block', 'warn']) {
      const found = readJudgement(
        { ...nothingFound, findings: [{ part: null, rule, quote, message: 'm' }] },
        given,
        first,
      );
      expect([...found.findings, ...found.warnings]).toMatchObject([{ place: 's1', hard: rule === 'block' }]);
    }
  });

  it('drops a remark on words that stand nowhere in the article', () => {
    for (const rule of ['warn', null, 'unknown']) {
      expect(judged({ rule, quote: 'nunca escrito' })).toEqual({ findings: [], warnings: [] });
    }
    expect(judged({ rule: null, quote: '' })).toEqual({ findings: [], warnings: [] });
  });

  it('keeps what breaks a rule that blocks, though its words are not found', () => {
    expect(judged({ rule: 'block', quote: 'nunca escrito' }).findings).toMatchObject([
      { place: 's1', code: 'house_rule', hard: true, params: { remark: 'm', quote: 'nunca escrito' } },
    ]);
    for (const part of [null, 'nowhere']) {
      expect(judged({ part, rule: 'block', quote: 'nunca escrito' }).findings).toMatchObject([
        { place: null },
      ]);
    }
  });

  it('keeps what a rule misses, which has no words', () => {
    expect(judged({ rule: 'block', quote: '' }).findings).toMatchObject([
      { place: 's1', params: { remark: 'm', quote: '' } },
    ]);
    expect(judged({ rule: 'warn', quote: ' ' }).warnings).toMatchObject([
      { place: 's1', params: { remark: 'm', quote: '' } },
    ]);
  });

  it.each([['BLOCK'], [' block '], ['Seguro']])('knows the rule that is called "%s"', (rule) => {
    const given = { ...article, rules: { voice: '', rules: rules.slice(0, 1) } };
    const answer = { ...nothingFound, findings: [{ part: 's1', rule, quote: 'E mais.', message: 'm' }] };
    expect(readJudgement(answer, given, first).findings).toHaveLength(1);
  });

  it('never loses a finding that blocks to twenty remarks before it', () => {
    const remark = { part: 's1', rule: null, quote: 'E mais.', message: 'm' };
    const findings = [...Array(25).fill(remark), { ...remark, rule: 'block' }];
    const found = readJudgement({ ...nothingFound, findings }, article, first);
    expect([found.findings.length, found.warnings.length]).toEqual([1, 19]);
  });

  it('finds the part where the words stand when the one named is wrong or none', () => {
    for (const part of [null, 's1', 'nowhere']) {
      expect(judged({ part, rule: 'block', quote: 'Outro texto' }).findings).toMatchObject([{ place: 's2' }]);
    }
    expect(judged({ part: null, rule: 'block', quote: 'lote seguro' }).findings).toMatchObject([
      { place: 'title' },
    ]);
  });

  it.each([
    ['the part that is named', ['s2', 'nowhere'], ['s2']],
    ['the whole, when no part is', [], [null]],
  ])('closes an article about something else: %s', (_, off_topic_parts, parts) => {
    const answer = { ...nothingFound, about_subject: false, off_topic_parts };
    const { findings } = readJudgement(answer, article, first);
    expect(findings.map((f) => [f.place, f.code, f.hard])).toEqual(
      parts.map((part) => [part, part === null ? 'whole_off_topic' : 'off_topic', true]),
    );
    expect(findings[0]?.params).toEqual({ subject: '"lote"' });
    // What people ask for later may be another subject.
    expect(readJudgement(answer, article, { bindsSubject: false }).findings).toEqual([]);
    expect(readJudgement({ ...answer, about_subject: true }, article, first).findings).toEqual([]);
  });
});
