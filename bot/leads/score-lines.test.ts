import { expect, it } from 'vitest';
import type { ScoreRule } from '../../ports/outreach.ts';
import { scoreRulesEn } from '../texts/en/score-rules.ts';
import { scoreRulesPtBr } from '../texts/pt-br/score-rules.ts';
import { readScoreLines, scoreTexts } from './score-lines.ts';

const rules: ScoreRule[] = [
  { op: 'has', field: 'title', points: 35, values: ['CME', 'central de material', 'esteriliza*'] },
  { op: 'has', field: 'title', points: -40, values: ['estagi*'] },
  { op: 'filled', field: 'email', points: 5 },
  { op: 'is', field: 'tags', points: 10, values: ['Feira, São Paulo', 'hospitalar-2026'] },
  { op: 'has', field: 'industry', points: 20, values: ['hospital*'] },
  { op: 'between', field: 'headcount', points: 10, min: 200, max: null },
  { op: 'between', field: 'headcount', points: 5, min: 50, max: 199 },
  { op: 'is', field: 'country', points: 15, values: ['BR', 'Brasil'] },
];

it.each([
  ['en', scoreRulesEn.fields],
  ['pt-BR', scoreRulesPtBr.fields],
])('rules are read again as they are written, in %s', (_, called) => {
  const { person, company } = scoreTexts(rules, called);
  expect(readScoreLines(`${person}\n\n${company}`)).toEqual({ rules });
});

it('scoreTexts() parts what a person is from what their company is', () => {
  const { person, company } = scoreTexts(rules, scoreRulesPtBr.fields);
  expect(person.split('\n')[0]).toBe('+35 cargo: CME, central de material, esteriliza*');
  expect(company.split('\n')[1]).toBe('+10 funcionários: 200+');
});

it.each([
  ['35 cargo: “CME”,  compras ', { op: 'has', field: 'title', points: 35, values: ['CME', 'compras'] }],
  ['–40 TITLE:estagi*', { op: 'has', field: 'title', points: -40, values: ['estagi*'] }],
  ['+10 employees: 1.000 – 5.000', { op: 'between', field: 'headcount', points: 10, min: 1000, max: 5000 }],
  ['+10 headcount = 120', { op: 'between', field: 'headcount', points: 10, min: 120, max: 120 }],
])('readScoreLines() reads %j as phones and people write it', (line, rule) => {
  expect(readScoreLines(line)).toEqual({ rules: [rule] });
});

it.each([
  ['title: CME', 'shape'],
  ['+35 CME', 'shape'],
  ['+0 title: CME', 'points'],
  ['+101 title: CME', 'points'],
  ['+5 city: Recife', 'field'],
  ['+5 title: ', 'values'],
  ['+5 title: ***, -', 'values'],
  ['+5 headcount: many', 'numbers'],
  ['+5 headcount: 200-50', 'numbers'],
])('readScoreLines() says what is wrong with %j', (line, fault) => {
  expect(readScoreLines(`+1 title: x\n${line}`)).toEqual({ fault, line: line.trim() });
});
