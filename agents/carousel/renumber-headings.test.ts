import { expect, it } from 'vitest';
import type { Deck } from '../../ports/model-tasks.ts';
import { aDeck, aSlide } from '../../testing/carousel/deck.ts';
import { renumberHeadings } from './renumber-headings.ts';

const deckOf = (...titles: string[]): Deck => ({ ...aDeck(), slides: titles.map((title) => aSlide(title)) });
const titles = (deck: Deck) => deck.slides.map((slide) => slide.title);
const before = deckOf('Capa', 'Erro 1: preço', 'Erro 2: prazo', 'Erro 3: lote', 'Fim');

it('renumberHeadings() counts on when a slide is taken out, added or moved', () => {
  expect(titles(renumberHeadings(deckOf('Capa', 'Erro 1: preço', 'Erro 3: lote', 'Fim'), before))).toEqual([
    'Capa',
    'Erro 1: preço',
    'Erro 2: lote',
    'Fim',
  ]);
  const moved = deckOf('Capa', 'Erro 2: prazo', 'Erro 1: preço', 'Erro 1: auditoria', 'Erro 3: lote');
  expect(titles(renumberHeadings(moved, before)).slice(1)).toEqual([
    'Erro 1: prazo',
    'Erro 2: preço',
    'Erro 3: auditoria',
    'Erro 4: lote',
  ]);
});

it('renumberHeadings() leaves names with a number, and numbers in a sentence, as they are', () => {
  const grades = deckOf('Grau 4: puro', 'Grau 5: liga', 'ISO 13485: o que pede');
  expect(renumberHeadings(deckOf('Grau 5: liga'), grades).slides[0]?.title).toBe('Grau 5: liga');
  const spoken = deckOf('Passo 1: pedir', 'Passo 2: ler', 'O passo 2 pede tempo');
  expect(titles(renumberHeadings(deckOf('Passo 2: ler', 'O passo 2 pede tempo'), spoken))).toEqual([
    'Passo 1: ler',
    'O passo 2 pede tempo',
  ]);
});
