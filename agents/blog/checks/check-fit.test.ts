import { expect, test } from 'vitest';
import type { ArticlePart } from '../../../ports/content.ts';
import { someTitles } from '../../../testing/blog/article.ts';
import { aBrief } from '../../../testing/blog/graph.ts';
import { checkFit } from './check-fit.ts';

const part = (id: string, heading: string, markdown: string): ArticlePart => ({
  id,
  heading,
  markdown,
  evidence: [],
});
const body = [
  part('introduction', '', 'O implante tem registro em cada lote.'),
  part('s1', 'Limpeza validada', 'A limpeza do lote se valida em 3 ensaios, como pede a ISO 13485.'),
];
const found = (...parts: ArticlePart[]) =>
  checkFit({ ...someTitles(), parts: [...body, ...parts] }, { passages: [], brief: aBrief, notes: [] }).map(
    ({ place: id, code, params }) => ({ id, code, params }),
  );

test('checkFit() finds a heading whose words its section does not say', () => {
  expect(found(part('s2', 'Rastreabilidade por UDI', 'A embalagem passa por ensaio de selagem.'))).toEqual([
    { id: 's2', code: 'heading_misfit', params: { heading: 'Rastreabilidade por UDI' } },
  ]);
  expect(found(part('s2', 'Como a selagem se prova', 'A embalagem passa por ensaio de selagem.'))).toEqual(
    [],
  );
});

test.each([
  ['O estudo confirma o registro.', 'estudo'],
  ['Peça o registro ao fornecedor, diz a ANVISA.', 'ANVISA'],
  ['São 7 registros por lote.', '7'],
])('checkFit() finds that the conclusion %j is from nowhere', (markdown, words) => {
  const [one, ...others] = found(part('conclusion', '', markdown));
  expect(others).toEqual([]);
  expect(one).toEqual({ id: 'conclusion', code: 'conclusion_new', params: { words } });
});

test('checkFit() takes a conclusion from what was said', () => {
  const markdown = 'O registro prova o lote. A ISO 13485 pede os 3 ensaios: confira-os na próxima compra.';
  expect(found(part('conclusion', '', markdown))).toEqual([]);
});
