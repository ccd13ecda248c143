import { expect, test } from 'vitest';
import { aDeck, aSlide } from '../../../testing/carousel/deck.ts';
import { checkKeptTopic } from './check-kept-topic.ts';

const titled = (title: string) => {
  const deck = aDeck();
  const evidence = [{ passage_id: 'd1#0', quote: title }];
  return { ...deck, slides: deck.slides.with(1, aSlide(title, { body: title, evidence } as never)) };
};
const reviewed = titled('Limites de partículas na sala limpa');
const codes = (title: string, note: string, scope: number[] | null = [2]) =>
  checkKeptTopic(titled(title), { reviewed, scope, note }).map((i) => [i.place, i.code]);

test('checkKeptTopic() finds a slide that became another one', () => {
  expect(codes('Passivação remove ferro livre', 'mais divertido e com um exemplo numérico')).toEqual([
    [2, 'slide_topic'],
  ]);
});

test.each([
  ['Quantas partículas cabem na sala limpa?', 'mais divertido'],
  ['Passivação remove ferro livre', 'troque por outro fato'],
  ['Passivação remove ferro livre', 'fale da passivação'],
])('checkKeptTopic() lets "%s" pass for "%s"', (title, note) => {
  expect(codes(title, note)).toEqual([]);
});

test('checkKeptTopic() leaves a change of the whole deck alone', () => {
  expect(codes('Passivação remove ferro livre', 'mais divertido', null)).toEqual([]);
});
