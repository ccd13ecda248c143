import { expect, test } from 'vitest';
import { numberProofs } from './number-proofs.ts';

const passages = [{ id: 'p', title: 'ASTM F136' }];
const part = (id: string, markdown: string, quote: string) => ({
  id,
  heading: '',
  markdown,
  evidence: [{ passage_id: 'p', quote }],
});

test('numberProofs() gives each number the words of the source around it, once', () => {
  const parts = [
    part('s1', 'O oxigênio fica em até 0,13%.[^1]', 'Oxigênio: no máximo 0,13% em massa.'),
    part('s2', 'De novo 0,13%, e 860 MPa.[^1]', `${'palavra '.repeat(40)}A resistência mínima é de 860 MPa.`),
  ];
  const proofs = numberProofs(parts, passages);
  expect(proofs).toEqual([
    { number: '0,13%', part: 's1', quote: 'Oxigênio: no máximo 0,13% em massa.', source: 'ASTM F136' },
    {
      number: '860',
      part: 's2',
      quote: expect.stringMatching(/^…palavra .*A resistência mínima é de 860 MPa\.$/),
      source: 'ASTM F136',
    },
  ]);
});

test('numberProofs() leaves out what stands in no quote: the brief may have brought it', () => {
  expect(numberProofs([part('s1', 'São 7 erros.[^1]', 'Erros se evitam.')], passages)).toEqual([]);
});
