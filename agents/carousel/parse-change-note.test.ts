import { describe, expect, it } from 'vitest';
import { parseChangeNote } from './parse-change-note.ts';

const slidesOf = (note: string, count = 8) => {
  const read = parseChangeNote(note, count);
  return read.kind === 'slides' ? read.changes.map((c) => c.slide) : read.kind;
};

describe('parseChangeNote()', () => {
  it.each([
    ['slide 4: shorter title', [4]],
    ['Slide 4 - shorter title', [4]],
    ['SLIDE 4: título mais curto', [4]],
    ['página 4: troque o exemplo', [4]],
    ['pagina 4: troque o exemplo', [4]],
    ['lâmina 3: mais direto', [3]],
    ['no slide 2: use outro número', [2]],
    ['slides 2 e 5: mais curtos', [2, 5]],
    ['slides 2, 4 and 6: fewer words', [2, 4, 6]],
    ['slides 2-4: fewer words', [2, 3, 4]],
    ['slides 2 a 4: menos texto', [2, 3, 4]],
    ['slide 2: shorter\nslide 5: add the norm', [2, 5]],
    ['slide 2: shorter; slide 5: add the norm', [2, 5]],
    ['Please shorten slide 4', [4]],
    ['Encurte o título do slide 4', [4]],
    ['Título mais curto na página 3, por favor', [3]],
    ['make slide 3 look like slide 5', [3]],
    ['slide nº 4: mais claro', [4]],
    ['deixe o slide 4 mais divertido', [4]],
    ['o quarto slide ficou longo', [4]],
    ['mais exemplos no quarto slide', [4]],
    ['slide four: shorter', [4]],
    ['shorten the title of the third slide', [3]],
    ['o título do slide três está confuso', [3]],
    ['o último slide precisa de um convite', [8]],
    ['the 2 examples on slide 6 are too long', [6]],
  ])('reads %j as a change of slides %j only', (note, slides) => {
    expect(slidesOf(note)).toEqual(slides);
  });

  it.each([
    'make it shorter',
    'tom mais formal em todos os slides',
    'the whole deck is too long, see slide 4',
    'hashtags mais específicas',
    'change the hook and slide 2',
    'remove slide 4',
    'slide 4: remove slide 4 and add a slide about UDI',
    'mova o slide 3 para depois do slide 5',
    'add a slide about traceability',
    'slide 14: shorter',
    'use 5 examples',
    '',
  ])('reads %j as a change of the deck', (note) => {
    expect(slidesOf(note)).toBe('deck');
  });

  it('gives each slide its own words', () => {
    expect(parseChangeNote('slide 2: shorter\nslides 3 e 5: cite a norma', 8)).toEqual({
      kind: 'slides',
      changes: [
        { slide: 2, note: 'shorter' },
        { slide: 3, note: 'cite a norma' },
        { slide: 5, note: 'cite a norma' },
      ],
    });
  });

  it.each([
    ['remove slide 4', true],
    ['only 6 slides please', true],
    ['adicione um slide sobre UDI', true],
    ['mais formal', false],
    ['add the norm ISO 13485 to every slide', false],
  ])('knows that %j may change the number of slides: %j', (note, reshape) => {
    expect(parseChangeNote(note, 8)).toMatchObject({ kind: 'deck', reshape });
  });
});
