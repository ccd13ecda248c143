import { expect, it } from 'vitest';
import { aPlanLine, droppedLine } from '../../testing/bot/plans.ts';
import { en, ptBr } from '../texts/texts.ts';
import { PICTURE_WIDTH, type PictureLine, planNodes } from './plan-picture.ts';

const texts = (lines: PictureLine[]) =>
  planNodes('Passivação', lines, ptBr).nodes.flatMap((node) => ('text' in node ? [node.text] : []));

it.each([
  ['en', en],
  ['pt-BR', ptBr],
])('planNodes() in %s has no letter below 22 px of 1080, and nothing beside the picture', (_, t) => {
  const lines = Array.from({ length: 20 }, (__, at) =>
    aPlanLine(at + 1, { day: `2026-12-${String(1 + (at % 9)).padStart(2, '0')}`, topic: 'x'.repeat(300) }),
  );
  const { nodes, height } = planNodes('Tema '.repeat(100), lines, t);
  const placed = nodes.map((node) => node.style as Record<string, number>);
  const sizes = placed.map((style) => style.fontSize).filter((size) => size !== undefined);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(22);
  for (const { left = 0, top = 0, width = 0, height: tall = 0 } of placed) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(PICTURE_WIDTH);
    expect(top + tall).toBeLessThanOrEqual(height);
  }
});

it('planNodes() puts each brief on its day, and leaves out what was dropped', () => {
  const lines = [aPlanLine(1, { day: '2026-12-02' }), aPlanLine(3, { day: '2026-12-03' }), droppedLine(4)];
  const { nodes } = planNodes('Passivação', lines, ptBr);
  const xOf = (text: string) =>
    (nodes.find((n) => 'text' in n && n.text === text)?.style as { left: number } | undefined)?.left ?? 0;
  expect(xOf('Tema 1') - xOf('2 de dez.')).toBe(xOf('Tema 3') - xOf('3 de dez.'));
  expect(xOf('Tema 1')).toBeLessThan(xOf('Tema 3'));
  expect(texts(lines)).not.toContain('Tema 4');
});

it('planNodes() leaves out what topics begin with alike', () => {
  const lines = [aPlanLine(1, { topic: 'Limpeza: ensaios' }), aPlanLine(2, { topic: 'Limpeza: passos' })];
  expect(texts(lines)).toEqual(expect.arrayContaining(['ensaios', 'passos']));
  expect(texts(lines.slice(0, 1))).toContain('Limpeza: ensaios');
  const deep = [
    aPlanLine(1, { topic: 'F136: na prática: quem emite' }),
    aPlanLine(2, { topic: 'F136: na prática: sobras' }),
  ];
  expect(texts(deep)).toEqual(expect.arrayContaining(['quem emite', 'sobras']));
});

it('planNodes() shows a weekend only where a brief is on one, and no week without briefs', () => {
  expect(texts([aPlanLine(1)])).not.toContain('sáb.');
  const far = texts([aPlanLine(5), aPlanLine(6, { day: '2027-02-03' })]);
  expect(far).toContain('sáb.');
  expect(far).toContain('3 de fev.');
  expect(far).not.toContain('14 de dez.');
});

it('planNodes() says what is on further weeks and days than it has room for', () => {
  const weeks = Array.from({ length: 8 }, (_, at) =>
    aPlanLine(at + 1, {
      day: `2027-0${1 + Math.floor(at / 4)}-${String(4 + (at % 4) * 7).padStart(2, '0')}`,
    }),
  );
  expect(texts(weeks)).toContain('e mais 3 depois');
  expect(texts(Array.from({ length: 5 }, (_, at) => aPlanLine(at + 1, { day: '2026-12-01' })))).toContain(
    '+2',
  );
});
