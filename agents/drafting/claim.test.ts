import { describe, expect, it } from 'vitest';
import { aDeck, aPassage, aSlide, quoted } from '../../testing/carousel/deck.ts';
import { claimsOfDeck } from '../carousel/statements-of.ts';
import { claimKey, isByHand } from './claim.ts';
import { claimsOfParts } from './parts/statements-of-parts.ts';

const evidence = [1, 2, 3].map((n) => ({ passage_id: `p${n}`, quote: `Fonte ${n}.` }));
const cited = (markdown: string, heading = 'Título') =>
  claimsOfParts([{ id: 's1', heading, markdown, evidence }]).map((c) => [
    c.sentence,
    c.evidence.map((e) => e.passage_id).join(),
  ]);

describe('claimsOfParts()', () => {
  it.each<[string, string, [string, string][]]>([
    [
      'marks behind the full stop',
      'Um fato.[^1] Sem fonte. Outro fato. [^2]',
      [
        ['Um fato.', 'p1'],
        ['Outro fato.', 'p2'],
      ],
    ],
    [
      'marks before it',
      'Um fato[^1]. Outro fato[^2]!',
      [
        ['Um fato.', 'p1'],
        ['Outro fato!', 'p2'],
      ],
    ],
    ['several marks', 'Dois apoios.[^1][^3] Fim.', [['Dois apoios.', 'p1,p3']]],
    ['the same mark twice', 'Meio[^1] e meio.[^1]', [['Meio e meio.', 'p1']]],
    ['an abbreviation inside', 'O Dr. Silva mediu 0,2 µm.[^1] Fim.', [['O Dr. Silva mediu 0,2 µm.', 'p1']]],
    [
      'items of a list',
      'Confira:\n\n- um lote[^1]\n- **dois** lotes[^2]',
      [
        ['um lote', 'p1'],
        ['dois lotes', 'p2'],
      ],
    ],
    ['a quotation', 'Diz “assim se faz.”[^2] E basta.', [['Diz “assim se faz.”', 'p2']]],
    ['a mark without evidence', 'Nada por trás.[^9]', []],
    ['cells of a table', '| Peça | Lote |\n| - | - |\n| Fio | 3[^1] |', [['Fio 3', 'p1']]],
  ])('finds %s', (_name, markdown, wanted) => {
    expect(cited(markdown)).toEqual(wanted);
  });

  it('says what stands before a sentence, for its pronouns', () => {
    const [claim] = claimsOfParts([
      { id: 's1', heading: 'O forno', markdown: 'Ele é novo. Ele fica a 121 °C.[^1]', evidence },
    ]);
    expect(claim).toMatchObject({ sentence: 'Ele fica a 121 °C.', context: 'O forno\nEle é novo.' });
  });
});

describe('claimsOfDeck()', () => {
  it('takes title, sentences and items of each slide with quotes, and nothing of the others', () => {
    const deck = aDeck();
    const slides = [
      ...deck.slides.slice(0, 1),
      aSlide('Em 3 lotes', { body: 'A água passa. O forno aquece.' } as object),
      {
        layout: 'numbers' as const,
        title: 'Números',
        numbers: [{ value: '0,2 µm', label: 'filtração' }],
        evidence: [quoted],
      },
      {
        layout: 'comparison' as const,
        title: 'Lado a lado',
        kind: 'neutral' as const,
        left: { heading: 'Água', items: ['0,2 µm'] },
        right: { heading: 'Forno', items: ['121 °C'] },
        evidence: [quoted],
      },
    ];
    expect(claimsOfDeck({ ...deck, slides }).map((c) => [c.place, c.sentence])).toEqual([
      [2, 'Em 3 lotes'],
      [2, 'A água passa.'],
      [2, 'O forno aquece.'],
      [3, 'Números'],
      [3, '0,2 µm filtração'],
      [4, 'Lado a lado'],
      [4, 'Água: 0,2 µm'],
      [4, 'Forno: 121 °C'],
    ]);
  });
});

describe('claimKey()', () => {
  const passages = new Map([['d1#0', aPassage]]);
  const claim = { sentence: 'Em 3 lotes.', evidence: [quoted] };
  it('changes with the sentence, a quote and the passage, and with nothing else', () => {
    const key = claimKey(claim, passages);
    expect(claimKey({ ...claim }, new Map([['d1#0', { ...aPassage, rank: 9 }]]))).toBe(key);
    const others = [
      claimKey({ ...claim, sentence: 'Em 4 lotes.' }, passages),
      claimKey({ ...claim, evidence: [{ ...quoted, quote: 'usa 3 lotes' }] }, passages),
      claimKey({ ...claim, evidence: [] }, passages),
      claimKey(claim, new Map([['d1#0', { text: `${aPassage.text} Não.` }]])),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });
});

describe('isByHand()', () => {
  const note = 'slide 4: escreva "Fale com nosso time em Curitiba." e encurte o resto';
  it.each<[string, boolean]>([
    ['Fale com nosso time em Curitiba.', true],
    ['“Fale com nosso time em Curitiba!”', true],
    ['Fale com nosso time em São Paulo.', false],
    ['Fale com', false],
    ['Nosso time', false],
    ['ale com nosso time em Curitiba', false],
  ])('"%s" is %s', (sentence, isOwn) => {
    expect(isByHand(sentence, [note])).toBe(isOwn);
  });
});
